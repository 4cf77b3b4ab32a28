"""A running site for calendar programs to subscribe to, and the programs themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from tests.browser.site import LiveSite, running
from tests.calendars.judges.judges import Libical
from tests.conftest import settings
from tests.machine import need
from tools.debian import COMPILER, LIBICAL
from weekapp import create_app
from weekapp.database import db
from weekapp.places.models import Municipality


@pytest.fixture(autouse=True)
def clock() -> None:
    """Real time: site and programs run in processes of their own."""


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """`weekapp serve` on a copy of the built database."""
    with running(built, tmp_path_factory.mktemp("judged"), "serve") as site:
        yield site


@pytest.fixture(scope="module")
def writing(live: LiveSite) -> Iterator[Flask]:
    """An application on the database of the running site, to write in."""
    app = create_app(settings(live.instance))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def silent(writing: Flask) -> None:
    """No calendar tells of the week of the next edition."""
    db.session.execute(update(Municipality).values(tells_next_week=False))
    db.session.commit()


@pytest.fixture(scope="session")
def libical(tmp_path_factory: pytest.TempPathFactory) -> Libical:
    """Our reader on Debian's libical."""
    need(COMPILER, LIBICAL)
    return Libical(tmp_path_factory.mktemp("libical"))
