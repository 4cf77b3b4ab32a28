"""What an organiser does with an activity besides writing it, and what follows from it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.activities.filled import EDE, HAND_IN, address, only, send
from tests.client import Client, Page
from tests.letters import Letters, words
from weekapp import clock
from weekapp.activities import drafts, operations, queries
from weekapp.activities.models import Activity, HistoryEntry
from weekapp.activities.operations import NotPossibleNow
from weekapp.database import db
from weekapp.organisations.models import Organisation

Deed = Callable[[Activity], object]
ALL = ("draft", "submitted", "published", "returned", "cancelled")
DEEDS: dict[str, tuple[set[str], Deed]] = {
    "submit": ({"draft", "returned"}, lambda a: operations.submit(a, make.deed())),
    "withdraw": ({"submitted"}, lambda a: operations.withdraw(a, make.deed())),
    "publish": ({"submitted"}, lambda a: operations.publish(a, a.version, make.deed())),
    "send_back": (
        {"submitted"},
        lambda a: operations.send_back(a, "Nee", a.version, make.deed()),
    ),
    "take_down": (
        {"published", "cancelled"},
        lambda a: operations.take_down(a, "Nee", make.deed()),
    ),
    "cancel": ({"published"}, lambda a: operations.cancel(a, "Ziek", make.deed())),
    "cancel_date": (
        {"published"},
        lambda a: operations.cancel_date(a, a.occurrences[0], "Ziek", make.deed()),
    ),
    "mark_full": (
        {"published"},
        lambda a: operations.mark_full(a, a.occurrences[0], True, make.deed()),
    ),
    "discard": ({"draft"}, drafts.discard),
}


def press(client: Client, page: Page, action: str) -> Page:
    return client.submit(page, f"form[action$='{action}']")


@pytest.mark.parametrize("status", ALL)
@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_possible_only_in_its_statuses(
    brug: Organisation, deed: str, status: str
) -> None:
    possible, act = DEEDS[deed]
    was_seen = status in ("published", "cancelled", "returned")
    made = make.activity(by=brug, status=status)
    made.published_at = clock.now() if was_seen else None
    if status in possible:
        act(made)
    else:
        with pytest.raises(NotPossibleNow):
            act(made)
    db.session.rollback()


@pytest.mark.parametrize("deed", ["submit", "withdraw", "publish", "send_back", "cancel"])
def test_each_deed_is_remembered_with_who_when_and_from_what(
    brug: Organisation, session: Session, deed: str
) -> None:
    possible, act = DEEDS[deed]
    made = make.activity(by=brug, status=min(possible))
    act(made)
    session.commit()
    entry = session.scalars(select(HistoryEntry)).one()
    assert (entry.status_before, entry.status_after) == (min(possible), only().status)
    assert entry.at == clock.now()


def test_a_copy_says_the_same_without_dates_or_status(
    organiser: Client, brug: Organisation, session: Session
) -> None:
    made = make.activity(by=brug, host_name="Ineke", audiences=["ouderen"])
    page = press(organiser, organiser.get(address(made)), "/kopie")
    assert "kopie" in page.main
    twin = session.scalars(select(Activity).order_by(Activity.id.desc())).first()
    assert twin
    assert (twin.status, twin.title, twin.host_name) == ("draft", made.title, "Ineke")
    assert (twin.occurrences, list(twin.audiences)) == ([], ["ouderen"])
    assert (twin.latitude, twin.municipality_code) == (made.latitude, EDE)
    assert twin.published_at is None


def test_what_was_handed_in_can_be_taken_back(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug, status="submitted")
    page = press(organiser, organiser.get(address(made)), "/terugtrekken")
    assert "weer een concept" in page.main
    assert (only().status, only().queued_at) == ("draft", None)


def test_everything_is_called_off_with_a_reason(
    organiser: Client, brug: Organisation, letters: Letters
) -> None:
    made = make.activity(by=brug)
    page = organiser.get(f"{address(made)}/afgelasten")
    assert "Vul de reden in" in organiser.submit(page, "main form").error_beside("reason")
    organiser.submit(page, "main form", reason="De gastvrouw is ziek.")
    assert (only().status, only().sequence) == ("cancelled", 1)
    assert "De gastvrouw is ziek." in words(letters.last_to("ineke@debrug.nl"))
    assert "De gastvrouw is ziek." in organiser.get(address(made)).main


def test_one_date_is_called_off_and_the_others_go_on(
    organiser: Client, brug: Organisation, letters: Letters
) -> None:
    made = make.activity(by=brug, at=[make.THURSDAY, make.THURSDAY.replace(day=25)])
    page = organiser.get(f"{address(made)}/datums/{made.occurrences[0].id}/afgelasten")
    organiser.submit(page, "main form", reason="Geen koffie.")
    assert [date.status for date in only().occurrences] == ["cancelled", "planned"]
    assert only().occurrences[0].note == "Geen koffie."
    assert "Donderdag 24 september gaat niet door" in letters.last_to("ineke@debrug.nl")["Subject"]


def test_a_date_is_full_and_has_room_again(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug)
    page = organiser.get(address(made))
    assert page.all(".rows__form button") == ["Zet op vol"]
    page = press(organiser, page, "/vol")
    assert only().occurrences[0].status == "full"
    assert page.all(".rows__form button") == ["Er is weer plek"]
    press(organiser, page, "/plek")
    assert (only().occurrences[0].status, only().occurrences[0].sequence) == ("planned", 2)


def test_a_draft_is_thrown_away_only_after_asking(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug, status="draft")
    page = organiser.get(f"{address(made)}/weggooien")
    assert only()
    assert "weggegooid" in organiser.submit(page, "main form").main
    assert db.session.scalars(select(Activity)).all() == []


def test_what_cannot_be_done_any_more_is_said_kindly(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug, status="submitted")
    page = organiser.get(address(made))
    operations.publish(only(), made.version, make.deed())
    db.session.commit()
    assert "Dat kan nu niet meer" in press(organiser, page, "/terugtrekken").main
    assert only().status == "published"


def test_what_came_back_says_why_and_can_be_handed_in_again(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="returned", status_reason="Zet er een telefoon bij.")
    page = organiser.get(address(made))
    assert "Zet er een telefoon bij." in page.main
    send(organiser, page, HAND_IN)
    assert (only().status, only().status_reason) == ("submitted", "")


def test_the_form_shows_what_happened(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug, status="draft")
    send(organiser, organiser.get(address(made)), HAND_IN)
    assert "Ingestuurd" in organiser.get(address(made)).one("details.history").text
    assert len(queries.history_of(only())) == 1
