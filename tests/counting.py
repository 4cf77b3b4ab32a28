"""Counts what a page asks of the database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from weekapp.database import db

MOST_QUERIES = 6


def queries_of(do: Callable[[], object]) -> list[str]:
    """The queries that were made while it was done, transactions left out."""
    made: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            made.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        do()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return made
