"""The commands `weekapp places ...`: load the gazetteer, and try what a resident may type."""

import click
from flask.cli import AppGroup, with_appcontext
from tqdm import tqdm

from weekapp import clock
from weekapp.database import db
from weekapp.places import operations, where

places = AppGroup("places", help="De gemeenten, postcodes en plaatsen van Nederland.")


@places.command("load")
@with_appcontext
def load() -> None:
    """Laad de plaatsen van Nederland, of werk ze bij; een tweede keer verandert niets."""
    with tqdm(total=operations.rows_to_load(), desc="Plaatsen laden", delay=2, leave=False) as bar:
        loaded = operations.load(db.session(), bar.update)
        db.session.commit()
    if loaded.total:
        click.echo(
            f"Plaatsen geladen: {loaded.added} nieuw, {loaded.changed} gewijzigd, "
            f"{loaded.removed} vervallen."
        )
    else:
        click.echo("De plaatsen zijn actueel.")


@places.command("find")
@click.argument("text")
def find(text: str) -> None:
    """Zoek TEXT zoals een bezoeker dat doet: een postcode, plaats, gemeente of adres."""
    click.echo(where.told(where.find(text, clock.today())))
