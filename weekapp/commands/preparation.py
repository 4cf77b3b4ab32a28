"""`weekapp init`: a database with every table and the Dutch places in it."""

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from weekapp.config import SITE
from weekapp.database import db
from weekapp.places.cli import load

MIGRATIONS = SITE / "migrations"


@click.command("init")
@click.pass_context
@with_appcontext
def init(context: click.Context) -> None:
    """Maak de database of werk hem bij, en laad de plaatsen van Nederland."""
    migrate()
    context.invoke(load)


def migrate() -> None:
    """Bring the tables up to date."""
    before = current_version()
    if before == newest_version():
        return
    click.echo(
        "De database wordt gemaakt ..." if not before else "De database wordt bijgewerkt ..."
    )
    upgrade(str(MIGRATIONS))


def current_version() -> str | None:
    """The migration the database is at; None when it has no tables yet."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version() -> str | None:
    """The last migration there is."""
    config = current_app.extensions["migrate"].migrate.get_config(str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_current_head()
