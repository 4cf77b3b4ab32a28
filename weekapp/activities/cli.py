"""`weekapp activities`: forget what an organiser asks to have removed, from the machine itself."""

import click
from flask.cli import AppGroup

from weekapp import clock
from weekapp.activities import drafts
from weekapp.activities.models import Activity
from weekapp.activities.operations import NotPossibleNow
from weekapp.database import db

activities = AppGroup("activities", help="Wat organisaties invoerden.")


@activities.command("forget")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
def forget(number: int) -> None:
    """Haal de activiteit NUMBER weg, met alles wat erover bewaard is en wie zich aanmeldde."""
    found = db.session.get(Activity, number)
    if found is None:
        raise click.ClickException(f"Er is geen activiteit {number}.")
    title = found.title
    try:
        drafts.forget(found, clock.now())
    except NotPossibleNow:
        raise click.ClickException(
            f"“{title}” komt nog. Zeg hem eerst af: dan horen de mensen die komen het."
        ) from None
    db.session.commit()
    click.echo(f"“{title}” is weg.")
