"""An organiser at their desk."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client
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
