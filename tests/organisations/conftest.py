"""What the tests of organisations share: one organisation, and its owner's browser."""

from collections.abc import Callable

import pytest

from tests import factories as make
from tests.client import Client
from weekapp.accounts.models import Account
from weekapp.organisations.models import Organisation

SignedIn = Callable[[Account], Client]


@pytest.fixture
def brug(app: object) -> Organisation:
    """An organisation."""
    return make.organisation("De Brug")


@pytest.fixture
def owner(brug: Organisation, signed_in: SignedIn) -> Client:
    """Its owner."""
    return signed_in(make.member(brug, "anna@voorbeeld.nl"))
