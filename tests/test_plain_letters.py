"""The letters that residents get, each of them, in words that everybody can read."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from tests.plain import faults, sentences
from weekapp import jobs
from weekapp.activities.models import Activity
from weekapp.config import SITE
from weekapp.database import db
from weekapp.signups import mails
from weekapp.signups.models import SignUp

RIET = "riet@voorbeeld.nl"
FRIDAY, THURSDAY_MORNING = (datetime(2026, 9, day, 5, tzinfo=UTC) for day in (4, 3))
TO_WHO_ORGANISES = {"new_ones", "ring"}
WRITES: dict[str, Callable[[SignUp], None]] = {
    "asked": lambda one: mails.asked(one, make.deed()),
    "known": lambda one: mails.known(one, "123456", make.deed()),
    "coming": lambda one: mails.settled(one, make.deed()),
    "waiting": lambda one: mails.settled(one, make.deed()),
    "moved_up": lambda one: mails.moved_up(one, make.deed()),
    "reminder": lambda one: mails.reminder(one, make.deed()),
    "changed": lambda one: mails.changed(one, True, True, make.deed()),
    "off": lambda one: mails.how_it_is(one, "off", make.deed()),
    "gone": lambda one: mails.how_it_is(one, "gone", make.deed()),
    "on": lambda one: mails.how_it_is(one, "on", make.deed()),
}


@pytest.fixture
def soup(app: Flask) -> Activity:
    return make.activity("Soep", join_ways=["here"], first_visit="Anja staat bij de deur.")


def said(letters: Letters) -> list[str]:
    letter = letters.last_to(RIET)
    lines = [str(letter["Subject"]), *words(letter).splitlines()]
    return [one for line in lines for one in sentences(line)]


def test_no_letter_to_who_signs_up_is_forgotten() -> None:
    there = {file.stem for file in (SITE / "templates" / "signups" / "mail").glob("[!_]*.txt")}
    assert there == set(WRITES) | TO_WHO_ORGANISES


@pytest.mark.parametrize("name", WRITES)
def test_a_letter_to_who_signed_up_can_be_read_by_everybody(
    soup: Activity, letters: Letters, name: str
) -> None:
    status = name if name in ("asked", "waiting") else "coming"
    WRITES[name](make.sign_up(soup, status=status, wants_meeting=True))
    db.session.commit()
    assert faults(said(letters)) == []


def test_the_weekly_letter_can_be_read_by_everybody(
    client: Client, soup: Activity, letters: Letters, clock: time_machine.Traveller
) -> None:
    make.activity("Koffie", at=FRIDAY)
    client.submit(client.get("/weekbrief"), email=RIET, area="6711")
    assert faults(said(letters)) == []
    page = client.get(links(letters.last_to(RIET))[0])
    client.submit(page, 'form[action$="bevestigen"]')
    client.submit(client.get("/weekbrief"), email=RIET, area="6711")
    assert faults(said(letters)) == []
    clock.move_to(THURSDAY_MORNING)
    jobs.make_rounds()
    assert "Koffie" in words(letters.last_to(RIET))
    assert faults(said(letters)) == []
