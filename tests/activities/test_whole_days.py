"""Dates of whole days: in the form, and everywhere a date is said."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import Traveller

from tests import factories as make
from tests.activities.filled import COMPLETE, NEW, address, begin, only, send
from tests.client import Client, Page
from tests.letters import Letters
from weekapp import clock
from weekapp.activities import wall
from weekapp.database import db
from weekapp.organisations.models import Organisation

START = datetime(2026, 9, 23, 22, tzinfo=UTC)
WHOLE = {
    "dates-0-day": "2026-09-24",
    "dates-0-all_day": "y",
    "dates-0-starts": "",
    "dates-0-ends": "",
}
THREE = {**WHOLE, "dates-0-last_day": "2026-09-26"}


def span() -> tuple[datetime, timedelta]:
    (found,) = only().occurrences
    return found.starts_at, found.ends_at - found.starts_at


def days_long(first: date, last: date, title: str = "", by: Organisation | None = None) -> int:
    """The number of a published activity of these whole days."""
    made = make.activity(title or "Open huis", by=by, at=START)
    made.occurrences[0].take_place(*wall.whole_days(first, last))
    db.session.commit()
    return made.id


def ticked(page: Page, number: int = 0) -> bool:
    return page.one(f"[name=dates-{number}-all_day]").has_attr("checked")


def test_a_whole_day_needs_no_times(organiser: Client) -> None:
    page = begin(organiser, "doe=insturen", **COMPLETE | WHOLE)
    assert page.status == 200
    assert span() == (START, timedelta(hours=24))


def test_the_box_of_a_whole_day_sends_that_it_is_ticked(organiser: Client) -> None:
    for page in (organiser.get(NEW), begin(organiser, "doe=datum_erbij", **COMPLETE)):
        boxes = page.soup.select("[name^=dates-][name$=-all_day]")
        assert {str(box["value"]) for box in boxes} == {"y"}


def test_the_times_of_a_whole_day_are_not_looked_at(organiser: Client) -> None:
    typed = {"dates-0-starts": "25:00", "dates-0-ends": "09:00"}
    assert begin(organiser, **COMPLETE | WHOLE | typed).status == 200
    assert span() == (START, timedelta(hours=24))


def test_the_last_of_whole_days_is_included_and_stands_in_the_form_again(
    organiser: Client,
) -> None:
    begin(organiser, **COMPLETE | THREE)
    assert span() == (START, timedelta(hours=72))
    page = organiser.get(address(only()))
    assert ticked(page)
    assert page.one("[name=dates-0-last_day]")["value"] == "2026-09-26"
    assert page.one("[name=dates-0-starts]")["value"] == ""


def test_a_whole_day_becomes_times_again(organiser: Client) -> None:
    begin(organiser, **COMPLETE | WHOLE)
    page = organiser.get(address(only()))
    times = {"dates-0-starts": "14:00", "dates-0-ends": "16:00", "dates-0-all_day": ""}
    send(organiser, page, **times)
    assert span() == (make.THURSDAY, timedelta(hours=2))


@pytest.mark.parametrize(
    ("typed", "part", "says"),
    [
        ({"dates-0-day": ""}, "day", "Vul dit in"),
        ({"dates-0-last_day": "2026-09-23"}, "last_day", "voor de eerste dag"),
        ({"dates-0-last_day": "2026-10-01"}, "last_day", "langer dan een week"),
        ({"dates-0-last_day": "9999-12-31"}, "day", "Klopt het jaar"),
        ({"dates-0-day": "2026-08-24"}, "day", "al voorbij"),
    ],
)
def test_what_cannot_be_whole_days_is_said_beside_it(
    organiser: Client, typed: dict[str, str], part: str, says: str
) -> None:
    note = {"dates-0-note": "In de tuin"}
    page = begin(organiser, "doe=insturen", **COMPLETE | WHOLE | note | typed)
    assert page.status == 422
    assert says in page.error_beside(f"dates-0-{part}")
    assert ticked(page)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-10-20", "2026-10-26"), ("2027-03-25", "2027-03-31")]
)
def test_seven_days_over_a_clock_change_fit_in_a_week(
    organiser: Client, first: str, last: str
) -> None:
    typed = {**WHOLE, "dates-0-day": first, "dates-0-last_day": last}
    assert begin(organiser, **COMPLETE | typed).status == 200
    assert len(only().occurrences) == 1


def test_today_can_still_be_a_whole_day(organiser: Client) -> None:
    typed = {**WHOLE, "dates-0-day": clock.today().isoformat()}
    assert begin(organiser, "doe=insturen", **COMPLETE | typed).status == 200
    assert only().status == "submitted"


def test_another_date_and_every_week_are_whole_days_too(organiser: Client) -> None:
    page = begin(organiser, "doe=datum_erbij", **COMPLETE | WHOLE)
    assert ticked(page, 1)
    again = send(organiser, page, "doe=vul_wekelijks", weekly_until="2026-10-08")
    assert [ticked(again, number) for number in range(3)] == [True] * 3
    send(organiser, again)
    assert [wall.is_all_day(d.starts_at, d.ends_at) for d in only().occurrences] == [True] * 3


def test_whole_days_read_as_such_on_every_public_page(client: Client) -> None:
    days_long(date(2026, 9, 24), date(2026, 9, 24), "Open huis")
    number = days_long(date(2026, 9, 24), date(2026, 9, 26), "Tentoonstelling")
    card = client.get("/activiteiten").all(".card__when")
    assert card == ["do 24 sept hele dag", "do 24 sept t/m za 26 sept"]
    told = client.get(f"/activiteiten/{number}").all(".dates time")
    assert told == ["donderdag 24 t/m zaterdag 26 september hele dagen"]
    points = client.get("/kaart/punten.json?van=2026-09-01").response.get_json(force=True)
    told = [one["when"] for spot in points["features"] for one in spot["properties"]["activities"]]
    assert told == ["do 24 sept, hele dag", "do 24 sept t/m za 26 sept"]


def test_search_engines_hear_of_days_and_not_of_midnight(client: Client) -> None:
    number = days_long(date(2026, 9, 24), date(2026, 9, 26))
    page = client.get(f"/activiteiten/{number}")
    (event,) = json.loads(page.one("[type='application/ld+json']").get_text())
    assert (event["startDate"], event["endDate"]) == ("2026-09-24", "2026-09-26")


def test_the_desk_and_a_letter_say_whole_days(
    organiser: Client, brug: Organisation, letters: Letters
) -> None:
    number = days_long(date(2026, 9, 24), date(2026, 9, 26), by=brug)
    assert "do 24 sept t/m za 26 sept" in organiser.get("/mijn").main
    page = organiser.get(f"/mijn/activiteiten/{number}")
    assert "donderdag 24 t/m zaterdag 26 september, hele dagen" in page.main
    date_id = only().occurrences[0].id
    asked = organiser.get(f"/mijn/activiteiten/{number}/datums/{date_id}/afgelasten")
    assert "donderdag 24 t/m zaterdag 26 september, hele dagen" in asked.main
    organiser.submit(asked, reason="De zaal is dicht.")
    subject = letters.last_to("ineke@debrug.nl")["Subject"]
    assert "Donderdag 24 t/m zaterdag 26 september gaat niet door" in subject


@pytest.mark.parametrize("part", ["ochtend", "middag", "avond"])
def test_whole_days_fit_every_part_of_the_day(client: Client, part: str) -> None:
    days_long(date(2026, 9, 24), date(2026, 9, 24), "Open huis")
    assert "Open huis" in client.get(f"/activiteiten?dagdeel={part}").main


@pytest.mark.parametrize(
    "path",
    [
        "/activiteiten?waar=Ede&van=2026-09-25",
        "/activiteiten?waar=Ede&dag=2026-09-26",
        "/gemeenten/ede?dag=2026-09-25",
    ],
)
def test_what_began_earlier_and_goes_on_is_found_by_who_lives_near(
    client: Client, path: str
) -> None:
    days_long(date(2026, 9, 24), date(2026, 9, 26), "Tentoonstelling")
    late = make.activity("Dansnacht", at=START + timedelta(hours=22))
    late.occurrences[0].take_place(START + timedelta(hours=22), START + timedelta(hours=27))
    db.session.commit()
    page = client.get(path)
    assert page.all(".card__title") == ["Tentoonstelling"]


def test_what_began_yesterday_stands_under_today(client: Client, clock: Traveller) -> None:
    days_long(date(2026, 9, 24), date(2026, 9, 26), "Tentoonstelling")
    clock.move_to("2026-09-25T10:00:00+02:00")
    page = client.get("/gemeenten/ede")
    assert page.all(".day__title") == ["Vrijdag 25 september"]
    assert page.all(".card__soon") == ["Vandaag"]
    clock.move_to("2026-09-27T00:00:00+02:00")
    assert client.get("/gemeenten/ede").all(".card__title") == []


def test_whole_days_count_on_each_of_their_days(client: Client, brug: Organisation) -> None:
    days_long(date(2026, 9, 22), date(2026, 9, 25), "Tentoonstelling", by=brug)
    make.activity("Soep", by=brug)
    said = [
        "donderdag 24 september: 2 activiteiten",
        "vrijdag 25 september: 1 activiteit",
        "zaterdag 26 september: 0 activiteiten",
    ]
    assert client.get("/gemeenten/ede").all(".week .hidden")[:3] == said
    assert client.get("/gemeenten/ede?dag=2026-09-26").all(".week .hidden")[:3] == said
