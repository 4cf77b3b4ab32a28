"""How dates of every kind stand in a calendar, and what a calendar is called on a shared screen."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.calendars.reading import event, events, parsed
from tests.client import Client
from tests.factories import THURSDAY, activity, municipality, occurrence, organisation
from weekapp.activities.models import Activity, Picture

FEED = "/gemeenten/ede/agenda.ics"
MIDNIGHT = datetime(2026, 9, 23, 22, 0, tzinfo=UTC)  # of 24 September, in Amsterdam
LABEL = "Week van de Ontmoeting"


def lasting(session: Session, start: datetime, hours: float) -> Activity:
    """An activity with one date that lasts so long."""
    made = activity()
    made.occurrences = [occurrence(start, hours)]
    session.commit()
    return made


@pytest.mark.parametrize(("hours", "until"), [(24, 25), (72, 27)])
def test_whole_days_are_dates_and_end_on_the_day_after(
    client: Client, session: Session, hours: int, until: int
) -> None:
    lasting(session, MIDNIGHT, hours)
    answer = client.get(FEED)
    read = event(answer)
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2026, 9, 24), date(2026, 9, until))
    assert b"DTSTART;VALUE=DATE:20260924" in answer.response.data
    assert str(read["DESCRIPTION"]).startswith("Een kop koffie en een praatje.")


@pytest.mark.parametrize(
    ("start", "hours", "last"),
    [
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 25, 26),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), 23, 29),
    ],
)
def test_a_whole_day_on_which_the_clock_changes_is_one_day(
    client: Client, session: Session, start: datetime, hours: int, last: int
) -> None:
    lasting(session, start, hours)
    read = event(client.get(FEED))
    assert read["DTEND"].dt - read["DTSTART"].dt == timedelta(days=1)
    assert read["DTEND"].dt.day == last


def test_several_days_are_one_bar_that_says_when_it_begins_and_ends(
    client: Client, session: Session
) -> None:
    lasting(session, THURSDAY, 50)
    read = event(client.get(FEED))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2026, 9, 24), date(2026, 9, 27))
    said = "Van donderdag 24 september, 14.00 uur tot zaterdag 26 september, 16.00 uur."
    assert str(read["DESCRIPTION"]).splitlines()[0] == said


def test_an_evening_that_ends_after_midnight_keeps_its_times(
    client: Client, session: Session
) -> None:
    evening = THURSDAY + timedelta(hours=7)
    lasting(session, evening, 5)
    read = event(client.get(FEED))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (evening, evening + timedelta(hours=5))
    assert "Van donderdag" not in read["DESCRIPTION"]


def test_an_online_activity_has_a_place_to_take_part_and_none_to_go_to(client: Client) -> None:
    activity(attendance="online", online_url="https://praat.nl/brug", point=None)
    answer = client.get(FEED)
    read = event(answer)
    assert (read["LOCATION"], "GEO" in read) == ("Online", False)
    assert read["CONFERENCE"] == "https://praat.nl/brug"
    assert read["CONFERENCE"].params["VALUE"] == "URI"
    assert read["CONFERENCE"].params["LABEL"] == "Online meedoen"
    assert read["CONFERENCE"].params["FEATURE"] == "VIDEO"


def test_a_hybrid_activity_has_both(client: Client) -> None:
    activity(attendance="both", online_url="https://praat.nl/brug", venue_name="De Brug")
    read = event(client.get(FEED))
    assert read["LOCATION"].startswith("De Brug, Dorpsstraat 1")
    assert "GEO" in read
    assert read["CONFERENCE"] == "https://praat.nl/brug"


def test_who_only_meets_at_a_place_has_no_conference(client: Client) -> None:
    activity(online_url="https://praat.nl/brug")
    assert "CONFERENCE" not in event(client.get(FEED))


def test_a_picture_is_told_by_its_address(client: Client, session: Session) -> None:
    made = activity()
    its = {"width": 1, "height": 1, "content": b"x", "created_at": THURSDAY}
    session.add(Picture(id=7, name="brug", organisation_id=made.organisation_id, **its))
    session.flush()
    made.picture_id = 7
    session.commit()
    read = event(client.get(FEED))
    assert read["IMAGE"] == "http://week.test/foto/brug.jpg"
    told = {name: read["IMAGE"].params[name] for name in ("VALUE", "DISPLAY", "FMTTYPE")}
    assert told == {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/jpeg"}
    made.status = "returned"
    session.commit()
    assert "IMAGE" not in event(client.get(FEED))


@pytest.mark.parametrize(
    ("summary", "first"),
    [
        ("Soep eten", "Soep eten. Voor iedereen."),
        ("Kom je ook?", "Kom je ook? Voor iedereen."),
        ("Soep,\neten.", "Soep, eten. Voor iedereen."),
        ("", "Voor iedereen."),
    ],
)
def test_the_first_line_says_what_it_is_and_for_whom(
    client: Client, summary: str, first: str
) -> None:
    activity(summary=summary)
    assert str(event(client.get(FEED))["DESCRIPTION"]).splitlines()[0] == first


def test_a_municipality_words_its_calendars_itself(client: Client, session: Session) -> None:
    municipality("Ede").calendar_label = LABEL
    session.commit()
    for path, name in (
        (FEED, f"{LABEL} Ede"),
        ("/gemeenten/ede/2026/agenda.ics", f"{LABEL} Ede 2026"),
    ):
        told = parsed(client.get(path).response.data)
        assert told["NAME"] == told["X-WR-CALNAME"] == name
        assert told["DESCRIPTION"].startswith(f"{LABEL}: activiteiten in Ede.")
    told = parsed(client.get("/gemeenten/enschede/agenda.ics").response.data)
    assert told["NAME"] == "Agenda Enschede"


@pytest.mark.parametrize("at", [THURSDAY, THURSDAY + timedelta(days=200)])
def test_no_calendar_with_its_own_words_says_eenzaam(
    client: Client, session: Session, clock: time_machine.Traveller, at: datetime
) -> None:
    municipality("Ede").calendar_label = LABEL
    activity(
        "Soep in de Week tegen Eenzaamheid",
        summary="Aftrap van de week tegen de eenzaamheid.",
        by=organisation("Buurthuis"),
        at=at,
    )
    clock.move_to(at - timedelta(hours=3))
    body = client.get(FEED).response.data.replace(b"\r\n ", b"").decode()
    lines = [line for line in body.splitlines() if not line.startswith(("URL", "SOURCE"))]
    without_links = [word for line in lines for word in line.split() if "://" not in word]
    assert not [word for word in without_links if "eenzaam" in word.lower()]
    assert events(client.get(FEED))[0]["SUMMARY"] == f"Soep in de {LABEL}"


def test_a_new_label_is_a_new_version_of_the_calendar(client: Client, session: Session) -> None:
    activity()
    first = client.get(FEED)
    municipality("Ede").calendar_label = LABEL
    session.commit()
    for name, header in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        assert client.get(FEED, headers={header: first.headers[name]}).status == 200
    assert event(client.get(FEED))["DTSTAMP"].dt == event(first)["DTSTAMP"].dt
