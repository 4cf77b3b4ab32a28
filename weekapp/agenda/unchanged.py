"""Whether anything was written at all since the last time, by any process, in microseconds."""

import secrets
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Protocol
from weakref import WeakSet, finalize

import psycopg
from sqlalchemy import event
from sqlalchemy.orm import Session

from weekapp.config import Settings
from weekapp.database import db
from weekapp.database.postgresql import libpq

Seen = tuple[int, int, int]
CHANNEL = "weekapp_public"
# A connection that fell silent is found out within so many seconds.
LONGEST_TRUST = 1.0


class Watching(Protocol):
    """Sees whether what the public reads may have changed."""

    def seen(self) -> Seen | None:
        """The same as last time when nothing was written since; None when it cannot be known."""


def watch(settings: Settings) -> Watching:
    """What watches the database of these settings."""
    if settings.is_postgresql:
        return Listener(libpq(settings.database_url))
    return Watch(Path(settings.database_url.removeprefix("sqlite:///")))


class Watch:
    """Looks at an SQLite file over a connection of its own, which only ever asks one thing."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = Lock()
        self._born = (0, 0)
        self._connection: sqlite3.Connection | None = None
        self._close: Callable[[], object] = lambda: None

    def seen(self) -> Seen | None:
        """What changes with each commit of another connection; None when it cannot be known.

        The file can be another one under the same name, when a backup was put back; inode numbers
        are given out again, so the time counts too.
        https://www.sqlite.org/pragma.html#pragma_data_version
        """
        try:
            with self._lock:
                found = self.file.stat()
                born = found.st_ino, found.st_ctime_ns
                if self._connection is None or born != self._born:
                    self._open(born)
                assert self._connection
                return *born, self._connection.execute("PRAGMA data_version").fetchall()[0][0]
        except (OSError, sqlite3.Error):
            return None

    def _open(self, born: tuple[int, int]) -> None:
        self._close()
        self._born, self._connection = born, None
        self._connection = sqlite3.connect(
            f"file:{self.file}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        self._close = finalize(self, self._connection.close)


class Listener:
    """Listens to what PostgreSQL tells after each commit that changed what the public reads.

    A notice is sent before who commits hears that it is done. So after a commit of this process the
    server is asked something: what it had to tell comes before the answer. What another process
    commits counts as soon as the notice is here.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._lock = Lock()
        self._connection: psycopg.Connection | None = None
        self._born = self._heard = 0
        self._asked_at = 0.0
        self._has_written = False
        _listeners.add(self)

    def seen(self) -> Seen | None:
        with self._lock:
            for _ in range(2):  # a connection that was lost is made anew at once
                try:
                    if self._connection is None or self._connection.closed:
                        self._open()
                    self._listen()
                    return self._born, self._heard, 0
                except psycopg.Error:
                    self._connection = None
        return None

    def tell(self) -> None:
        """Something was written here."""
        self._has_written = True

    def _open(self) -> None:
        self._connection = psycopg.connect(self.address, autocommit=True, connect_timeout=2)
        finalize(self, self._connection.close)
        self._connection.execute(f"LISTEN {CHANNEL}")
        self._born = secrets.randbits(62)
        self._asked_at = time.monotonic()

    def _listen(self) -> None:
        assert self._connection
        pipe = self._connection.pgconn
        if self._has_written or time.monotonic() - self._asked_at > LONGEST_TRUST:
            self._heard += self._has_written
            self._has_written = False
            # Not by psycopg's own execute: that drops the notices that come with the answer.
            pipe.exec_(b"SELECT 1")
            self._asked_at = time.monotonic()
        pipe.consume_input()
        while pipe.notifies():
            self._heard += 1


_listeners: WeakSet[Listener] = WeakSet()


@event.listens_for(db.session, "after_commit")
def _wrote(_: Session) -> None:
    for listener in list(_listeners):
        listener.tell()
