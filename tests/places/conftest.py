"""Sites with a geocoder of their own, and the server it asks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from tests import engines
from tests.conftest import settings
from tests.places.pdok_double import PdokDouble
from weekapp import create_app
from weekapp.database import db
from weekapp.places.geocoding import Geocoding

Site = Callable[..., Flask]


@pytest.fixture
def pdok() -> Iterator[PdokDouble]:
    """A PDOK on this machine."""
    double = PdokDouble()
    yield double
    double.close()


@pytest.fixture
def site_with(built: Path, tmp_path: Path) -> Iterator[Site]:
    """Makes a site with a geocoder at an address, and enters it."""
    with ExitStack() as until_the_end:

        def made(geocoder: str, url: str) -> Flask:
            engines.copy(built, tmp_path)
            app = create_app(settings(tmp_path, geocoder=geocoder, geocoder_url=url))
            until_the_end.enter_context(app.app_context())
            until_the_end.callback(db.session.remove)
            return app

        yield made


@pytest.fixture
def pdok_site(site_with: Site, pdok: PdokDouble) -> Flask:
    """A site that asks the PDOK on this machine, and waits a second for it."""
    app = site_with("pdok", pdok.url)
    be_brief(app)
    return app


def be_brief(app: Flask, seconds: float = 1.0) -> None:
    """Wait less long for the geocoder than a real site does."""
    geocoding: Geocoding = app.extensions["geocoding"]
    geocoding.locator.geocoder.timeout = seconds  # type: ignore[attr-defined]


def be_rested(app: Flask) -> None:
    """Let the geocoder be asked again at once after a failure."""
    geocoding: Geocoding = app.extensions["geocoding"]
    geocoding.rests_until = 0.0
