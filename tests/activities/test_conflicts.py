"""Two people, or one person in two windows, write on the same activity."""

from tests import factories as make
from tests.activities.filled import COMPLETE, HAND_IN, NEW, address, begin, only, send
from tests.client import Client
from weekapp import limits
from weekapp.activities import operations
from weekapp.activities.filling import MOST_NEW
from weekapp.database import db
from weekapp.organisations.models import Organisation


def test_who_comes_second_hears_it_and_keeps_what_they_typed(organiser: Client) -> None:
    begin(organiser, title="Soep")
    mine = organiser.get(address(only()))
    send(organiser, organiser.get(address(only())), summary="Van de ander")
    page = send(organiser, mine, summary="Van mij")
    assert page.status == 409
    assert "intussen veranderd" in page.main
    assert page.one("[name=summary]")["value"] == "Van mij"
    assert only().summary == "Van de ander"


def test_who_read_the_warning_can_save_after_all(organiser: Client) -> None:
    begin(organiser, title="Soep")
    mine = organiser.get(address(only()))
    send(organiser, organiser.get(address(only())), summary="Van de ander")
    warned = send(organiser, mine, summary="Van mij")
    send(organiser, warned)
    assert only().summary == "Van mij"


def test_a_form_from_before_it_was_handed_in_does_not_change_what_is_checked(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="draft")
    mine = organiser.get(address(made))
    send(organiser, organiser.get(address(made)), HAND_IN)
    assert send(organiser, mine, title="Half").status == 409
    assert only().title == "Koffie in de Brug"


def test_a_place_that_is_found_meanwhile_is_no_conflict(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="draft", point=None, wants_location=True)
    mine = organiser.get(address(made))
    made.latitude, made.longitude, made.precision = 52.04, 5.66, "street"
    made.wants_location = False
    db.session.commit()
    send(organiser, mine, title="Soep")
    assert (only().title, only().precision) == ("Soep", "street")


def test_going_back_to_the_first_form_does_not_undo_what_came_after(organiser: Client) -> None:
    first = organiser.get(NEW)
    send(organiser, first, HAND_IN, **COMPLETE)
    assert only().status == "submitted"
    assert send(organiser, first, **COMPLETE | {"title": "Oud"}).status == 409
    assert only().title == "Koffie met de buren"


def test_who_makes_activities_by_the_hundred_is_told_to_wait(organiser: Client) -> None:
    begin(organiser, title="Soep")
    who = str(only().created_by_id)
    while limits.allows(MOST_NEW, "new activity", who):
        pass
    db.session.commit()
    page = begin(organiser, title="Nog meer soep")
    assert (page.status, only().title) == (429, "Soep")


def test_a_form_that_says_nothing_about_what_it_saw_changes_nothing(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug)
    page = organiser.get(address(made))
    token = page.one("#activiteit [name=csrf_token]")["value"]
    assert organiser.post(address(made), data={"csrf_token": token, "title": "x"}).status == 409
    assert only().title == "Koffie in de Brug"


def test_a_coordinator_who_looked_at_an_older_text_cannot_publish_it(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="submitted")
    seen = made.version
    send(organiser, organiser.get(address(made)), title="Iets anders")
    try:
        operations.publish(only(), seen, make.deed())
    except operations.AlreadyDecided:
        return
    raise AssertionError("an older text was published")
