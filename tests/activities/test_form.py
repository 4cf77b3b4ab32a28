"""Filling in the form of an activity, keeping it as a draft and handing it in."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.activities.filled import COMPLETE, EDE, HAND_IN, NEW, address, begin, only, send
from tests.client import Client
from tests.letters import Letters, words
from weekapp.activities.models import Activity
from weekapp.organisations.models import Organisation


def test_looking_at_the_empty_form_makes_nothing(organiser: Client, session: Session) -> None:
    page = organiser.get(NEW)
    assert page.one("[name=contact_phone]")["value"] == "0318 12 34 56"
    assert session.scalars(select(Activity)).all() == []


def test_a_draft_may_be_incomplete(organiser: Client) -> None:
    page = begin(organiser, title="Soep")
    assert "Bewaard" in page.main
    assert (only().title, only().status) == ("Soep", "draft")


def test_a_complete_activity_is_handed_in_at_once(organiser: Client, letters: Letters) -> None:
    keeper = make.coordinator("Ede")
    page = begin(organiser, HAND_IN, **COMPLETE)
    assert "Ingestuurd" in page.main
    made = only()
    assert (made.status, made.municipality_code) == ("submitted", EDE)
    assert made.occurrences[0].starts_at == make.THURSDAY
    letter = letters.last_to(keeper.email)
    assert "Koffie met de buren" in letter["Subject"]
    assert "Buurthuis De Brug" in words(letter)


def test_handing_in_says_beside_each_field_what_is_missing(organiser: Client) -> None:
    page = begin(organiser, HAND_IN, title="Soep")
    assert "in één zin" in page.error_beside("summary")
    assert "ten minste één thema" in page.error_beside("themes")
    assert "ten minste één datum" in page.main
    assert page.one("[name=title]")["value"] == "Soep"
    assert only().status == "draft"


def test_everything_typed_comes_back_as_it_was_kept(organiser: Client) -> None:
    typed = {**COMPLETE, "description": "Een **lange** tafel.", "host_name": "Ineke"}
    begin(organiser, **typed, wheelchair="yes", languages=["nl", "tr"], group_size="12")
    again = organiser.get(address(only()))
    before = only().changed_at, only().version
    send(organiser, again)
    assert (only().changed_at, only().version) == before
    assert again.one("textarea[name=description]").text.strip() == "Een **lange** tafel."
    assert (only().group_size, only().wheelchair, only().languages) == (12, "yes", ["nl", "tr"])


def test_bad_input_is_said_beside_its_field_and_changes_nothing(organiser: Client) -> None:
    begin(organiser, title="Soep")
    typed = {"title": "s" * 10_000, "postcode": "0000ZZ", "contact_email": "ineke", "join_url": "x"}
    page = send(organiser, organiser.get(address(only())), **typed, summary="Nieuw")
    assert page.status == 422
    assert "9920 te veel" in page.error_beside("title")
    assert "postcode bestaat niet" in page.error_beside("postcode")
    assert "e-mailadres klopt niet" in page.error_beside("contact_email")
    assert "webadres klopt niet" in page.error_beside("join_url")
    assert page.one("[name=summary]")["value"] == "Nieuw"
    assert (only().title, only().summary) == ("Soep", "")


def test_text_is_kept_as_text_without_hidden_marks(organiser: Client) -> None:
    begin(organiser, title="Soep\x00 \u202e<script>alert(1)</script> 🍲")
    assert only().title == "Soep <script>alert(1)</script> 🍲"
    page = organiser.get(address(only()))
    assert "<script>alert(1)</script> 🍲" in page.one("h1").text
    assert not [tag for tag in page.soup.select("script") if "alert" in tag.text]


def test_the_next_activity_starts_where_the_last_one_was(
    organiser: Client, brug: Organisation
) -> None:
    make.activity(by=brug, venue_name="De Brug", contact_hours="dinsdag 9-12 uur", wheelchair="yes")
    page = organiser.get(NEW)
    assert page.one("[name=venue_name]")["value"] == "De Brug"
    assert page.one("[name=street]")["value"] == "Dorpsstraat 1"
    assert page.one("[name=contact_hours]")["value"] == "dinsdag 9-12 uur"
    assert page.one("[name=wheelchair] option[selected]")["value"] == "yes"
    assert page.one("[name=title]")["value"] == ""


def test_sending_a_new_form_twice_makes_one_activity(organiser: Client) -> None:
    page = organiser.get(NEW)
    send(organiser, page, title="Soep")
    send(organiser, page, title="Soep met brood")
    assert only().title == "Soep met brood"


def test_a_published_activity_stays_whole(organiser: Client, brug: Organisation) -> None:
    made = make.activity(by=brug)
    page = send(organiser, organiser.get(address(made)), title="")
    assert page.status == 422
    assert "titel" in page.error_beside("title")
    assert only().title == "Koffie in de Brug"


def test_without_a_telephone_it_says_how_to_reach_somebody(organiser: Client) -> None:
    page = begin(organiser, HAND_IN, **COMPLETE | {"contact_phone": ""})
    assert "zonder internet" in page.error_beside("contact_phone")
    page = send(organiser, page, HAND_IN, contact_hours="Loop dinsdag even binnen.")
    assert only().status == "submitted"
    assert "Loop dinsdag even binnen." in organiser.get(address(only())).one(".preview").text


@pytest.mark.parametrize(
    ("way", "field"),
    [("phone", "contact_phone"), ("email", "contact_email"), ("link", "join_url")],
)
def test_each_way_to_join_needs_its_contact(organiser: Client, way: str, field: str) -> None:
    empty = {"contact_phone": "", "contact_email": "", "contact_hours": "Altijd"}
    typed = COMPLETE | {"join_ways": [way]} | empty
    assert "Vul" in begin(organiser, HAND_IN, **typed).error_beside(field)


def test_what_costs_something_says_how_much(organiser: Client) -> None:
    page = begin(organiser, HAND_IN, **COMPLETE, is_free="no")
    assert "Vul in wat het kost" in page.error_beside("price")


def test_an_activity_that_was_called_off_cannot_be_written_on(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, status="cancelled", status_reason="De gastvrouw is ziek.")
    page = organiser.get(address(made))
    assert "De gastvrouw is ziek." in page.main
    assert not page.soup.select("#activiteit")
    token = page.soup.select("[name=csrf_token]")[0]["value"]
    organiser.post(address(made), data={"csrf_token": token, "doe": "bewaar", "title": "x"})
    assert only().title == "Koffie in de Brug"
