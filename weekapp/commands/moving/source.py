"""The database that moves: a file of SQLite, read as of one moment and never written to."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from weekapp.commands.moving.values import Digest, Misfit, Row, fit_of
from weekapp.database import db

# A batch ends after so many rows, or so many characters and bytes: pictures are large.
BATCH_ROWS, BATCH_WEIGHT = 1000, 4_000_000


@dataclass(frozen=True)
class Found:
    """What is in a table: how many rows, their checksum, and what cannot be moved."""

    rows: int
    digest: str
    misfits: tuple[str, ...]


class Source:
    """All tables of the site as they are in the file."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self.connection = connection

    @property
    def name(self) -> str:
        """What this file is known by, without telling where it is."""
        return sha256(str(self.file.resolve()).encode()).hexdigest()

    def version(self) -> str | None:
        """The migration it is at; None when it is no database of this site."""
        try:
            found = self.connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.Error:
            return None
        return found[0] if found else None

    def count(self) -> int:
        """How many rows there are."""
        return sum(
            self.connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
            for table in tables()
        )

    def orphans(self) -> list[str]:
        """The rows that name a row that is not there, in words."""
        found = self.connection.execute("PRAGMA foreign_key_check")
        return [
            f"{table}, rij {row}: hoort bij een rij in {to} die er niet is"
            for table, row, to, _ in found
        ]

    def raw(self, table: Table, after: Sequence[Any] | None = None) -> Iterator[Row]:
        """The rows in the order of their key, as SQLite keeps them; those after a key."""
        keys = _listed([key.name for key in table.primary_key])
        where = f"WHERE ({keys}) > ({_marks(after)})" if after else ""
        columns = _listed([column.name for column in table.columns])
        yield from self.connection.execute(
            f'SELECT {columns} FROM "{table.name}" {where} ORDER BY {keys}', after or ()
        )

    def rows(self, table: Table, after: Sequence[Any] | None = None) -> Iterator[Row]:
        """The same as PostgreSQL gets them."""
        fits = [fit_of(column) for column in table.columns]
        for row in self.raw(table, after):
            yield tuple(fit(value) for fit, value in zip(fits, row, strict=True))

    def look_at(self, table: Table, advance: Any) -> Found:
        """Read a table from end to end, and remember what does not fit."""
        fits = [(column.name, fit_of(column)) for column in table.columns]
        digest, misfits = Digest(), []
        for raw in self.raw(table):
            row = []
            for (name, fit), value in zip(fits, raw, strict=True):
                try:
                    row.append(fit(value))
                except Misfit as misfit:
                    misfits.append(f"{table.name}, {key_in_words(table, raw)}: {name} {misfit}")
            digest.add(tuple(row))
            advance(1)
        return Found(digest.rows, str(digest), tuple(misfits))


def tables() -> list[Table]:
    """Every table of the site, after those its rows name."""
    return list(db.metadata.sorted_tables)


def key_of(table: Table, row: Row) -> list[Any]:
    """The key of a row."""
    names = [column.name for column in table.columns]
    return [row[names.index(key.name)] for key in table.primary_key]


def key_in_words(table: Table, row: Row) -> str:
    """The key of a row, for people."""
    keys = zip(table.primary_key, key_of(table, row), strict=True)
    return ", ".join(f"{key.name} {value!r}" for key, value in keys)


def batches(table: Table, rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """Rows in portions; a table whose rows name each other is one portion."""
    is_whole = any(key.column.table is table for key in table.foreign_keys)
    batch: list[Row] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += sum(len(value) for value in row if isinstance(value, str | bytes))
        if not is_whole and (len(batch) >= size or weight >= BATCH_WEIGHT):
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


@contextmanager
def opened(file: Path) -> Iterator[Source]:
    """Open a database to read it as it is at this moment; nothing can be written in it."""
    connection = sqlite3.connect(
        f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None
    )
    # What is no UTF-8 is found as such, and not as an error of the whole table.
    connection.text_factory = lambda kept: kept.decode(errors="surrogateescape")
    try:
        connection.execute("BEGIN")
        yield Source(file, connection)
    finally:
        connection.close()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
