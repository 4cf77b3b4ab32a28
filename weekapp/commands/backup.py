"""`weekapp backup` and `weekapp restore`: the whole database in one file, and back."""

import os
import sqlite3
from pathlib import Path
from types import ModuleType

import click
import psycopg

from weekapp.commands import postgresql_copies, settings, sqlite_copies
from weekapp.commands.postgresql_copies import NotDone
from weekapp.commands.processes import InUse, using
from weekapp.commands.versions import NotOurs
from weekapp.config import Settings

FAILURES = (NotOurs, NotDone, OSError, sqlite3.Error, psycopg.Error)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Zet de hele database in FILE, ook terwijl de site draait."""
    if file.exists():
        raise click.ClickException(f"{file} bestaat al, en blijft zoals het is.")
    unfinished = file.with_name(f".{file.name}.unfinished")
    given = settings.read()
    try:
        way_of(given).save(given, unfinished)
        version = way_of(given).check(given, unfinished)
        os.link(unfinished, file)
    except FAILURES as error:
        raise click.ClickException(f"De reservekopie is niet gelukt: {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    size = file.stat().st_size / 2**20
    click.echo(f"De database staat in {file} ({size:.1f} MB, versie {version}, nagekeken).")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="niet vragen of het zeker is")
def restore(file: Path, yes: bool) -> None:
    """Zet de database uit FILE terug; de huidige blijft bewaard.

    De site moet stilstaan: serve en worker, op elke machine die deze database gebruikt.
    """
    given = settings.read()
    try:
        version = way_of(given).check(given, file)
    except FAILURES as error:
        raise click.ClickException(f"{file} kan niet worden teruggezet: {error}") from None
    if not yes:
        click.confirm(f"De database vervangen door {file}?", abort=True)
    try:
        with using(given.instance, alone=True):
            kept = way_of(given).replace(given, file)
    except InUse:
        raise click.ClickException("De site draait nog. Stop eerst serve en worker.") from None
    except FAILURES as error:
        raise click.ClickException(f"Het terugzetten is niet gelukt: {error}") from None
    click.echo(f"De database uit {file} staat terug (versie {version}).")
    if kept:
        click.echo(f"De vorige staat in {kept}.")
    click.echo(f"Werk hem zo nodig bij met: {settings.command()} init")


def way_of(given: Settings) -> ModuleType:
    """What saves, checks and replaces a database of the engine in the settings."""
    return postgresql_copies if given.is_postgresql else sqlite_copies
