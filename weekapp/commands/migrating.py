"""Brings the tables of a site to another version, with Alembic: what only commands have to know."""

from typing import Any

import click
import flask_migrate
import flask_migrate.cli
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext

from weekapp.config import SITE
from weekapp.database import db

MIGRATIONS = str(SITE / "migrations")

_migrate = flask_migrate.Migrate(db=db, directory=MIGRATIONS, render_as_batch=True)


def upgrade(to: str = "head") -> None:
    """Bring the tables of the current site up to a version."""
    _get_ready()
    flask_migrate.upgrade(MIGRATIONS, to)


def downgrade(to: str) -> None:
    """Take the tables of the current site back to a version."""
    _get_ready()
    flask_migrate.downgrade(MIGRATIONS, to)


def check() -> None:
    """CommandError when the tables are not those of the code."""
    _get_ready()
    flask_migrate.check(MIGRATIONS)


def current_version() -> str | None:
    """The migration the database is at; None when it has no tables yet."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version() -> str:
    """The last migration there is."""
    return ScriptDirectory(MIGRATIONS).get_current_head() or ""


def known_versions() -> set[str]:
    """The migrations this program knows."""
    return {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}


@click.group(
    "db",
    help="Opdrachten van Alembic, voor wie de tabellen verandert.",
    params=flask_migrate.cli.db.params,
    commands=flask_migrate.cli.db.commands,
)
@with_appcontext
def db_(**given: Any) -> None:
    """Everything Flask-Migrate offers, on a site that it knows."""
    _get_ready()
    click.get_current_context().invoke(flask_migrate.cli.db.callback, **given)


def _get_ready() -> None:
    if "migrate" not in current_app.extensions:
        _migrate.init_app(current_app._get_current_object())  # type: ignore[attr-defined]
