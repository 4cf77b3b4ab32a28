"""What a change of an activity that the public reads leads to."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.activities.filled import ARNHEM, address, only, send
from tests.client import Client
from tests.letters import Letters
from weekapp import clock
from weekapp.activities import changes, operations
from weekapp.database import db
from weekapp.organisations.models import Organisation


@pytest.mark.parametrize(
    "typed",
    [
        {"contact_phone": "0318 65 43 21"},
        {"venue_name": "De Brug"},
        {"street": "Dorpsstraat 2"},
        {"dates-0-starts": "13:00"},
        {"join_ways": ["walk_in", "phone"]},
    ],
)
def test_time_place_and_contact_stay_public_and_are_checked_again(
    organiser: Client, brug: Organisation, typed: dict[str, str]
) -> None:
    made = make.activity(by=brug)
    page = send(organiser, organiser.get(address(made)), **typed)
    assert (only().status, only().queued_at) == ("published", clock.now())
    assert "De gemeente kijkt er nog naar" in page.main


@pytest.mark.parametrize("typed", [{"title": "Thee"}, {"host_name": "Ali"}, {"quiet": "yes"}])
def test_other_words_are_public_at_once(
    organiser: Client, brug: Organisation, typed: dict[str, str]
) -> None:
    made = make.activity(by=brug)
    send(organiser, organiser.get(address(made)), **typed)
    assert (only().status, only().queued_at) == ("published", None)


def test_history_names_the_fields_that_changed(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug)
    page = send(organiser, organiser.get(address(made)), contact_phone="0318 65 43 21")
    assert "telefoonnummer" in page.one("details.history").text


def test_a_change_of_time_counts_for_calendars(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug)
    uid = made.occurrences[0].uid
    send(organiser, organiser.get(address(made)), **{"dates-0-starts": "13:00"})
    date = only().occurrences[0]
    assert (date.uid, date.sequence) == (uid, 1)
    assert date.starts_at == make.THURSDAY - timedelta(hours=1)


def test_another_municipality_gets_the_change_in_its_queue(
    organiser: Client, brug: Organisation, letters: Letters
) -> None:
    keeper = make.coordinator("Arnhem")
    made = make.activity(by=brug)
    send(organiser, organiser.get(address(made)), municipality_code=ARNHEM)
    assert (only().municipality_code, only().queued_at) == (ARNHEM, clock.now())
    assert "Koffie in de Brug" in letters.last_to(keeper.email)["Subject"]


def test_a_date_taken_out_of_a_published_activity_is_called_off(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, at=[make.THURSDAY, make.THURSDAY + timedelta(days=1)])
    page = send(organiser, organiser.get(address(made)), "doe=datum_weg-0")
    send(organiser, page)
    assert [date.status for date in only().occurrences] == ["cancelled", "planned"]


def test_a_second_change_in_the_same_second_is_a_new_version(brug: Organisation) -> None:
    made = make.activity(by=brug)
    versions = [made.version]
    for title in ("Thee", "Soep"):
        before = changes.snapshot(made)
        made.title = title
        operations.revise(made, before, make.deed())
        db.session.commit()
        versions.append(made.version)
    assert versions == sorted(set(versions))
