"""Asking a colleague to join an organisation, and saying yes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories as make
from tests.client import Client, Page
from tests.letters import Letters, links, words
from weekapp import jobs
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations.models import Invitation, Membership, Organisation

BERT = "bert@voorbeeld.nl"
SignedIn = Callable[[Account], Client]


def page_of(brug: Organisation) -> str:
    return f"/mijn/organisatie/{brug.id}/leden"


def invite(client: Client, brug: Organisation, email: str = BERT, role: str = "editor") -> Page:
    return client.submit(client.get(page_of(brug)), "#invite", email=email, role=role)


def link_in(letters: Letters, email: str = BERT) -> str:
    return links(letters.last_to(email))[0]


def role_of(account: Account, brug: Organisation) -> str | None:
    found = db.session.get(Membership, (account.id, brug.id))
    return found.role if found else None


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_an_invited_colleague_joins_with_the_role_they_got(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn, role: str
) -> None:
    assert f"uitnodiging naar {BERT}" in invite(owner, brug, role=role).main
    bert = make.account(BERT)
    client = signed_in(bert)
    page = client.get(link_in(letters))
    assert "Doe je mee met De Brug?" in page.main
    assert client.submit(page, "#ja", follow=False).headers["Location"] == "/mijn"
    assert role_of(bert, brug) == role


def test_a_new_colleague_signs_in_first_and_joins_then(
    owner: Client, brug: Organisation, client: Client, letters: Letters
) -> None:
    invite(owner, brug)
    page = client.submit(client.get(link_in(letters)), email=BERT)
    page = client.submit(page, code=str(letters.last_to(BERT)["Subject"])[:7])
    assert "Doe je mee met De Brug?" in page.main
    client.submit(page, "#ja", follow=False)
    assert "De Brug" in client.get("/mijn/organisatie").main


def test_opening_the_invitation_is_not_accepting_it(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn
) -> None:
    invite(owner, brug)
    bert = make.account(BERT)
    signed_in(bert).get(link_in(letters))
    assert role_of(bert, brug) is None


def test_an_invitation_that_was_passed_on_is_of_no_use(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn
) -> None:
    invite(owner, brug)
    thief = make.account("dief@voorbeeld.nl")
    client = signed_in(thief)
    page = client.get(link_in(letters))
    assert page.status == 403
    assert BERT not in page.main
    assert "De Brug" not in page.main
    token = str(page.one("form [name=csrf_token]")["value"])
    assert client.post(link_in(letters), data={"csrf_token": token}).status == 403
    assert role_of(thief, brug) is None


def test_an_invitation_works_once(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn
) -> None:
    invite(owner, brug)
    bert = make.account(BERT)
    client = signed_in(bert)
    page = client.get(link_in(letters))
    client.submit(page, "#ja", follow=False)
    owner.submit(owner.get(page_of(brug)), f"#weg-{bert.id}")
    assert client.submit(page, "#ja").status == 410
    assert role_of(bert, brug) is None


def test_an_invitation_works_fourteen_days(
    owner: Client,
    brug: Organisation,
    letters: Letters,
    signed_in: SignedIn,
    clock: time_machine.Traveller,
) -> None:
    invite(owner, brug)
    link = link_in(letters)
    clock.shift(timedelta(days=14))
    client = signed_in(make.account(BERT))
    assert "werkt niet meer" in client.get(link).main
    assert BERT not in owner.get(page_of(brug)).main
    jobs.make_rounds()
    assert not db.session.scalars(select(Invitation)).all()


def test_a_withdrawn_invitation_works_no_more(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn
) -> None:
    page = invite(owner, brug)
    [invitation] = db.session.scalars(select(Invitation))
    assert "ingetrokken" in owner.submit(page, f"#intrekken-{invitation.id}").main
    assert signed_in(make.account(BERT)).get(link_in(letters)).status == 410


def test_a_second_invitation_takes_the_place_of_the_first(
    owner: Client, brug: Organisation, letters: Letters, signed_in: SignedIn
) -> None:
    invite(owner, brug)
    first = link_in(letters)
    page = invite(owner, brug, role="owner")
    assert len([row for row in page.all(".rows__row") if BERT in row]) == 1
    client = signed_in(make.account(BERT))
    second = next(one for letter in letters.to(BERT) for one in links(letter) if one != first)
    assert client.get(first).status == 410
    assert client.get(second).status == 200


def test_known_and_unknown_colleagues_get_the_same_answer(
    owner: Client, brug: Organisation, letters: Letters
) -> None:
    make.account("bekend@voorbeeld.nl")
    told = [
        invite(owner, brug, email).one("[role=status]").text.replace(email, "")
        for email in ("bekend@voorbeeld.nl", "vreemd@voorbeeld.nl")
    ]
    assert told[0] == told[1]
    assert words(letters.last_to("bekend@voorbeeld.nl"))


def test_who_belongs_already_is_not_invited(
    owner: Client, brug: Organisation, letters: Letters
) -> None:
    make.member(brug, BERT)
    assert "hoort er al bij" in invite(owner, brug, BERT.upper()).error_beside("email")
    assert not letters.all()


@pytest.mark.parametrize("email", ["", "geen adres", f"{BERT}\r\nBcc: x@y.nl", f"{BERT}, x@y.nl"])
def test_what_is_not_one_address_is_not_invited(
    owner: Client, brug: Organisation, letters: Letters, email: str
) -> None:
    assert invite(owner, brug, email).error_beside("email")
    assert not letters.all()


def test_a_role_that_does_not_exist_is_refused(owner: Client, brug: Organisation) -> None:
    assert "Kies een van de twee" in invite(owner, brug, role="national").main
    assert not db.session.scalars(select(Invitation)).all()


def test_nobody_gets_more_than_three_invitations_a_day(
    brug: Organisation, signed_in: SignedIn, letters: Letters
) -> None:
    for number in range(4):
        other = make.organisation(f"Nummer {number}")
        page = invite(signed_in(make.member(other)), other)
    assert page.status == 429
    assert "morgen" in page.error_beside("email")
    assert len(letters.to(BERT)) == 3


def test_an_organisation_sends_twenty_invitations_a_day(
    owner: Client, brug: Organisation, letters: Letters
) -> None:
    for number in range(21):
        page = invite(owner, brug, f"nummer{number}@voorbeeld.nl")
    assert page.status == 429
    assert len(letters.all()) == 20
