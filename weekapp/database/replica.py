"""The replica: public pages are read from it while it has what the primary has, and without it.

Who asks says `reading()` around what may be answered by a replica; a replica that lags behind is
asked nothing. `or_else` asks the other when one cannot answer, so that a primary that died takes
no public page with it.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from flask import current_app
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError as PoolTimeout,
)

from weekapp.database.modes import only_reads

NAME = "replica"
# What is raised when a server cannot be reached or stops answering.
UNREACHABLE = (OperationalError, InterfaceError, PoolTimeout)

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)

_is_asked: ContextVar[bool] = ContextVar("is_asked", default=False)


class Routed(Session):
    """A session that asks the replica inside `reading()`; the primary elsewhere and for writes."""

    def get_bind(self, *args: Any, **more: Any) -> Engine | Connection:
        if _is_asked.get() and only_reads.get():
            replica: Engine = current_app.extensions["sqlalchemy"].engines[NAME]
            return replica
        return super().get_bind(*args, **more)


def is_unreachable(error: SQLAlchemyError) -> bool:
    """Whether the database cannot answer now; else what was asked of it was wrong.

    SQLite says with the bare class that its file is no database.
    """
    return type(error) in (*UNREACHABLE, DatabaseError)


def exists() -> bool:
    """Whether this site has a replica."""
    return bool(current_app.extensions["settings"].database_replica_url)


@contextmanager
def reading(session: Any) -> Iterator[None]:
    """Ask the replica inside; what was begun before and is begun inside is let go of."""
    session.rollback()
    before = _is_asked.set(True)
    try:
        yield
    finally:
        session.rollback()
        _is_asked.reset(before)


def or_else(session: Any, ask: Callable[[], Answer]) -> Answer:
    """What the primary answers; when it cannot, what the replica does."""
    try:
        return ask()
    except UNREACHABLE as error:
        if _is_asked.get() or not exists():
            raise
        log.warning("the replica is asked, since the primary cannot answer: %s", error)
        with reading(session):
            return ask()
