"""Signing in by letter: the code and the link, once, in time, and the same for everybody."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from tests import factories as make
from tests.accounts.signing_in import ANNA, ask, code_in, is_in, link_in, other
from tests.client import Client
from tests.letters import Letters, words
from weekapp import clock as site_clock
from weekapp.accounts.models import Account, SignIn, SignInCode
from weekapp.database import db


def test_the_code_of_the_letter_lets_you_in(client: Client, letters: Letters) -> None:
    page = ask(client)
    assert page.path == "/inloggen/code"
    assert ANNA in page.main
    page = client.submit(page, code=code_in(letters))
    assert page.path == "/mijn/organisatie/nieuw"
    assert is_in(client)


def test_the_link_of_the_letter_lets_you_in_with_a_button(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    ask(client)
    elsewhere = visitor()
    page = elsewhere.get(link_in(letters))
    assert f"Je logt in als {ANNA}" in page.main
    elsewhere.submit(page)
    assert is_in(elsewhere)
    assert not is_in(client)


def test_a_scanner_that_opens_the_link_spends_nothing(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    ask(client)
    link = link_in(letters)
    for scanner in (visitor(), visitor()):
        assert scanner.head(link).status == 200
        assert scanner.get(link).status == 200
    client.submit(client.get(link))
    assert is_in(client)


def test_a_code_is_used_once(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    page = ask(client)
    ticket, code = str(page.one("[name=ticket]")["value"]), code_in(letters)
    client.submit(page, code=code)
    again = visitor()
    page = again.submit(ask(again, "bert@voorbeeld.nl"), ticket=ticket, code=code)
    assert "werkt niet meer" in page.error_beside("code")
    assert not is_in(again)


def test_the_link_is_spent_with_the_code_and_the_code_with_the_link(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    client.submit(ask(client), code=code_in(letters))
    assert "werkt niet meer" in visitor().get(link_in(letters)).main
    other_browser = visitor()
    page = ask(other_browser, "bert@voorbeeld.nl")
    elsewhere = visitor()
    elsewhere.submit(elsewhere.get(link_in(letters, "bert@voorbeeld.nl")))
    page = other_browser.submit(page, code=code_in(letters, "bert@voorbeeld.nl"))
    assert "werkt niet meer" in page.error_beside("code")


def test_a_code_works_fifteen_minutes(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    page = ask(client)
    code, link = code_in(letters), link_in(letters)
    clock.shift(timedelta(minutes=15))
    assert "werkt niet meer" in client.submit(page, code=code).error_beside("code")
    assert client.get(link).status == 410
    assert not is_in(client)


def test_a_code_still_works_just_before_that(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    page = ask(client)
    clock.shift(timedelta(minutes=14, seconds=59))
    client.submit(page, code=code_in(letters))
    assert is_in(client)


def test_after_five_wrong_codes_the_right_one_fails_too(client: Client, letters: Letters) -> None:
    page = ask(client)
    code = code_in(letters)
    for left in (4, 3, 2, 1):
        page = client.submit(page, code=other(code))
        assert f"nog {left} keer" in page.error_beside("code")
    page = client.submit(page, code=other(code))
    assert "Vraag een nieuwe code aan" in page.error_beside("code")
    page = client.submit(page, code=code)
    assert "werkt niet meer" in page.error_beside("code")
    assert not is_in(client)


def test_four_wrong_codes_are_forgiven(client: Client, letters: Letters) -> None:
    page = ask(client)
    for _try in range(4):
        page = client.submit(page, code=other(code_in(letters)))
    client.submit(page, code=code_in(letters))
    assert is_in(client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "1" * 10_000])
def test_what_is_no_code_gets_a_sentence_and_costs_no_try(
    client: Client, letters: Letters, typed: str
) -> None:
    page = client.submit(ask(client), code=typed)
    assert page.error_beside("code")
    assert db.session.scalars(select(SignInCode.tries)).one() == 0


@pytest.mark.parametrize("shape", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}.{1}"])
def test_a_code_may_be_typed_as_people_type_it(
    client: Client, letters: Letters, shape: str
) -> None:
    page = ask(client)
    client.submit(page, code=shape.format(*code_in(letters).split()))
    assert is_in(client)


def test_the_code_is_of_no_use_in_another_browser(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    ask(client)
    thief = visitor()
    page = thief.submit(ask(thief, "dief@voorbeeld.nl"), code=code_in(letters))
    assert "klopt niet" in page.error_beside("code")
    assert not is_in(thief)


def test_the_code_page_works_in_another_tab(client: Client, letters: Letters) -> None:
    ask(client)
    code = code_in(letters)
    other_tab = client.get("/inloggen/code")
    ask(client, "iemand.anders@voorbeeld.nl")
    client.submit(other_tab, code=code)
    assert ANNA in client.get("/mijn/account").main


def test_the_code_page_without_a_letter_leads_back(client: Client) -> None:
    assert client.get("/inloggen/code").path == "/inloggen"


def test_everybody_gets_the_same_answer_and_the_same_letter(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    make.account("bekend@voorbeeld.nl")
    told = [
        ask(who, mail).main
        for who, mail in ((client, "bekend@voorbeeld.nl"), (visitor(), "nieuw1@voorbeeld.nl"))
    ]
    assert told[0].replace("bekend", "nieuw1") == told[1]
    written = [
        re.sub(r"\d{3} \d{3}|link/\S+", "", words(letters.last_to(mail)))
        for mail in ("bekend@voorbeeld.nl", "nieuw1@voorbeeld.nl")
    ]
    assert written[0] == written[1]


def test_an_account_is_made_when_the_code_is_used_and_not_before(
    client: Client, letters: Letters
) -> None:
    page = ask(client)
    accounts = select(func.count()).select_from(Account)
    assert db.session.scalar(accounts) == 0
    client.submit(page, code=code_in(letters))
    assert db.session.scalar(accounts) == 1


def test_an_address_is_the_same_in_capitals(client: Client, letters: Letters) -> None:
    known = make.account(ANNA)
    client.submit(ask(client, " Anna@Voorbeeld.NL "), code=code_in(letters))
    assert db.session.scalars(select(SignIn.account_id)).one() == known.id


def test_only_hashes_are_kept(client: Client, letters: Letters) -> None:
    ask(client)
    code, secret = code_in(letters).replace(" ", ""), link_in(letters).rsplit("/", 1)[1]
    kept = db.session.scalars(select(SignInCode)).one()
    assert secret not in repr(vars(kept))
    assert code not in repr(vars(kept))


def test_codes_and_sessions_that_are_over_are_forgotten(
    client: Client, letters: Letters, clock: time_machine.Traveller, rounds: Callable[[], None]
) -> None:
    client.submit(ask(client), code=code_in(letters))
    ask_time = site_clock.now()
    clock.move_to(ask_time + timedelta(days=30))
    assert not is_in(client)
    rounds()
    assert not db.session.scalars(select(SignInCode)).all()
    assert not db.session.scalars(select(SignIn)).all()


def test_a_link_that_is_clicked_twice_at_once_lets_in_once(
    app: Flask, client: Client, letters: Letters
) -> None:
    ask(client)
    link = link_in(letters)
    browsers = [Client(app).browser for _ in range(6)]
    tokens = [csrf_of(browser.get(link).text) for browser in browsers]
    db.session.remove()
    with ThreadPoolExecutor(len(browsers)) as pool:
        codes = list(
            pool.map(
                lambda one: one[0].post(link, data={"csrf_token": one[1]}).status_code,
                zip(browsers, tokens, strict=True),
            )
        )
    assert sorted(codes) == [302, 410, 410, 410, 410, 410]
    assert len(db.session.scalars(select(SignIn)).all()) == 1


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]
