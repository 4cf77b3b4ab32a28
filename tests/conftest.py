"""A site of its own for each test: migrated once, filled with the gazetteer once, then copied."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask, g
from sqlalchemy.orm import Session
from tqdm import tqdm

from tests import engines
from tests.client import Client
from tests.letters import Letters
from tests.places.pdok_double import PdokDouble
from tools import stores
from weekapp import create_app
from weekapp.accounts.models import Account, SignIn
from weekapp.accounts.queries import digest
from weekapp.commands import migrating
from weekapp.config import Settings
from weekapp.database import db
from weekapp.places import operations as places
from weekapp.places.geocoding import Geocoding

# No thread may read the clock while a test moves it.
tqdm.monitor_interval = 0

# A Tuesday morning three weeks before the week of 2026, in summer time.
START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock of the test; `clock.move_to(...)` moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a migrated database and the gazetteer in it."""
    instance = tmp_path_factory.mktemp("built")
    app = create_app(settings(instance))
    with app.app_context():
        migrating.upgrade()
        places.load(db.session())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return instance


def settings(instance: Path, **more: Any) -> Settings:
    """Settings for a test; letters are laid down in the instance folder."""
    return Settings(
        secret_key="a secret for tests only",
        base_url="http://week.test",
        trusted_hosts=("week.test", "localhost", "127.0.0.1"),
        instance=instance,
        mail_from="Week tegen Eenzaamheid <post@week.test>",
        **(engines.stores(instance) | more),
    )


@pytest.fixture(scope="session")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The one application of this process; `app` gives it a fresh database."""
    instance = tmp_path_factory.mktemp("site")
    engines.copy(built, instance)
    made = create_app(settings(instance))
    made.config.update(TESTING=True, SERVER_NAME=None)

    @made.teardown_request
    def forget_what_was_known(_: BaseException | None) -> None:
        # The tests stand in an app context, which requests then share, and `g` with it: without
        # this the next request would still be of whoever did the last one.
        for name in list(g):
            g.pop(name)

    return made


@pytest.fixture
def app(site: Flask, built: Path) -> Iterator[Flask]:
    """The site with an empty database and an empty letter folder."""
    instance = Path(site.instance_path)
    with site.app_context():
        db.session.remove()
        db.engine.dispose()
        engines.copy(built, instance)
        engines.forget_pages(site)
        shutil.rmtree(instance / "letters", ignore_errors=True)
        site.extensions["huey"].flush()
        site.extensions["calendar_press"].clear()
        yield site
        db.session.remove()


@pytest.fixture
def session(app: Flask) -> Session:
    """The database session; what a test makes with it has to be committed to be seen."""
    return db.session()


@pytest.fixture
def client(app: Flask) -> Client:
    """Somebody who is not signed in."""
    return Client(app)


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Client]:
    """Makes more browsers."""
    return lambda: Client(app)


@pytest.fixture
def letters(app: Flask) -> Letters:
    """The letters that were sent; asking for them lets the worker do what is due."""
    return Letters(Path(app.instance_path) / "letters")


@pytest.fixture
def pdok(app: Flask) -> Iterator[PdokDouble]:
    """A geocoder of the site that says what a test wants it to say."""
    double, before = PdokDouble(), app.extensions["geocoding"]
    asks = settings(Path(app.instance_path), geocoder="pdok", geocoder_url=double.url)
    app.extensions["geocoding"] = Geocoding(asks)
    yield double
    app.extensions["geocoding"] = before
    double.close()


@pytest.fixture
def free_port() -> int:
    return stores.free_port()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Account], Client]:
    """Gives a browser in which an account is signed in."""

    def browser_of(account: Account) -> Client:
        token = f"token of {account.email} {account.id}"
        at = datetime.now(UTC)
        db.session.add(
            SignIn(
                token_hash=digest(token),
                account_id=account.id,
                started_at=at,
                expires_at=at + timedelta(days=30),
            )
        )
        db.session.commit()
        client = Client(app)
        with client.browser.session_transaction("/inloggen") as kept:
            kept["_user_id"] = token
            kept["_fresh"] = True
        return client

    return browser_of
