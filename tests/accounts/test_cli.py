"""What whoever runs the site can do to accounts from the machine itself."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests import factories as make
from tests.accounts.signing_in import ANNA, is_in
from tests.client import Client
from weekapp.accounts import queries
from weekapp.accounts.cli import accounts
from weekapp.accounts.models import Account
from weekapp.database import db

SignedIn = Callable[[Account], Client]


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(accounts, words)
    db.session.rollback()
    return done.exit_code, done.output


def test_the_first_of_the_national_team(app: Flask) -> None:
    code, _said = run(app, "national", "Anna@Voorbeeld.nl")
    assert code == 0
    found = queries.with_address(ANNA)
    assert found
    assert found.is_national


def test_a_coordinator_of_municipalities(app: Flask) -> None:
    code, said = run(app, "coordinator", ANNA, "GM0228", "gm0203")
    assert code == 0
    assert said == f"{ANNA} kijkt mee voor Ede, Barneveld.\n"
    assert [one.email for one in queries.coordinators_of("GM0203", make.THURSDAY.date())] == [ANNA]


@pytest.mark.parametrize(
    "words",
    [
        ("coordinator", ANNA, "GM0228", "GM9999"),
        ("coordinator", ANNA, "Ede"),
        ("coordinator", ANNA),
        ("coordinator", "geen adres", "GM0228"),
        ("national", "geen adres"),
        ("end-sessions", ANNA),
    ],
)
def test_a_mistake_is_named_and_changes_nothing(app: Flask, words: tuple[str, ...]) -> None:
    code, said = run(app, *words)
    assert code != 0
    assert "Traceback" not in said
    assert queries.with_address(ANNA) is None


def test_ending_somebodys_sessions(app: Flask, signed_in: SignedIn) -> None:
    anna, bert = signed_in(make.account(ANNA)), signed_in(make.account())
    assert run(app, "end-sessions", ANNA)[0] == 0
    assert not is_in(anna)
    assert is_in(bert)
