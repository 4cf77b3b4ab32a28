"""Editions: which one lists are about, and how the national team sets their days."""

from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from tests.client import Client
from tests.factories import coordinator, national
from tests.moderation.conftest import SignIn
from weekapp.campaign import queries
from weekapp.campaign.models import Edition
from weekapp.database import db

GOOD: dict[str, Any] = {"year": "2029", "first_day": "2029-09-27", "last_day": "2029-10-03"}


@pytest.fixture
def country(signed_in: SignIn) -> Client:
    return signed_in(national())


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 9, 1), 2026),
        (date(2026, 9, 24), 2026),
        (date(2026, 9, 30), 2026),
        (date(2026, 10, 1), 2027),
        (date(2009, 1, 1), 2010),
        (date(2028, 10, 5), None),
        (date(9999, 12, 31), None),
    ],
)
def test_the_running_or_next_edition_is_the_first_that_is_not_over(
    app: Flask, today: date, year: int | None
) -> None:
    found = queries.running_or_next(today)
    assert (found and found.year) == year
    assert queries.period(today) == (found and (found.first_day, found.last_day))


def test_the_known_editions_have_different_lengths(app: Flask) -> None:
    lengths = {(e.last_day - e.first_day).days + 1 for e in queries.editions()}
    assert lengths == {7, 8, 10}
    assert all(e.source for e in queries.editions())
    assert [e.year for e in queries.editions() if e.is_provisional] == [2028, 2027]


def test_the_national_team_sees_the_editions(country: Client) -> None:
    page = country.get("/landelijk/edities")
    assert page.all("tbody th")[:3] == ["2028", "2027", "2026"]
    assert "24 tot en met 30 september 2026 Nu op de site" in page.main
    assert "30 september tot en met 6 oktober 2027 Voorlopig" in page.main


def test_editions_are_the_national_teams_alone(client: Client, signed_in: SignIn) -> None:
    ede = signed_in(coordinator("Ede"))
    for path in ("/landelijk/edities", "/landelijk/edities/nieuw", "/landelijk/edities/2026"):
        assert ede.get(path).status == 404
        assert ede.post(path, data=GOOD).status in (404, 405)
        assert "/inloggen" in client.get(path, follow=False).headers["Location"]
    assert queries.edition_of(2029) is None


def test_an_edition_is_added(country: Client) -> None:
    form = country.get("/landelijk/edities/nieuw")
    page = country.submit(form, **GOOD, is_provisional="y", source="eentegeneenzaamheid.nl")
    assert "De editie van 2029 is bewaard." in page.main
    assert "27 september tot en met 3 oktober 2029 Voorlopig eentegeneenzaamheid.nl" in page.main


def test_a_change_shows_on_the_site_at_once(
    country: Client, client: Client, clock: time_machine.Traveller
) -> None:
    before = "24 tot en met 30 september 2026"
    assert before in client.get("/").main
    form = country.get("/landelijk/edities/2026")
    country.submit(form, first_day="2026-09-20", last_day="2026-10-01")
    assert "20 september tot en met 1 oktober 2026" in client.get("/").main
    assert before not in client.get("/").main


def test_a_date_may_be_typed_as_people_write_it(country: Client) -> None:
    form = country.get("/landelijk/edities/2026")
    country.submit(form, first_day="23-09-2026", last_day="30/09/2026")
    edition = queries.edition_of(2026)
    assert edition
    assert (edition.first_day, edition.last_day) == (date(2026, 9, 23), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"year": ""}, "year", "Vul een jaar in, zoals 2026."),
        ({"year": "MMXXIX"}, "year", "Vul een jaar in, zoals 2026."),
        ({"year": "1"}, "year", "Kies een jaar van 2010 tot en met 2036."),
        ({"year": "9999"}, "year", "Kies een jaar van 2010 tot en met 2036."),
        ({"year": "9" * 40}, "year", "Kies een jaar van 2010 tot en met 2036."),
        ({"year": "2026"}, "first_day", "De eerste dag valt niet in 2026."),
        ({"first_day": ""}, "first_day", "Vul een datum in, zoals 24-09-2026."),
        ({"first_day": "2029-02-30"}, "first_day", "Vul een datum in, zoals 24-09-2026."),
        ({"first_day": "0001-01-01"}, "first_day", "De eerste dag valt niet in 2029."),
        ({"last_day": "2029-09-26"}, "last_day", "De laatste dag is vóór de eerste dag."),
        ({"last_day": "2030-01-03"}, "last_day", "De laatste dag valt niet in 2029."),
        ({"last_day": "2029-11-01"}, "last_day", "Dit is langer dan een maand."),
        ({"source": "a" * 201}, "source", "Maak dit korter"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    country: Client, wrong: dict[str, str], field: str, words: str
) -> None:
    typed: dict[str, Any] = {"source": "brief", **GOOD, **wrong}
    page = country.submit(country.get("/landelijk/edities/nieuw"), **typed)
    assert words in page.error_beside(field)
    kept = {name: page.one(f"[name={name}]").get("value") for name in typed}
    assert kept == typed
    assert queries.edition_of(2029) is None


def test_a_year_has_one_edition(country: Client) -> None:
    known: dict[str, Any] = {"year": "2026", "first_day": "2026-09-01", "last_day": "2026-09-07"}
    page = country.submit(country.get("/landelijk/edities/nieuw"), **known)
    assert "Dit jaar heeft al een editie." in page.error_beside("year")
    edition = db.session.get_one(Edition, 2026)
    assert edition.first_day == date(2026, 9, 24)


@pytest.mark.parametrize("year", ["2029", "0", "99999", "9" * 30])
def test_an_edition_that_is_not_there_is_not_found(country: Client, year: str) -> None:
    assert country.get(f"/landelijk/edities/{year}").status == 404
