"""`weekapp backup` and `weekapp restore`: the whole database in one file, and back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from weekapp import clock
from weekapp.commands import settings
from weekapp.commands.processes import InUse, using
from weekapp.config import SITE

OURS = {"activity", "account", "municipality", "job", "alembic_version"}
PAGES = 500


class NotOurs(Exception):
    """A file is not a sound database of this site; the message says why, in Dutch."""


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Zet de hele database in FILE, ook terwijl de site draait."""
    if file.exists():
        raise click.ClickException(f"{file} bestaat al, en blijft zoals het is.")
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        copy(database(), unfinished)
        version = check(unfinished)
        os.link(unfinished, file)
    except (NotOurs, OSError, sqlite3.Error) as error:
        raise click.ClickException(f"De reservekopie is niet gelukt: {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    size = file.stat().st_size / 2**20
    click.echo(f"De database staat in {file} ({size:.1f} MB, versie {version}, nagekeken).")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="niet vragen of het zeker is")
def restore(file: Path, yes: bool) -> None:
    """Zet de database uit FILE terug; de huidige blijft ernaast bewaard."""
    try:
        version = check(file)
    except (NotOurs, sqlite3.Error) as error:
        raise click.ClickException(f"{file} kan niet worden teruggezet: {error}") from None
    if not yes:
        click.confirm(f"De database vervangen door {file}?", abort=True)
    try:
        with using(settings.read().instance, alone=True):
            kept = replace(database(), file)
    except InUse:
        raise click.ClickException("De site draait nog. Stop eerst serve en worker.") from None
    click.echo(f"De database uit {file} staat terug (versie {version}).")
    if kept:
        click.echo(f"De vorige staat in {kept}.")
    click.echo(f"Werk hem zo nodig bij met: {settings.command()} init")


def database() -> Path:
    """The file the site keeps its database in."""
    return Path(make_url(settings.read().database_url).database or "")


def copy(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole and as of one moment, for our eyes only."""
    if not source.is_file():
        raise NotOurs(f"er is nog geen database in {source}")
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
        click.progressbar(length=100, label="Kopiëren") as bar,
    ):

        def advance(_: int, left: int, total: int) -> None:
            bar.update(100 * (total - left) // max(total, 1) - bar.pos)

        reading.backup(writing, pages=PAGES, progress=advance, sleep=0)
        writing.execute("PRAGMA journal_mode=DELETE")


def check(file: Path) -> str:
    """The version of a database of this site that is sound and not newer than the program."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master")}
        if not tables >= OURS:
            raise NotOurs("het is geen database van deze site")
        found = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise NotOurs(f"de database is beschadigd ({found})")
        version: str = opened.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    if version not in known_versions():
        raise NotOurs(f"versie {version} is nieuwer dan dit programma")
    return version


def known_versions() -> set[str]:
    """The migrations this program knows."""
    scripts = ScriptDirectory(str(SITE / "migrations"))
    return {script.revision for script in scripts.walk_revisions()}


def replace(current: Path, file: Path) -> Path | None:
    """Put a copy of the file in the place of the current database; where that one is kept."""
    fresh = current.with_name(f".{current.name}.restored")
    copy(file, fresh)
    kept = None
    if current.exists():
        kept = current.with_name(f"{current.name}.{clock.now():%Y%m%dT%H%M%S}")
        current.rename(kept)
        # What is not in the file yet is in its log, which goes along with it.
        for beside in ("-wal", "-shm"):
            log = current.with_name(f"{current.name}{beside}")
            if log.exists():
                log.rename(kept.with_name(f"{kept.name}{beside}"))
    fresh.rename(current)
    return kept
