"""Who says whom people can ring."""

from collections.abc import Callable

import pytest

from tests.client import Client
from tests.factories import national
from weekapp.accounts.models import Account


@pytest.fixture
def country(signed_in: Callable[[Account], Client]) -> Client:
    """The browser of somebody of the national team."""
    return signed_in(national())
