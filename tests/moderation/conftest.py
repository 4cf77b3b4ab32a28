"""Who checks in these tests."""

from collections.abc import Callable

import pytest

from tests.client import Client
from tests.factories import coordinator, national
from weekapp.accounts.models import Account

SignIn = Callable[[Account], Client]


@pytest.fixture
def ede(signed_in: SignIn) -> Client:
    """The browser of the coordinator of Ede."""
    return signed_in(coordinator("Ede", email="ede@voorbeeld.nl"))


@pytest.fixture
def enschede(signed_in: SignIn) -> Client:
    """The browser of the coordinator of Enschede."""
    return signed_in(coordinator("Enschede", email="enschede@voorbeeld.nl"))


@pytest.fixture
def country(signed_in: SignIn) -> Client:
    """The browser of somebody of the national team."""
    return signed_in(national())
