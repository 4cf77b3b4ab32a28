"""An organiser who has activities elsewhere already, and a worker that reads them."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client, Page
from weekapp import jobs
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations.models import Organisation


@pytest.fixture
def brug(app: Flask) -> Organisation:
    """An organisation in Ede."""
    return make.organisation("Buurthuis De Brug", contact_phone="0318 12 34 56")


@pytest.fixture
def organiser(brug: Organisation, signed_in: Callable[[Account], Client]) -> Client:
    """A member of it, signed in."""
    return signed_in(make.member(brug, "ineke@debrug.nl"))


def worked(client: Client, page: Page) -> Page:
    """The page of a batch once the worker did all it had to do."""
    jobs.run_due()
    db.session.rollback()
    return client.get(page.path)
