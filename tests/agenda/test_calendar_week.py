"""In quiet months a municipality's calendar tells when the next week is, and nothing else new."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import entries, summaries, week
from tests.client import Client
from tests.factories import THURSDAY, activity, municipality
from weekapp.campaign import operations
from weekapp.campaign.models import Edition
from weekapp.campaign.operations import Days

FEED = "/gemeenten/ede/agenda.ics"
QUIET = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def next_week(client: Client, session: Session, clock: Traveller) -> Edition:
    """The week of 2027 with sure days, seen from December 2026."""
    made = operations.set_days(2027, Days(date(2027, 9, 30), date(2027, 10, 6)))
    session.commit()
    clock.move_to(QUIET)
    return made


def test_the_next_week_is_one_entry_of_whole_days(client: Client) -> None:
    read = week(client.get(FEED))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2027, 9, 30), date(2027, 10, 7))
    assert (read["SUMMARY"], read["STATUS"]) == ("Week tegen Eenzaamheid", "CONFIRMED")
    assert (read["UID"], read["TRANSP"]) == ("week-2027-gm0228@weekapp", "TRANSPARENT")
    said = str(read["DESCRIPTION"]).splitlines()
    assert said[0] == "Van 30 september tot en met 6 oktober 2027."
    assert said[-1] == "Wat er te doen is in Ede: http://week.test/gemeenten/ede"
    assert week(client.get("/gemeenten/enschede/agenda.ics"))["UID"] != read["UID"]


def test_it_is_called_what_the_municipality_calls_it(client: Client, session: Session) -> None:
    before = week(client.get(FEED))
    municipality("Ede").calendar_label = "Week van de Ontmoeting"
    session.commit()
    read = week(client.get(FEED))
    assert (read["SUMMARY"], read["UID"]) == ("Week van de Ontmoeting", before["UID"])
    assert read["DTSTAMP"].dt > before["DTSTAMP"].dt


def test_a_municipality_can_do_without_it(client: Client, session: Session) -> None:
    first = client.get(FEED)
    municipality("Ede").tells_next_week = False
    session.commit()
    again = client.get(FEED, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status, entries(again)) == (200, [])
    assert week(client.get("/gemeenten/enschede/agenda.ics"))


def test_days_that_are_not_sure_say_so(client: Client, session: Session) -> None:
    sure = week(client.get(FEED))
    operations.set_days(2027, Days(date(2027, 9, 30), date(2027, 10, 6), is_provisional=True))
    session.commit()
    read = week(client.get(FEED))
    assert (read["SUMMARY"], read["STATUS"]) == (
        "Week tegen Eenzaamheid (datums voorlopig)",
        "TENTATIVE",
    )
    assert "De datums staan nog niet vast." in read["DESCRIPTION"]
    assert read["SEQUENCE"] > sure["SEQUENCE"]


def test_other_days_are_a_new_version_of_the_same_entry(
    client: Client, session: Session, clock: Traveller, next_week: Edition
) -> None:
    first = client.get(FEED)
    clock.shift(timedelta(days=1))
    operations.set_days(2027, Days(date(2027, 9, 23), date(2027, 9, 29)))
    session.commit()
    again = client.get(FEED, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    before, after = week(first), week(again)
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], date(2027, 9, 23))
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert client.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status == 200


def test_a_new_source_of_the_same_days_is_no_new_version(client: Client, session: Session) -> None:
    first = week(client.get(FEED))
    operations.set_days(2027, Days(date(2027, 9, 30), date(2027, 10, 6), source="brief"))
    session.commit()
    assert week(client.get(FEED))["SEQUENCE"] == first["SEQUENCE"]


@pytest.mark.parametrize(
    ("day", "is_there"),
    [("2026-09-30", False), ("2026-10-01", True), ("2027-08-18", True), ("2027-08-19", False)],
)
def test_it_is_there_from_after_one_week_until_the_next_is_near(
    client: Client, clock: Traveller, day: str, is_there: bool
) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T12:00:00+02:00"))
    assert (week(client.get(FEED)) is not None) == is_there


def test_its_leaving_is_a_change(client: Client, clock: Traveller) -> None:
    clock.move_to(datetime(2027, 8, 18, 12, 0, tzinfo=UTC))
    first = client.get(FEED)
    clock.shift(timedelta(days=1))
    again = client.get(FEED, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status, entries(again)) == (200, [])
    assert again.headers["Last-Modified"] == "Wed, 18 Aug 2027 22:00:00 GMT"


def test_no_week_that_is_known_is_no_entry(client: Client, session: Session) -> None:
    session.query(Edition).filter(Edition.year >= 2027).delete()
    session.commit()
    assert entries(client.get(FEED)) == []


def test_what_is_on_stands_beside_it(client: Client) -> None:
    activity(at=THURSDAY + timedelta(days=100))
    answer = client.get(FEED)
    assert (summaries(answer), len(entries(answer))) == (["Koffie in de Brug"], 2)


@pytest.mark.parametrize("path", ["/gemeenten/ede/2027/agenda.ics", "/agenda.ics"])
def test_other_calendars_do_not_have_it(client: Client, path: str) -> None:
    assert entries(client.get(path)) == []
