"""What is kept of organisers is there until the clock says so, and then it is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests import factories as make
from tests.accounts.signing_in import ANNA, ask, code_in, enter, is_in
from tests.client import Client
from tests.conftest import START
from tests.letters import Letters, links
from tests.retention.rounds import (
    DAY,
    MINUTE,
    SECOND,
    counted_until,
    how_many,
    is_forgotten_by_redis,
    round_at,
)
from weekapp.accounts import queries as accounts_queries
from weekapp.accounts.cli import accounts
from weekapp.accounts.models import Account, ParkedForm, SignIn, SignInCode
from weekapp.activities.cli import activities
from weekapp.activities.models import Activity, HistoryEntry, Occurrence
from weekapp.database import db
from weekapp.imports.models import Batch
from weekapp.jobs import Job
from weekapp.organisations.models import Invitation, Organisation
from weekapp.signups.models import SignUp

YEARS = timedelta(days=3 * 365)
NEW = "/mijn/organisatie/nieuw"


def test_an_account_is_kept_until_its_owner_asks_to_be_forgotten(
    app: Flask, client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    enter(client, letters)
    client.submit(client.get("/mijn/account"), "#naam", name="Anna")
    round_at(clock, START + YEARS)
    enter(client, letters)
    assert client.get("/mijn/account").one("[name=name]")["value"] == "Anna"
    assert app.test_cli_runner().invoke(accounts, ["forget", ANNA]).exit_code == 0
    assert accounts_queries.with_address(ANNA) is None
    assert [how_many(table) for table in (SignIn, SignInCode)] == [0, 0]
    assert not is_in(client)


@pytest.mark.parametrize(("after", "is_let_in"), [(15 * MINUTE - SECOND, 1), (15 * MINUTE, 0)])
def test_a_code_can_be_used_for_a_quarter_of_an_hour(
    client: Client,
    letters: Letters,
    clock: time_machine.Traveller,
    after: timedelta,
    is_let_in: int,
) -> None:
    page = ask(client)
    code = code_in(letters)
    round_at(clock, START + after)
    assert how_many(SignInCode) == is_let_in
    client.submit(page, code=code)
    assert is_in(client) == bool(is_let_in)


def test_a_browser_is_known_for_thirty_days(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    enter(client, letters)
    round_at(clock, START + 30 * DAY - SECOND)
    assert (is_in(client), how_many(SignIn)) == (True, 1)
    round_at(clock, START + 30 * DAY)
    assert (is_in(client), how_many(SignIn)) == (False, 0)


def test_a_browser_is_forgotten_at_once_by_who_signs_out(client: Client, letters: Letters) -> None:
    enter(client, letters)
    client.submit(client.get("/mijn/account"), 'form[action="/uitloggen"]')
    assert (is_in(client), how_many(SignIn)) == (False, 0)


@pytest.mark.parametrize(("after", "is_kept"), [(60 * MINUTE - SECOND, 1), (60 * MINUTE, 0)])
def test_what_was_typed_after_a_session_is_kept_for_an_hour(
    client: Client,
    letters: Letters,
    clock: time_machine.Traveller,
    after: timedelta,
    is_kept: int,
) -> None:
    enter(client, letters)
    form = client.get(NEW)
    client.browser.delete_cookie("session", path="/")
    page = client.submit(form, "#organisatie", name="De Brug")
    assert page.path == "/inloggen"
    round_at(clock, START + after)
    assert how_many(ParkedForm) == is_kept
    page = client.submit(client.submit(page, email=ANNA), code=code_in(letters))
    assert page.one("[name=name]").get("value", "") == ("De Brug" if is_kept else "")


def test_where_somebody_signed_in_from_is_known_for_a_day_at_most(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    enter(client, letters)
    last = max(counted_until())
    assert START < last <= START + DAY
    if not is_forgotten_by_redis():
        round_at(clock, last - SECOND)
        assert counted_until()
        round_at(clock, last)
        assert not counted_until()


def test_a_letter_is_known_for_a_week_and_its_words_only_until_it_went(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    ask(client)
    assert ANNA in str(db.session.query(Job).one().payload)
    assert letters.to(ANNA)
    assert db.session.query(Job).one().payload == {}
    round_at(clock, START + 7 * DAY)
    assert how_many(Job) == 1
    round_at(clock, START + 7 * DAY + SECOND)
    assert how_many(Job) == 0


def test_a_letter_that_never_arrived_is_known_for_thirty_days(
    client: Client, signed_in: Callable[[Account], Client], clock: time_machine.Traveller
) -> None:
    ask(client)
    letter = db.session.query(Job).one()
    letter.dead_at, letter.error = START, "the address does not exist"
    db.session.commit()
    for after, is_there in ((30 * DAY, True), (30 * DAY + SECOND, False)):
        round_at(clock, START + after)
        assert (how_many(Job) == 1) == is_there
        assert (
            f"E-mail aan {ANNA}" in signed_in(make.national()).get("/landelijk").main
        ) == is_there


@pytest.mark.parametrize(("after", "is_kept"), [(14 * DAY - SECOND, 1), (14 * DAY, 0)])
def test_an_address_that_was_invited_is_known_for_two_weeks(
    els: Client,
    brug: Organisation,
    letters: Letters,
    clock: time_machine.Traveller,
    after: timedelta,
    is_kept: int,
) -> None:
    members = f"/mijn/organisatie/{brug.id}/leden"
    els.submit(els.get(members), "#invite", email=ANNA, role="editor")
    assert links(letters.last_to(ANNA))
    round_at(clock, START + after)
    assert how_many(Invitation) == is_kept
    assert (ANNA in els.get(members).main) == bool(is_kept)


def test_what_was_read_of_a_file_is_kept_for_two_weeks(
    els: Client, brug: Organisation, clock: time_machine.Traveller
) -> None:
    batch = Batch(organisation_id=brug.id, kind="sheet", created_at=START, changed_at=START)
    db.session.add(batch)
    db.session.commit()
    page = f"/mijn/inlezen/{batch.id}"
    round_at(clock, START + 14 * DAY)
    assert (els.get(page).status, how_many(Batch)) == (200, 1)
    round_at(clock, START + 14 * DAY + SECOND)
    assert (els.get(page).status, how_many(Batch)) == (404, 0)


def test_an_activity_is_kept_until_whoever_made_it_asks_to_have_it_removed(
    app: Flask, client: Client, els: Client, soup: Activity, clock: time_machine.Traveller
) -> None:
    make.sign_up(soup)
    page, number = f"/activiteiten/{soup.id}/{soup.slug}", str(soup.id)
    run = app.test_cli_runner()
    refused = run.invoke(activities, ["forget", number])
    assert (refused.exit_code, "Zeg hem eerst af" in refused.output) == (1, True)
    els.submit(els.get(f"/mijn/activiteiten/{number}/afgelasten"), reason="Ziek.")
    assert how_many(HistoryEntry) == 1
    round_at(clock, START + YEARS)
    assert client.get(page).status == 200
    assert run.invoke(activities, ["forget", number]).exit_code == 0
    assert client.get(page).status == 404
    gone = (Activity, Occurrence, HistoryEntry, SignUp)
    assert [how_many(table) for table in gone] == [0, 0, 0, 0]
    assert run.invoke(activities, ["forget", number]).exit_code == 1
