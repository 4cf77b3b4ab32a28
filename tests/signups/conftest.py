"""Somebody who signs up, and somewhere to sign up for."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client, Page
from tests.letters import Letters, links
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity
from weekapp.database import db

SignsUp = Callable[..., Page]


@pytest.fixture
def soup(app: Flask) -> Activity:
    """A lunch for which one signs up here; two people fit in."""
    brug = make.organisation("De Brug", slug="de-brug")
    make.member(brug, "els@debrug.nl")
    return make.activity("Soep en brood", by=brug, join_ways=["here"], capacity=2)


@pytest.fixture
def els(soup: Activity, signed_in: Callable[[Account], Client]) -> Client:
    """Somebody of the organisation."""
    return signed_in(db.session.query(Account).filter_by(email="els@debrug.nl").one())


@pytest.fixture
def ask(client: Client) -> SignsUp:
    """Fills in the form of an activity, and sends it."""

    def asks(activity: Activity, **typed: Any) -> Page:
        page = client.get(f"/activiteiten/{activity.id}/{activity.slug}/aanmelden")
        return client.submit(page, **({"name": "Riet", "email": "riet@voorbeeld.nl"} | typed))

    return asks


@pytest.fixture
def join(client: Client, ask: SignsUp, letters: Letters) -> SignsUp:
    """Signs up with an e-mail address, and confirms it by the link of the letter."""

    def joins(activity: Activity, email: str = "riet@voorbeeld.nl", **typed: Any) -> Page:
        ask(activity, email=email, **typed)
        page = client.get(links(letters.last_to(email))[0])
        return client.submit(page, 'form[action$="bevestigen"]')

    return joins
