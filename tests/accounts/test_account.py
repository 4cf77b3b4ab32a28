"""One's own account: the name, where one is signed in, and ending that."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories as make
from tests.accounts.signing_in import ANNA, ask, code_in, enter, is_in, link_in
from tests.client import Client
from tests.letters import Letters
from weekapp.accounts.browsers import named
from weekapp.accounts.models import Account, SignIn
from weekapp.database import db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"
)
SignedIn = Callable[[Account], Client]


def test_a_new_session_begins_with_nothing_of_the_old_one(client: Client, letters: Letters) -> None:
    page = ask(client)
    before = str(page.one("main [name=csrf_token]")["value"])
    client.submit(page, code=code_in(letters))
    with client.browser.session_transaction("/inloggen") as kept:
        assert "ticket" not in kept
        assert len(kept["_user_id"]) > 40
    refused = client.post(
        "/mijn/account", data={"name": "X", "csrf_token": before}, headers={"Origin": "null"}
    )
    assert refused.status == 400


def test_a_session_lasts_thirty_days(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    enter(client, letters)
    clock.shift(timedelta(days=29, hours=23))
    assert is_in(client)
    clock.shift(timedelta(hours=1))
    assert not is_in(client)


def test_signing_out_ends_this_session_only(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    phone = visitor()
    enter(client, letters)
    enter(phone, letters)
    page = client.submit(client.get("/mijn/account"), "form[action='/uitloggen']")
    assert "Je bent uitgelogd" in page.main
    assert not is_in(client)
    assert is_in(phone)


def test_a_cookie_kept_from_before_signing_out_is_worth_nothing(
    client: Client, letters: Letters
) -> None:
    enter(client, letters)
    stolen = client.browser.get_cookie("session", "localhost")
    assert stolen
    client.submit(client.get("/mijn/account"), "form[action='/uitloggen']")
    client.browser.set_cookie("session", stolen.value)
    assert not is_in(client)


def test_signing_out_everywhere_ends_every_session_and_letter(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    phone = visitor()
    enter(phone, letters)
    enter(client, letters)
    ask(visitor())
    page = client.submit(client.get("/mijn/account"), "#overal")
    assert "overal uitgelogd" in page.main
    assert not is_in(client)
    assert not is_in(phone)
    assert client.get(link_in(letters)).status == 410


def test_signing_out_everywhere_leaves_others_alone(signed_in: SignedIn) -> None:
    anna, bert = signed_in(make.account()), signed_in(make.account())
    anna.submit(anna.get("/mijn/account"), "#overal")
    assert is_in(bert)


def test_signing_in_as_somebody_else_ends_the_session_before(
    client: Client, letters: Letters, visitor: Callable[[], Client]
) -> None:
    enter(client, letters)
    ask(visitor(), "bert@voorbeeld.nl")
    page = client.submit(client.get(link_in(letters, "bert@voorbeeld.nl")))
    assert "bert@voorbeeld.nl" in client.get("/mijn/account").main
    assert page.status == 200
    assert len(db.session.scalars(select(SignIn)).all()) == 1


def test_you_see_where_you_are_signed_in(
    client: Client, visitor: Callable[[], Client], letters: Letters
) -> None:
    client.browser.environ_base["HTTP_USER_AGENT"] = FIREFOX
    phone = visitor()
    phone.browser.environ_base["HTTP_USER_AGENT"] = PHONE
    enter(phone, letters)
    enter(client, letters)
    rows = client.get("/mijn/account").all(".rows__row")
    assert sorted(row.split(" sinds")[0] for row in rows) == [
        "Firefox op Windows · hier, nu",
        "Safari op iPhone",
    ]


@pytest.mark.parametrize(
    ("agent", "words"),
    [("", "Browser"), ("curl/8", "Browser"), ("<script>", "Browser"), (PHONE, "Safari op iPhone")],
)
def test_a_browser_has_a_name_whatever_it_says(agent: str, words: str) -> None:
    assert named(agent) == words


def test_you_can_say_your_name(signed_in: SignedIn) -> None:
    client = signed_in(make.account(ANNA))
    page = client.submit(client.get("/mijn/account"), "#naam", name="  Anna   <b> ")
    assert page.one("[name=name]")["value"] == "Anna <b>"


def test_a_name_that_is_too_long_stays_in_the_field(signed_in: SignedIn) -> None:
    client = signed_in(make.account(ANNA))
    page = client.submit(client.get("/mijn/account"), "#naam", name="a" * 81)
    assert "1 te veel" in page.error_beside("name")
    assert page.one("[name=name]")["value"] == "a" * 81
    assert client.get("/mijn/account").one("[name=name]")["value"] == ""
