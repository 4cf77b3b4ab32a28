"""Paper shows what the screen shows: all of it, each activity once, or it says what is left out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from time_machine import Traveller

from tests.client import Client
from tests.conftest import settings
from tests.factories import THURSDAY, activity
from tests.paper.reading import opened, words
from weekapp import create_app
from weekapp.paper import lists

WEEK = timedelta(weeks=1)
YEAR_LATER = THURSDAY + timedelta(days=371)
NEAR, MUNICIPALITY = "/op-papier?waar=6711+AB", "/gemeenten/ede/op-papier"


@pytest.fixture
def after(clock: Traveller) -> None:
    """The week is over: a list goes on as far as there is anything."""
    clock.move_to(THURSDAY + timedelta(days=60))


@pytest.mark.parametrize("path", [NEAR, MUNICIPALITY])
@pytest.mark.usefixtures("after")
def test_what_is_on_much_later_is_on_paper_as_it_is_on_the_screen(
    client: Client, path: str
) -> None:
    activity("Koffie", at=THURSDAY + timedelta(days=63))
    activity("Volgend jaar", at=YEAR_LATER)
    page = client.get(path)
    assert "2 activiteiten" in page.one(".paper__lead").text
    assert page.all("h2.paper__date")[-1] == "donderdag 30 september 2027"
    assert "Er is meer" not in page.main and "Daarna nog" not in page.main


@pytest.mark.parametrize("path", [NEAR, MUNICIPALITY])
@pytest.mark.usefixtures("after")
def test_what_does_not_fit_is_counted_and_said(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(lists, "MOST_ACTIVITIES", 2)
    activity("Koffie", at=THURSDAY + timedelta(days=63))
    for number in range(3):
        activity(f"Eten {number}", at=YEAR_LATER + timedelta(days=number))
    page = client.get(path)
    said = "Daarna nog 2 activiteiten, vanaf vrijdag 1 oktober 2027."
    assert len(page.all(".paper__one")) == 2 and said in page.main
    with opened(client.get(path.replace("op-papier", "op-papier.pdf"))) as document:
        assert said in words(document)


@pytest.mark.usefixtures("after")
def test_when_the_coming_weeks_fill_the_paper_the_nearest_are_on_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_ACTIVITIES", 1)
    soon = THURSDAY + timedelta(days=63)
    activity("Verderop", at=soon, point=(52.05, 5.70))
    activity("Dichtbij", at=soon + timedelta(days=1))
    page = client.get(NEAR)
    assert page.all(".paper__title [lang], .paper__title span:last-child") == ["Dichtbij"]
    assert "Er is meer dan op dit papier past." in page.main


def test_what_is_each_week_is_told_once_with_its_other_days(client: Client) -> None:
    activity("Koffie", at=[THURSDAY + number * WEEK for number in range(5)])
    with opened(client.get(f"{MUNICIPALITY}.pdf?van=2026-09-24")) as document:
        said = words(document)
    assert said.count("Bel 0318 12 34 56") == 1
    assert "Ook op 1, 8 en 15 oktober. Daarna nog 1 keer." in said


def test_under_a_day_all_of_that_day_stands(client: Client) -> None:
    activity("Koffie", at=[THURSDAY + number * WEEK for number in range(3)])
    activity("Eten", at=THURSDAY + WEEK + timedelta(hours=3))
    page = client.get(f"{MUNICIPALITY}?van=2026-09-24")
    days = page.all(".paper__day")
    assert len(days) == 2 and len(page.all(".paper__one")) == 2
    assert "14.00 tot 16.00 uur Koffie Lees meer bij donderdag 24 september." in days[1]


def test_another_time_and_another_year_are_said(client: Client) -> None:
    dates = [THURSDAY, THURSDAY + WEEK + timedelta(hours=3), THURSDAY + timedelta(days=371)]
    activity("Koffie", at=dates)
    said = client.get(f"{MUNICIPALITY}?van=2026-09-24").all(".paper__again")
    assert said == ["Ook op 1 oktober, 17.00 tot 19.00 uur. Ook op 30 september 2027."]


def test_the_foot_of_a_pdf_names_a_host_that_begins_as_a_number_of_css_does(app: Flask) -> None:
    activity("Koffie")
    here = settings(Path(app.instance_path))
    there = replace(here, base_url="http://ede.test", trusted_hosts=("ede.test", "localhost"))
    other = create_app(there)
    with opened(Client(other).get(f"{MUNICIPALITY}.pdf")) as document:
        foot = words(document).split("kan iets veranderd zijn.")[1]
    assert "ede.test/gemeenten/ede" in foot
