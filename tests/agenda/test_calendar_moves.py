"""What moves goes on elsewhere, and what is called otherwise is still found at its old address."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.calendars.reading import event, events, summaries
from tests.client import Client
from tests.factories import THURSDAY, activity, deed, municipality
from weekapp.activities import changes, operations
from weekapp.activities.models import Activity
from weekapp.agenda.models import Departure
from weekapp.places import operations as places

FEED, THERE = "/gemeenten/ede/agenda.ics", "/gemeenten/enschede/agenda.ics"


@pytest.fixture
def made(client: Client, clock: Traveller) -> Activity:
    """An activity in Ede that a program has seen."""
    made = activity()
    client.get(FEED)
    return made


def move(made: Activity, to: str, session: Session, clock: Traveller) -> None:
    """Let an organiser move an activity an hour later."""
    clock.shift(timedelta(hours=1))
    before = changes.snapshot(made)
    made.municipality_code = municipality(to).code
    operations.revise(made, before, deed())
    session.commit()


def told(answer: Any) -> tuple[str, str, int]:
    read = event(answer)
    return str(read["SUMMARY"]), str(read["STATUS"]), int(read["SEQUENCE"])


def test_what_moves_is_called_off_here_and_on_there_under_the_same_uid(
    client: Client, session: Session, clock: Traveller, made: Activity
) -> None:
    first = event(client.get(FEED))
    move(made, "Enschede", session, clock)
    here, there = event(client.get(FEED)), event(client.get(THERE))
    assert here["UID"] == there["UID"] == first["UID"]
    assert (here["STATUS"], there["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert here["SUMMARY"] == "VERPLAATST NAAR ENSCHEDE: Koffie in de Brug"
    assert here["DESCRIPTION"].startswith(
        "Deze activiteit gaat door, maar nu in de gemeente Enschede."
    )
    assert there["SUMMARY"] == "Koffie in de Brug"
    assert there["SEQUENCE"] > here["SEQUENCE"] > first["SEQUENCE"]
    assert here["DTSTAMP"].dt == there["DTSTAMP"].dt > first["DTSTAMP"].dt
    assert event(client.get(f"/activiteiten/{made.id}.ics"))["SEQUENCE"] == there["SEQUENCE"]


def test_what_comes_back_is_simply_on_again(
    client: Client, session: Session, clock: Traveller, made: Activity
) -> None:
    move(made, "Enschede", session, clock)
    gone = event(client.get(FEED))
    move(made, "Ede", session, clock)
    here, there = event(client.get(FEED)), event(client.get(THERE))
    assert (here["STATUS"], here["SUMMARY"]) == ("CONFIRMED", "Koffie in de Brug")
    assert here["SEQUENCE"] > gone["SEQUENCE"]
    assert told(client.get(THERE))[0] == "VERPLAATST NAAR EDE: Koffie in de Brug"
    assert there["STATUS"] == "CANCELLED"


def test_what_moved_leaves_thirty_days_after_its_date(
    client: Client, session: Session, clock: Traveller, made: Activity
) -> None:
    move(made, "Enschede", session, clock)
    clock.move_to(THURSDAY + timedelta(days=30))
    assert len(events(client.get(FEED))) == 1
    clock.move_to(THURSDAY + timedelta(days=32))
    assert events(client.get(FEED)) == []


def test_what_happens_after_a_move_is_still_told_where_it_was(
    client: Client, session: Session, clock: Traveller, made: Activity
) -> None:
    move(made, "Enschede", session, clock)
    moved = told(client.get(FEED))
    operations.cancel(made, "Te weinig mensen.", deed())
    session.commit()
    for path in (FEED, THERE):
        assert told(client.get(path))[:2] == ("GAAT NIET DOOR: Koffie in de Brug", "CANCELLED")
    assert told(client.get(FEED))[2] > moved[2]


def test_what_moved_and_was_taken_down_says_nothing_of_where_it_went(
    client: Client, session: Session, clock: Traveller, made: Activity
) -> None:
    move(made, "Enschede", session, clock)
    operations.take_down(made, "Dit kan niet.", deed())
    session.commit()
    assert told(client.get(FEED))[0] == "GAAT NIET DOOR: Koffie in de Brug"
    assert "DESCRIPTION" not in event(client.get(FEED))


def test_drafts_leave_nothing_behind(session: Session, clock: Traveller, client: Client) -> None:
    move(activity(status="draft"), "Enschede", session, clock)
    assert session.query(Departure).all() == []
    assert events(client.get(FEED)) == events(client.get(THERE)) == []


def test_a_move_within_a_merged_municipality_is_no_move(
    client: Client, session: Session, clock: Traveller
) -> None:
    clock.move_to(datetime(2027, 1, 2, 8, 0, tzinfo=UTC))
    made = activity(city="Wijdemeren", at=datetime(2027, 2, 2, 8, 0, tzinfo=UTC))
    move(made, "Hilversum", session, clock)
    read = client.get("/gemeenten/hilversum/agenda.ics")
    assert summaries(read) == ["Koffie in de Brug"]


OLD = ("", "/agenda.ics", "/2026/agenda.ics", "/abonneren")


@pytest.mark.parametrize("rest", OLD)
@pytest.mark.parametrize("old", ["oud-ede", "ouder-ede", "GM0228", "gm0228"])
def test_every_old_address_of_a_municipality_leads_to_the_new_one_at_once(
    client: Client, session: Session, old: str, rest: str
) -> None:
    town = municipality("Ede")
    for slug in ("ouder-ede", "oud-ede", "nieuw-ede"):
        town.slug = slug
        session.commit()
    answer = client.get(f"/gemeenten/{old}{rest}", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, f"/gemeenten/nieuw-ede{rest}")
    assert client.get(f"/gemeenten/ede{rest}", follow=False).status == 301
    assert client.get(f"/gemeenten/nieuw-ede{rest}", follow=False).status == 200


@pytest.mark.parametrize("rest", OLD)
def test_what_merged_twice_leads_straight_to_the_last(
    client: Client, session: Session, rest: str
) -> None:
    first, second, last = map(municipality, ("Nijkerk", "Barneveld", "Ede"))
    first.slug = "nijkerk-oud"
    session.commit()
    first.valid_to, first.successor_code = date(2026, 1, 1), second.code
    second.valid_to, second.successor_code = date(2026, 6, 1), last.code
    session.commit()
    for old in ("nijkerk", "nijkerk-oud", "barneveld", first.code):
        answer = client.get(f"/gemeenten/{old}{rest}", follow=False)
        assert (answer.status, answer.headers["Location"]) == (301, f"/gemeenten/ede{rest}")


def test_a_slug_that_is_used_again_is_of_who_has_it_now(client: Client, session: Session) -> None:
    municipality("Ede").slug = "nieuw-ede"
    session.commit()
    municipality("Barneveld").slug = "ede"
    session.commit()
    assert client.get(FEED, follow=False).status == 200
    assert "Barneveld" in client.get("/gemeenten/ede").text


def test_a_new_gazetteer_that_calls_it_otherwise_breaks_no_address(
    client: Client, session: Session
) -> None:
    municipality("Ede").slug = "ede-gld"  # as an earlier gazetteer had it
    session.commit()
    assert client.get("/gemeenten/ede-gld/agenda.ics").status == 200
    places.load(session)
    session.commit()
    answer = client.get("/gemeenten/ede-gld/agenda.ics", follow=False)
    assert (answer.status, answer.headers["Location"]) == (301, FEED)
