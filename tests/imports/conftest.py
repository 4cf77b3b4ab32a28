"""An organiser who has activities elsewhere already, and a worker that reads them."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.fetching.elsewhere import Elsewhere
from tests.imports.agendas import COFFEE, Agenda, event
from weekapp.accounts.models import Account
from weekapp.organisations.models import Organisation


@pytest.fixture
def brug(app: Flask) -> Organisation:
    """An organisation in Ede."""
    return make.organisation("Buurthuis De Brug", contact_phone="0318 12 34 56")


@pytest.fixture
def organiser(brug: Organisation, signed_in: Callable[[Account], Client]) -> Client:
    """A member of it, signed in."""
    return signed_in(make.member(brug, "ineke@debrug.nl"))


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """An internet of our own."""
    made = Elsewhere()
    yield made
    made.close()


@pytest.fixture
def agenda(app: Flask, elsewhere: Elsewhere) -> Iterator[Agenda]:
    """A calendar with coffee in it, on an internet of our own."""
    before = app.extensions["fetcher"]
    app.extensions["fetcher"] = elsewhere.fetcher()
    made = Agenda(elsewhere)
    made.says(event(COFFEE, "Koffie"))
    yield made
    app.extensions["fetcher"] = before
