"""Backups of a database in SQLite: a copy of its file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
from sqlalchemy import make_url

from weekapp import clock
from weekapp.commands.versions import NotOurs, refuse_newer, refuse_others
from weekapp.config import Settings

PAGES = 500


def database(given: Settings) -> Path:
    """The file the site keeps its database in."""
    return Path(make_url(given.database_url).database or "")


def save(given: Settings, target: Path) -> None:
    """Copy the database of the site in a file."""
    copy(database(given), target)


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


def check(_: Settings, file: Path) -> str:
    """The version of a database of this site that is sound and not newer than the program."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master")}
        refuse_others(tables)
        found = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise NotOurs(f"de database is beschadigd ({found})")
        version: str = opened.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    refuse_newer(version)
    return version


def replace(given: Settings, file: Path) -> Path | None:
    """Put a copy of the file in the place of the current database; where that one is kept."""
    current = database(given)
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
