"""Counts what a page asks of the database, and tells how the database finds it."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from tests import engines
from weekapp.database import db

# An empty list, which looks further away, on other days and without filters; and whom people can
# ring, which is asked once for all pages.
MOST_QUERIES = 12
MOST_FOR_WORDS = 5  # what words mean is looked up; twice when one was an error
# What begins and ends transactions; in PostgreSQL whoever may write waits for others by asking.
BETWEEN = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SELECT pg_advisory_xact_lock")


def queries_of(do: Callable[[], object]) -> list[str]:
    """The queries that were made while it was done, transactions left out."""
    return [statement for statement, _parameters in made_by(do)]


def plans_of(do: Callable[[], object]) -> list[str]:
    """For each query that was made, the lines of its plan, in the words of SQLite.

    PostgreSQL is asked not to read tables whole, as it does when they are small: where it still
    does, there is no index for it.
    """
    made = made_by(do)
    connection = db.session.connection()
    explain = "EXPLAIN QUERY PLAN"
    if engines.IS_POSTGRESQL:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        explain = "EXPLAIN (COSTS OFF)"
    plans = []
    for statement, parameters in made:
        told = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        plans.append("\n".join(_in_sqlites_words(row[-1]) for row in told))
    return plans


def _in_sqlites_words(line: str) -> str:
    whole = re.sub(r"^[ >-]*Seq Scan on (\w+).*", r"SCAN \1", line)
    return re.sub(r".*Index (?:Only )?Scan using (\w+) on (\w+).*", r"\2 USING INDEX \1", whole)


def made_by(do: Callable[[], object]) -> list[tuple[str, Any]]:
    """The queries that were made while it was done, each with its parameters."""
    made: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith(BETWEEN):
            made.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        do()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return made
