"""`weekapp move-to`: everything from SQLite to PostgreSQL, once, and compared afterwards."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import psycopg
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from tqdm import tqdm

from weekapp import create_app
from weekapp.commands import migrating, settings
from weekapp.commands.moving import source as sources, target as targets
from weekapp.commands.moving.comparison import differences
from weekapp.commands.moving.source import BATCH_ROWS, Found, Source, tables
from weekapp.commands.moving.target import PROGRESS, Target
from weekapp.commands.processes import InUse, using
from weekapp.config import POSTGRESQL, Settings
from weekapp.database import db

# So many faults are named; who mends them asks again.
NAMED = 20


class CannotMove(Exception):
    """The move cannot go on; the message says why, in Dutch."""


@click.command("move-to")
@click.argument("url")
@click.option("--check", is_flag=True, help="alleen vergelijken, niets kopiëren")
@click.option("--batch", default=BATCH_ROWS, show_default=True, help="aantal rijen per keer")
@click.pass_context
def move_to(context: click.Context, url: str, check: bool, batch: int) -> None:
    """Verhuis alles van SQLite naar de lege PostgreSQL-database URL.

    Na een onderbreking gaat dezelfde opdracht verder waar hij was. Een wachtwoord hoeft niet in
    de URL te staan: PGPASSWORD of ~/.pgpass mag ook.
    """
    given = settings.read()
    address = address_of(url)
    with or_say_why_not(address):
        file = file_of(given)
        with (
            using(given.instance, alone=True),
            sources.opened(file) as source,
            targets.opened(address) as target,
        ):
            refuse_unfit(source, target)
            found = look_through(source)
            is_filling = not check and not is_done(source, target, found)
            if is_filling:
                fill(given, address, source, target, found, batch)
            wrong = compare(source, target, found)
            if is_filling and not wrong:
                target.finish(head())
    if wrong:
        click.echo("\n".join(wrong))
        click.echo(
            "De databases zijn niet gelijk."
            + (" Begin opnieuw met een lege database." if is_filling else "")
        )
        context.exit(1)
    say_it_is_done(file, address, found)


@contextmanager
def or_say_why_not(address: URL) -> Iterator[None]:
    """End the command with one line, in which no password stands."""
    try:
        yield
    except InUse:
        raise click.ClickException("De site draait nog. Stop eerst serve en worker.") from None
    except CannotMove as error:
        raise click.ClickException(str(error)) from None
    except (psycopg.Error, SQLAlchemyError, sqlite3.Error) as error:
        said = (str(getattr(error, "orig", None) or error).splitlines() or [type(error).__name__])[
            0
        ]
        if address.password:
            said = said.replace(str(address.password), "***")
        raise click.ClickException(
            f"Het verhuizen is onderbroken: {said}. Dezelfde opdracht gaat verder waar hij was."
        ) from None


def first_line(error: Exception) -> str:
    """What a database said was wrong, without the statement and its values."""
    said = str(getattr(error, "orig", None) or error).splitlines()
    return said[0] if said else type(error).__name__


def address_of(url: str) -> URL:
    """The address of the new database."""
    try:
        if url.startswith(POSTGRESQL) and (address := make_url(url)).database:
            return address
    except (ArgumentError, ValueError):
        pass
    raise click.ClickException(f"De URL moet zijn als {POSTGRESQL}gebruiker@machine/database")


def file_of(given: Settings) -> Path:
    """The file that moves."""
    if given.is_postgresql:
        raise CannotMove("De site staat al in PostgreSQL: WEEKAPP_DATABASE_URL zegt dat.")
    file = Path(make_url(given.database_url).database or "")
    if not file.is_file():
        raise CannotMove(f"Er is nog geen database in {file}.")
    return file


def head() -> str:
    """The last migration there is."""
    return migrating.newest_version()


def refuse_unfit(source: Source, target: Target) -> None:
    """Refuse a source that is behind, and a target that holds something else."""
    if source.version() != head():
        raise CannotMove(
            f"De database is bij {source.version()}, niet bij {head()}."
            f" Doe eerst: {settings.command()} init"
        )
    if target.encoding() != "UTF8":
        raise CannotMove("De nieuwe database bewaart geen UTF-8. Maak hem met: createdb -E UTF8")


def is_done(source: Source, target: Target, found: dict[str, Found]) -> bool:
    """Whether an earlier time came to its end; CannotMove when there is something else."""
    there = target.tables()
    if not there or PROGRESS in there:
        return False
    if target.version() == head() and not compare(source, target, found):
        return True
    raise CannotMove(f"De nieuwe database is niet leeg: er staat al {', '.join(there[:3])}.")


def look_through(source: Source) -> dict[str, Found]:
    """Read all of it, and refuse what PostgreSQL cannot keep, by table and row."""
    with tqdm(total=source.count(), desc="Nakijken", unit=" rijen") as bar:
        found = {table.name: source.look_at(table, bar.update) for table in tables()}
    wrong = [line for one in found.values() for line in one.misfits] + source.orphans()
    if wrong:
        more = [f"en nog {len(wrong) - NAMED} andere"] if len(wrong) > NAMED else []
        raise CannotMove(
            "\n".join(
                ["Dit kan PostgreSQL niet bewaren. Er is niets gekopieerd.", *wrong[:NAMED], *more]
            )
        )
    return found


def fill(
    given: Settings,
    address: URL,
    source: Source,
    target: Target,
    found: dict[str, Found],
    size: int,
) -> None:
    """Make the tables and copy the rows, or go on with that."""
    if not target.tables():
        target.begin(source.name)
    begun = target.begun()
    now = {name: one.digest for name, one in found.items()}
    if target.source() != source.name and begun != now:
        raise CannotMove("De nieuwe database wordt al gevuld vanuit een andere database.")
    if target.version() is None:
        click.echo("De tabellen worden gemaakt ...")
        migrate(given, address)
    if target.version() not in (head(), targets.MOVING):
        raise CannotMove("De nieuwe database is van een ander programma. Begin met een lege.")
    if begun != now:
        if begun:
            click.echo("De database is intussen veranderd: het kopiëren begint opnieuw.")
        target.make_room(found)
    copy(source, target, found, size)
    target.settle()


def migrate(given: Settings, address: URL) -> None:
    """Make the tables as the site itself would."""
    whole = address.render_as_string(hide_password=False)
    app = create_app(dataclasses.replace(given, database_url=whole))
    with app.app_context():
        try:
            migrating.upgrade()
        except DBAPIError as error:
            raise CannotMove(
                f"De tabellen kunnen niet worden gemaakt: {first_line(error)}. Nodig zijn de"
                " extensies postgis, unaccent en pg_trgm; wie PostgreSQL beheert kan ze maken."
            ) from None
        finally:
            db.engine.dispose()


def copy(source: Source, target: Target, found: dict[str, Found], size: int) -> None:
    """Copy what is not there yet, table after table."""
    with tqdm(total=sum(one.rows for one in found.values()), desc="Kopiëren", unit=" rijen") as bar:
        for table in tables():
            copied, last = target.progress(table)
            bar.update(copied)
            for batch in sources.batches(table, source.rows(table, last), size):
                target.take(table, batch)
                bar.update(len(batch))


def compare(source: Source, target: Target, found: dict[str, Found]) -> list[str]:
    """What is not the same in both, in lines."""
    there = target.tables()
    with tqdm(
        total=sum(one.rows for one in found.values()), desc="Vergelijken", unit=" rijen"
    ) as bar:
        return [
            line
            for table in tables()
            for line in (
                differences(source, target, table, found[table.name], bar.update)
                if table.name in there
                else [f"✗ {table.name}: staat niet in PostgreSQL"]
            )
        ]


def say_it_is_done(file: Path, address: URL, found: dict[str, Found]) -> None:
    """Say what is where, and what to set."""
    rows = sum(one.rows for one in found.values())
    click.echo(f"Alles is gelijk: {len(found)} tabellen, {rows} rijen, aantallen en inhoud.")
    click.echo("Zet dit in de instellingen van serve en worker, met het wachtwoord erin:")
    click.echo(f"  WEEKAPP_DATABASE_URL={address.render_as_string(hide_password=True)}")
    click.echo(f"Het bestand {file} is niet veranderd. Bewaar het tot alles weer draait.")
