"""Filling in the form of an activity, keeping it as a draft and handing it in."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.activities.filled import COMPLETE, EDE
from tests.client import Client
from tests.letters import Letters
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity

NEW = "/mijn/activiteiten/nieuw"
FORM = "form#activiteit"


@pytest.fixture
def organiser(app: Flask, signed_in: Callable[[Account], Client]) -> Client:
    return signed_in(make.member(make.organisation(contact_phone="0318 12 34 56")))


def only(session: Session) -> Activity:
    return session.scalars(select(Activity)).one()


def test_looking_at_the_empty_form_makes_nothing(organiser: Client, session: Session) -> None:
    page = organiser.get(NEW)
    assert "Nieuwe activiteit" in page.main
    assert page.one("[name=contact_phone]")["value"] == "0318 12 34 56"
    assert session.scalars(select(Activity)).all() == []


def test_a_draft_may_be_incomplete(organiser: Client, session: Session) -> None:
    page = organiser.submit(organiser.get(NEW), FORM, "doe=bewaar", title="Soep")
    assert "Bewaard" in page.main
    assert (only(session).title, only(session).status) == ("Soep", "draft")
    assert "Maak af" in organiser.get("/mijn").main


def test_a_complete_activity_is_handed_in_at_once(
    organiser: Client, session: Session, letters: Letters
) -> None:
    keeper = make.coordinator("Ede")
    page = organiser.submit(
        organiser.get(NEW), FORM, "doe=insturen", **COMPLETE, municipality_code=EDE
    )
    assert "Ingestuurd" in page.main
    made = only(session)
    assert (made.status, made.municipality_code) == ("submitted", EDE)
    assert made.occurrences[0].starts_at == make.THURSDAY
    assert "Koffie met de buren" in letters.last_to(keeper.email)["Subject"]


def test_handing_in_says_beside_each_field_what_is_missing(organiser: Client) -> None:
    page = organiser.submit(organiser.get(NEW), FORM, "doe=insturen", title="Soep")
    assert "in één zin" in page.error_beside("summary")
    assert "ten minste één thema" in page.error_beside("themes")
    assert page.one("[name=title]")["value"] == "Soep"
