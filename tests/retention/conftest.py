"""People about whom something is kept."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity
from weekapp.organisations.models import Organisation


@pytest.fixture
def brug(app: Flask) -> Organisation:
    """An organisation in Ede."""
    return make.organisation("De Brug", slug="de-brug")


@pytest.fixture
def soup(brug: Organisation) -> Activity:
    """A lunch for which one signs up here."""
    return make.activity("Soep en brood", by=brug, join_ways=["here"])


@pytest.fixture
def els(brug: Organisation, signed_in: Callable[[Account], Client]) -> Client:
    """The browser of whoever organises there, signed in."""
    return signed_in(make.member(brug, "els@debrug.nl"))
