"""Runs `weekapp` commands as somebody at the machine would."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests import engines, machine
from tests.browser.site import LiveSite
from tests.commands.moves import ONE_OF_EACH, ROLE, WEEK, site_in, tell
from tests.conftest import START
from tools.debian import POSTGIS, POSTGRESQL
from weekapp.commands import migrating, weekapp
from weekapp.database import db
from weekapp.demo import operations as demo
from weekapp.places import operations as places


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command against the site of the test."""
    monkeypatch.setenv("WEEKAPP_INSTANCE", app.instance_path)
    for name, value in engines.variables(Path(app.instance_path)).items():
        monkeypatch.setenv(name, value)
    runner = app.test_cli_runner()
    return lambda *arguments, **more: runner.invoke(weekapp, list(arguments), **more)


@pytest.fixture
def elsewhere(built: Path, tmp_path: Path) -> LiveSite:
    """A site in a folder of its own, for commands that run on; nothing is started yet."""
    engines.copy(built, tmp_path)
    site = LiveSite(tmp_path)
    site.run("accounts", "national", "baas@example.org")
    return site


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site in SQLite with examples in it."""
    machine.need(POSTGRESQL, POSTGIS)
    instance = tmp_path_factory.mktemp("filled")
    with site_in(instance).app_context():
        migrating.upgrade()
        places.load(db.session())
        demo.fill(60, START, WEEK, lambda _: None)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    for statement in ONE_OF_EACH:
        tell(instance, statement)
    return instance


@pytest.fixture
def instance(filled: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to do with as one likes."""
    return copytree(filled, tmp_path / "instance")


@pytest.fixture
def url() -> Iterator[str]:
    """An empty database, of somebody who may do nothing else."""
    server, name = engines.postgresql(), "target"
    server.execute(
        f"DO $$ BEGIN IF to_regrole('{ROLE}') IS NULL THEN CREATE ROLE {ROLE} LOGIN; END IF; END $$"
    )
    server.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
    yield f"postgresql+psycopg://{ROLE}:geheim@127.0.0.1:{server.port}/{name}"
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def move(instance: Path, url: str) -> Callable[..., Result]:
    """Runs the command."""
    own = {"WEEKAPP_INSTANCE": str(instance), "WEEKAPP_DATABASE_URL": "", "WEEKAPP_REDIS_URL": ""}
    return lambda *more: CliRunner().invoke(weekapp, ["move-to", url, *more], env=own)
