"""Who rang the organisation and is put on the list: with a letter, but not with many."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.client import Client, Page
from tests.letters import Letters, links
from tests.signups.conftest import SignsUp
from weekapp import limits
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp

Adds = Callable[..., Page]
PIET = "piet@voorbeeld.nl"


@pytest.fixture
def add(els: Client, soup: Activity) -> Adds:
    """Puts somebody on the list who rang."""

    def adds(**typed: Any) -> Page:
        page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
        return els.submit(page, "#add", **({"name": "Piet", "email": PIET} | typed))

    return adds


def how_many() -> int:
    db.session.rollback()
    return db.session.query(SignUp).count()


def test_who_is_on_the_list_is_not_put_there_again(add: Adds, letters: Letters) -> None:
    assert "Piet staat op de lijst." in add().main
    for email in (PIET, "Piet@Voorbeeld.nl", "piet+mail@voorbeeld.nl"):
        page = add(email=email, remarks="Met Bep")
        assert page.status == 422
        assert "staat al op de lijst van deze datum" in page.error_beside("email")
        assert page.one('[name="remarks"]').get_text(strip=True) == "Met Bep"
    assert len(letters.all()) == how_many() == 1
    assert "Bep staat op de lijst." in add(name="Bep", email="", phone="0318 11 22 33").main


def test_who_rings_about_what_they_asked_is_put_on_the_list_once(
    client: Client, soup: Activity, ask: SignsUp, add: Adds, letters: Letters
) -> None:
    ask(soup, name="Piet", email=PIET)
    link = links(letters.last_to(PIET))[0]
    assert "Piet staat op de lijst." in add().main
    assert client.post(f"{link}/bevestigen").status == 410
    db.session.rollback()
    assert [one.status for one in db.session.query(SignUp).filter_by(name="Piet")] == ["coming"]


def test_who_is_put_on_the_list_again_and_again_is_not_bombed(
    els: Client, add: Adds, letters: Letters
) -> None:
    for _ in range(3):
        els.submit(add(), 'main form[id^="af-"]')
    page = add()
    assert page.status == 429
    assert "gingen vandaag al een paar mails" in page.error_beside("email")
    assert page.one('#add [name="email"]')["value"] == PIET
    assert len(letters.to(PIET)) == how_many() == 3


def test_an_organisation_adds_a_hundred_addresses_a_day_and_numbers_without_end(
    soup: Activity, add: Adds, letters: Letters
) -> None:
    limits.allows("100/day", "sign-ups added", str(soup.organisation_id), cost=99)
    db.session.commit()
    add()
    page = add(name="Bep", email="bep@voorbeeld.nl")
    assert page.status == 429
    assert "vandaag al 100 mensen met een e-mailadres" in page.error_beside("email")
    assert "Bep staat op de lijst." in add(name="Bep", email="", phone="0318 11 22 33").main
    assert len(letters.all()) == 1
    assert how_many() == 2
