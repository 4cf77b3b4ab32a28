"""Counts what a page asks of the database, and tells how the database finds it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from weekapp.database import db

MOST_QUERIES = 11  # an empty list, which looks further away, on other days and without filters
MOST_FOR_WORDS = 5  # what words mean is looked up; twice when one was an error
# What begins and ends transactions; in PostgreSQL whoever may write waits for others by asking.
BETWEEN = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SELECT pg_advisory_xact_lock")


def queries_of(do: Callable[[], object]) -> list[str]:
    """The queries that were made while it was done, transactions left out."""
    return [statement for statement, _parameters in made_by(do)]


def plans_of(do: Callable[[], object]) -> list[str]:
    """For each query that was made, the lines of SQLite's plan."""
    made = made_by(do)
    connection = db.session.connection()
    return [
        "\n".join(
            row.detail
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        )
        for statement, parameters in made
    ]


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
