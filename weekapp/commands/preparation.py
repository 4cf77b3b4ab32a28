"""`weekapp init`: a database with every table and the Dutch places in it."""

import click
from flask.cli import with_appcontext

from weekapp.commands.migrating import current_version, newest_version, upgrade
from weekapp.places.cli import load


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
    upgrade()
