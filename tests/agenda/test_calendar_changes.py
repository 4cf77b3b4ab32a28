"""A change in an activity reaches the calendar under the same UID, and never by an emptied one."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import event, events
from tests.client import Client
from tests.conftest import START
from tests.factories import THURSDAY, activity, deed, occurrence
from weekapp.activities import changes, operations
from weekapp.activities.models import Activity, CalendarVersion
from weekapp.activities.schedule import Times, arrange

FEED = "/gemeenten/ede/agenda.ics"
HOUR = timedelta(hours=1)


def change(made: Activity, session: Session, clock: Traveller, **to: Any) -> None:
    """Let an organiser change an activity an hour later."""
    clock.shift(HOUR)
    before = changes.snapshot(made)
    if "dates" in to:
        arrange(made, to.pop("dates"), deed().at)
    for name, value in to.items():
        setattr(made, name, value)
    operations.revise(made, before, deed())
    session.commit()


def test_other_words_are_a_new_version_of_the_same_event(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity()
    first = event(client.get(FEED))
    change(made, session, clock, title="Thee in de Brug")
    second = event(client.get(FEED))
    assert (second["SUMMARY"], second["UID"]) == ("Thee in de Brug", first["UID"])
    assert second["DTSTAMP"].dt == second["LAST-MODIFIED"].dt == START + HOUR
    assert second["CREATED"].dt == START
    assert second["SEQUENCE"] == first["SEQUENCE"] == 0


def test_another_time_counts_the_sequence_up(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity()
    first = event(client.get(FEED))
    moved = Times(THURSDAY + HOUR, THURSDAY + 3 * HOUR)
    change(made, session, clock, dates=[moved])
    second = event(client.get(FEED))
    assert (second["DTSTART"].dt, second["UID"]) == (THURSDAY + HOUR, first["UID"])
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTAMP"].dt == START + HOUR


def test_another_place_counts_the_sequence_up(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity()
    change(made, session, clock, street="Kerkplein 3")
    read = event(client.get(FEED))
    assert read["SEQUENCE"] == 1
    assert "Kerkplein 3" in read["LOCATION"]


def test_a_date_that_is_called_off_stays_thirty_days_and_says_why(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=1)])
    first = events(client.get(FEED))
    operations.cancel_date(made, made.occurrences[0], "De zaal is dicht.", deed())
    session.commit()
    off, on = events(client.get(FEED))
    assert (off["UID"], on["UID"]) == (first[0]["UID"], first[1]["UID"])
    assert (off["STATUS"], on["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert off["SUMMARY"] == "GAAT NIET DOOR: Koffie in de Brug"
    assert off["DESCRIPTION"].startswith("Deze keer gaat het niet door. De zaal is dicht.")
    assert off["SEQUENCE"] > first[0]["SEQUENCE"]
    clock.move_to(THURSDAY + timedelta(days=30))
    assert len(events(client.get(FEED))) == 2
    clock.move_to(THURSDAY + timedelta(days=32))
    assert events(client.get(FEED)) == []


def test_an_activity_that_is_called_off_is_so_on_every_date(
    client: Client, session: Session
) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=1)])
    operations.cancel(made, "Te weinig mensen.", deed())
    session.commit()
    for answer in (client.get(FEED), client.get(f"/activiteiten/{made.id}.ics")):
        read = events(answer)
        assert [(one["STATUS"], one["SEQUENCE"]) for one in read] == [("CANCELLED", 1)] * 2
        assert "Te weinig mensen." in read[0]["DESCRIPTION"]


def test_what_was_taken_down_is_called_off_without_its_words(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity()
    uid = event(client.get(FEED))["UID"]
    made.title = made.summary = "Iets lelijks"
    operations.take_down(made, "Dit kan niet.", deed())
    session.commit()
    read = event(client.get(FEED))
    assert (read["UID"], read["STATUS"]) == (uid, "CANCELLED")
    assert read["SUMMARY"] == "GAAT NIET DOOR: Koffie in de Brug"
    assert b"lelijks" not in client.get(FEED).response.data
    assert b"Dit kan niet" not in client.get(FEED).response.data
    clock.move_to(THURSDAY + timedelta(days=32))
    assert events(client.get(FEED)) == []


def test_what_comes_back_is_on_again_with_a_higher_sequence(
    client: Client, session: Session
) -> None:
    made = activity()
    operations.take_down(made, "Het adres klopt niet.", deed())
    operations.submit(made, deed())
    session.commit()
    off = event(client.get(FEED))
    operations.publish(made, made.version, deed())
    session.commit()
    on = event(client.get(FEED))
    assert (off["STATUS"], on["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert on["SEQUENCE"] > off["SEQUENCE"]


def test_two_changes_in_one_second_are_both_seen(client: Client, session: Session) -> None:
    made = activity(at=[THURSDAY, THURSDAY + timedelta(days=1)])
    for date in made.occurrences:
        operations.cancel_date(made, date, "Ziek.", deed())
        session.commit()
        client.get(FEED)
    assert [one["STATUS"] for one in events(client.get(FEED))] == ["CANCELLED"] * 2


def test_a_new_name_of_the_organisation_is_seen(
    client: Client, session: Session, clock: Traveller
) -> None:
    made = activity()
    client.get(FEED)
    clock.shift(HOUR)
    made.organisation.name, made.organisation.changed_at = "De Nieuwe Brug", START + HOUR
    session.commit()
    read = event(client.get(FEED))
    assert read["ORGANIZER"].params["CN"] == "De Nieuwe Brug"
    assert read["DTSTAMP"].dt == START + HOUR


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET latitude = 52.1",
        "UPDATE occurrence SET note = 'Kom op tijd'",
        (
            "INSERT INTO occurrence (id, activity_id, uid, starts_at, ends_at, on_date, day_part,"
            " status, note, sequence, created_at, changed_at)"
            " SELECT 99, activity_id, 'x@weekapp', starts_at, ends_at,"
            " on_date, day_part, status, note, sequence, created_at, changed_at FROM occurrence"
        ),
        "DELETE FROM occurrence",
        "UPDATE organisation SET name = 'De Toren'",
    ],
)
def test_the_calendar_is_counted_up_whoever_writes(session: Session, statement: str) -> None:
    made = activity()
    before = counted(session, made)
    session.execute(text(statement))
    assert counted(session, made) > before


def test_drafts_do_not_count(session: Session) -> None:
    made = activity(status="draft")
    made.title = "Anders"
    made.occurrences.append(occurrence())
    session.commit()
    assert counted(session, made) == 0


def counted(session: Session, made: Activity) -> int:
    session.expire_all()
    kept = session.get(CalendarVersion, made.municipality_code)
    return kept.version if kept else 0
