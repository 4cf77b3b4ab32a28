"""Loads much at once: triggers rest meanwhile, and what they keep is made by statements on sets.

A trigger costs each row a look-up or ten, and PostgreSQL ever more when one row, such as that of a
calendar, is written again and again in a transaction. All of it is in the caller's transaction.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Dialect, Table, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from weekapp.database import UtcDateTime, map_sums
from weekapp.database.kept_by_triggers import FILLS
from weekapp.database.words import say

# What triggers watch that is loaded in bulk, and what fills write themselves.
TABLES = (
    "organisation",
    "activity",
    "occurrence",
    "activity_audience",
    "activity_theme",
    "map_point",
)

# What is said before and after. PostgreSQL plans by what it knows of tables, which is nothing yet.
ROOM: dict[str, tuple[list[str], list[str]]] = {
    "sqlite": (["PRAGMA cache_size = -500000"], ["PRAGMA cache_size = -16000"]),
    "postgresql": (
        ["SET LOCAL maintenance_work_mem = '500MB'", "SET LOCAL work_mem = '100MB'"],
        ["ANALYZE"],
    ),
}


@contextmanager
def loading(session: Session) -> Iterator[None]:
    """Load rows without triggers; when that is done, everything triggers keep is made anew."""
    with resting(session, TABLES), _much_memory(session), _no_tidying():
        yield
        session.flush()
        fill(session)


def put(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that have the same columns, past all that looks at each of them."""
    if not rows:
        return
    connection = session.connection()
    ready = {name: _readied(table.columns[name], connection.dialect) for name in rows[0]}
    same = {
        column.name: _readied(column, connection.dialect)(column.default.arg)
        for column in table.columns
        if column.name not in ready and isinstance(column.default, ScalarElementColumnDefault)
    }
    last = tuple(same.values())
    values = [(*(as_kept(row[name]) for name, as_kept in ready.items()), *last) for row in rows]
    into = f"{table.name} ({', '.join((*ready, *same))})"
    driver: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with driver.copy(f"COPY {into} FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        marks = ", ".join("?" for _ in (*ready, *same))
        driver.executemany(f"INSERT INTO {into} VALUES ({marks})", values)
    driver.close()


def _readied(column: Any, dialect: Dialect) -> Callable[[Any], Any]:
    """Makes a value of a column what the driver of an engine takes; moments come back often."""
    as_kept = column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
    is_moment = isinstance(column.type, UtcDateTime | Date)
    return lru_cache(maxsize=10_000)(as_kept) if is_moment else as_kept


def _as_it_is(value: Any) -> Any:
    return value


def fill(session: Session) -> None:
    """Make anew everything triggers keep; they are to rest meanwhile."""
    for fills in FILLS.values():
        _say(session, fills(_engine(session)))


def fill_map(session: Session, span: int | None = None) -> None:
    """Make the points and cells of the map anew, or those of one span of days."""
    with resting(session, ["map_point"]):
        _say(session, map_sums.fill(span))


@contextmanager
def resting(session: Session, tables: Sequence[str]) -> Iterator[None]:
    """Let the triggers of these tables rest; when it fails, undoing the transaction wakes them."""
    if _engine(session) == "postgresql":
        _say(session, [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables])
        yield
        _say(session, [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables])
        return
    kept = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = [one for one in session.execute(text(kept)).all() if one.tbl_name in tables]
    _say(session, [f"DROP TRIGGER {one.name}" for one in triggers])
    yield
    for one in triggers:
        session.connection().exec_driver_sql(one.sql)


@contextmanager
def _much_memory(session: Session) -> Iterator[None]:
    """Room to put together the indexes of millions of rows; given back in the end."""
    roomy, usual = ROOM[_engine(session)]
    _say(session, roomy)
    yield
    _say(session, usual)


@contextmanager
def _no_tidying() -> Iterator[None]:
    """Rows refer to nothing that refers to them: looking for that takes an eighth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _engine(session: Session) -> str:
    return session.connection().dialect.name


def _say(session: Session, statements: Sequence[str]) -> None:
    for statement in statements:
        session.execute(text(say(statement, _engine(session))))
