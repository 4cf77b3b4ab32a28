"""Files that took work to make or to fetch, kept a while beside the site for who asks the same."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

TIDIED = 20  # once in so many files that are put on it


@dataclass(frozen=True)
class Shelf:
    """A folder with about so many files, each kept for so many seconds; processes share it."""

    folder: Path
    seconds: float
    most: int

    def found_or_made(self, wanted: str, make: Callable[[], bytes]) -> bytes:
        """What was made of this before, or is made of it now."""
        there = self.found(wanted)
        if there is not None:
            return there
        made = make()
        self._put(self._file(wanted), made)
        return made

    def found(self, wanted: str) -> bytes | None:
        """What was made of this before; None when it was not, or is too old."""
        file = self._file(wanted)
        with suppress(FileNotFoundError):
            if file.stat().st_mtime > time.time() - self.seconds:
                return file.read_bytes()
        return None

    def _file(self, wanted: str) -> Path:
        return self.folder / sha256(wanted.encode()).hexdigest()

    def _put(self, file: Path, made: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as beside:
            beside.write(made)
        os.replace(beside.name, file)  # noqa: PTH105  a name that tempfile gave
        if int(file.name[:8], 16) % TIDIED == 0:
            self.tidy()

    def tidy(self) -> None:
        """Leave what is not too old, and of that the newest."""
        if not self.folder.is_dir():
            return
        aged = sorted((_made_at(file), file) for file in self.folder.iterdir())
        since = time.time() - self.seconds
        for number, (made_at, file) in enumerate(aged):
            if made_at <= since or number < len(aged) - self.most:
                file.unlink(missing_ok=True)


def _made_at(file: Path) -> float:
    with suppress(FileNotFoundError):
        return file.stat().st_mtime
    return 0.0
