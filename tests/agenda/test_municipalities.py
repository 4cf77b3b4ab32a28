"""The pages of municipalities."""

from datetime import timedelta

import pytest
import time_machine

from tests.client import Client
from tests.factories import THURSDAY, activity, municipality, occurrence, organisation
from weekapp.activities.models import Activity
from weekapp.agenda import queries
from weekapp.agenda.municipalities import letter_of
from weekapp.database import db

DAY = timedelta(days=1)


def test_all_municipalities_stand_under_their_letter_and_province(client: Client) -> None:
    page = client.get("/gemeenten")
    assert len(page.soup.select("#gemeenten li")) == 342
    assert "Ede" in page.all("#E li")
    assert "'s-Gravenhage (Den Haag)" in page.all("#G li")
    assert len(page.soup.select("details.more")) == 12


def test_a_name_narrows_the_list_without_a_script(client: Client) -> None:
    page = client.submit(client.get("/gemeenten"), naam="sud west")
    assert page.all("#gemeenten li") == ["Súdwest-Fryslân"]
    assert client.get("/gemeenten?naam=den+haag").all("#gemeenten li") == [
        "'s-Gravenhage (Den Haag)"
    ]


def test_an_unknown_name_points_to_the_search_by_postcode(client: Client) -> None:
    page = client.get("/gemeenten?naam=<script>")
    assert "Geen gemeente heet zo." in page.main
    assert page.one('[name="naam"]')["value"] == "<script>"


@pytest.mark.parametrize(
    ("name", "letter"), [("'s-Hertogenbosch", "H"), ("De Bilt", "D"), ("Ede", "E")]
)
def test_the_article_of_an_old_name_does_not_count(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_a_municipality_shows_its_week_day_by_day(client: Client) -> None:
    twice = activity("Koffie")
    twice.occurrences.append(occurrence(THURSDAY + DAY))
    db.session.commit()
    activity("Eten", at=THURSDAY + timedelta(hours=3))
    activity("Elders", city="Arnhem")
    page = client.get("/gemeenten/ede")
    assert page.all(".day__title") == ["Donderdag 24 september", "Vrijdag 25 september"]
    assert page.all(".day .card__title") == ["Koffie", "Eten", "Koffie"]
    assert page.all(".week .hidden")[:3] == [
        "donderdag 24 september: 2 activiteiten",
        "vrijdag 25 september: 1 activiteit",
        "zaterdag 26 september: 0 activiteiten",
    ]


def test_a_day_of_the_week_that_is_over_says_so(
    client: Client, clock: time_machine.Traveller
) -> None:
    activity(at=THURSDAY + DAY)
    clock.move_to(THURSDAY + DAY - timedelta(hours=4))
    page = client.get("/gemeenten/ede")
    assert page.all(".week .hidden")[:2] == [
        "donderdag 24 september: geweest",
        "vrijdag 25 september: 1 activiteit",
    ]
    assert len(page.soup.select(".week a")) == 6


def test_one_day_of_a_municipality_can_be_asked_for(client: Client) -> None:
    activity("Koffie")
    activity("Eten", at=THURSDAY + DAY)
    page = client.get("/gemeenten/ede?dag=2026-09-25")
    assert page.all(".card__title") == ["Eten"]
    assert page.one('.week [aria-current="true"] .week__number').text == "25"


def test_what_is_after_the_week_stands_apart(client: Client) -> None:
    activity("Elke week", at=[THURSDAY + n * 7 * DAY for n in range(3)])
    page = client.get("/gemeenten/ede")
    assert page.all(".day .card__title") == ["Elke week"]
    assert "En na de week" in page.all("h2")
    page = client.get(str(page.one('a[href="/gemeenten/ede?van=2026-09-01"]')["href"]))
    assert page.all(".day .card__title") == ["Elke week"] * 3


def test_a_municipality_without_activities_helps(client: Client) -> None:
    page = client.get("/gemeenten/ede")
    assert "Hier staat nog niets." in page.main
    assert page.soup.select('a[href="/activiteiten?waar=Ede&straal=25"]')
    assert page.soup.select('a[href="tel:0880767000"]')


def test_a_full_municipality_is_turned_page_by_page(client: Client) -> None:
    activity(at=[THURSDAY + timedelta(minutes=n) for n in range(31)])
    page = client.get("/gemeenten/ede")
    assert len(page.soup.select(".day .card")) == 30
    page = client.get(str(page.one('[rel="next"]')["href"]))
    assert len(page.soup.select(".day .card")) == 1
    assert page.one('[rel="prev"]')["href"] == "/gemeenten/ede"


def test_who_takes_part_and_whom_to_ask_stand_below(client: Client) -> None:
    town = organisation("Gemeente Ede", kind="gemeente", contact_phone="14 0318")
    activity(by=town)
    activity(by=organisation("Buurthuis De Brug"))
    page = client.get("/gemeenten/ede")
    assert page.all(".way li") == ["Gemeente Ede", "Buurthuis De Brug"]
    assert page.soup.select('.way a[href="tel:140318"]')


def test_the_calendar_of_a_municipality_is_offered(client: Client) -> None:
    page = client.get("/gemeenten/ede")
    assert page.one('link[type="text/calendar"]')["href"] == "/gemeenten/ede/agenda.ics"
    assert page.soup.select('main a[href="/gemeenten/ede/abonneren"]')


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("GM0228", "/gemeenten/ede"),
        ("gm0228", "/gemeenten/ede"),
        ("den-haag", "/gemeenten/s-gravenhage"),
    ],
)
def test_another_name_leads_to_the_page_for_ever(client: Client, name: str, leads_to: str) -> None:
    answer = client.get(f"/gemeenten/{name}", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, leads_to)


def test_a_name_of_two_municipalities_is_a_choice(client: Client) -> None:
    shown = client.get("/gemeenten/bergen").all("#gemeenten li")
    assert {"Bergen (L.)", "Bergen (NH.)"} < set(shown)


def test_an_unknown_municipality_is_not_there(client: Client) -> None:
    assert client.get("/gemeenten/atlantis").status == 404
    assert client.get("/gemeenten/GM9999").status == 404


def test_a_merged_municipality_leads_to_its_successor_from_that_day_on(
    client: Client, clock: time_machine.Traveller
) -> None:
    old, new = municipality("Wijdemeren"), municipality("Hilversum")
    assert old.successor_code == new.code
    activity("Zeilen", city="Wijdemeren", at=THURSDAY + 120 * DAY)
    clock.move_to("2026-12-31T22:00:00Z")
    assert client.get("/gemeenten/wijdemeren").all(".card__title") == ["Zeilen"]
    clock.move_to("2026-12-31T23:00:00Z")
    answer = client.get("/gemeenten/wijdemeren", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, "/gemeenten/hilversum")
    assert client.get("/gemeenten/hilversum").all(".card__title") == ["Zeilen"]
    assert "Wijdemeren" not in client.get("/gemeenten").all("#gemeenten li")


def test_what_is_not_public_is_not_on_the_page(client: Client) -> None:
    for status in ("draft", "submitted", "returned", "cancelled"):
        activity(status, status=status)
    assert isinstance(db.session.query(Activity).first(), Activity)
    assert client.get("/gemeenten/ede").all(".card__title") == []


def test_a_busy_municipality_shows_the_same_as_a_quiet_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        at = [THURSDAY + (number + day) * DAY for day in range(3)]
        activity(f"Koffie {number}", at=at)
    activity("Later", at=THURSDAY + 20 * DAY)
    activity("Elders", city="Arnhem")
    quiet = client.get("/gemeenten/ede")
    assert len(quiet.all(".card__title")) == 10
    monkeypatch.setattr(queries, "MOST_LOOKED_THROUGH", 1)
    busy = client.get("/gemeenten/ede?x=1")
    assert busy.all(".day__title") == quiet.all(".day__title")
    assert busy.all(".card__title") == quiet.all(".card__title")
