"""Somebody who asks for the weekly letter, and a Thursday on which it goes out."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from tests.client import Client, Page
from tests.letters import Letters, links
from weekapp import jobs
from weekapp.database import db
from weekapp.weekly.models import WeeklyLetter

RIET = "riet@voorbeeld.nl"
# Thursday the third of September 2026, 7.00 uur in Amsterdam: the first after the tests begin.
MORNING = datetime(2026, 9, 3, 5, 0, tzinfo=UTC)

Asks = Callable[..., Page]


def stored() -> list[WeeklyLetter]:
    """What is in the table."""
    db.session.rollback()
    return db.session.query(WeeklyLetter).order_by(WeeklyLetter.id).all()


def subjects(letters: Letters, to: str = RIET) -> list[str]:
    """What somebody got by mail, once the worker made its rounds."""
    jobs.make_rounds()
    return [str(one["Subject"]) for one in letters.to(to)]


@pytest.fixture
def thursday(clock: time_machine.Traveller) -> Callable[[], None]:
    """Lets it become the moment at which letters are made."""
    return lambda: clock.move_to(MORNING)


@pytest.fixture
def ask(client: Client) -> Asks:
    """Fills in the form, and sends it."""

    def asks(**typed: Any) -> Page:
        page = client.get("/weekbrief")
        return client.submit(page, **({"email": RIET, "area": "6711 AB"} | typed))

    return asks


@pytest.fixture
def subscribe(client: Client, ask: Asks, letters: Letters) -> Asks:
    """Asks for the letter, and confirms it with the link of the mail."""

    def subscribes(email: str = RIET, **typed: Any) -> Page:
        ask(email=email, **typed)
        page = client.get(links(letters.last_to(email))[0])
        return client.submit(page, 'form[action$="bevestigen"]')

    return subscribes
