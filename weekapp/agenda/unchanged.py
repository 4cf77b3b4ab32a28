"""Whether anything was written at all since the last time, by any process, in microseconds."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from weakref import finalize

Seen = tuple[int, int, int]


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
