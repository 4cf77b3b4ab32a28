"""What the tests of accounts share."""

from collections.abc import Callable

import pytest
from flask import Flask

from weekapp import jobs
from weekapp.database import db


@pytest.fixture
def rounds(app: Flask) -> Callable[[], None]:
    """Does what the worker does every ten minutes."""

    def made() -> None:
        jobs.make_rounds()
        db.session.rollback()

    return made
