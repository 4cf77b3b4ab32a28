"""Takes turns at making what takes long: the same thing once, and few things at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock


@dataclass
class Turn:
    """Who makes a thing, and how many want it."""

    lock: Lock = field(default_factory=Lock)
    waiting: int = 0


class Turns:
    """The turns of one process: more at a time would only wait for Python, and take memory."""

    def __init__(self, most_at_once: int) -> None:
        self.waiting: dict[str, Turn] = {}
        self._lock = Lock()
        self._making = BoundedSemaphore(most_at_once)

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Let whoever wants the same thing wait until it is made, instead of making it too."""
        with self._lock:
            turn = self.waiting.setdefault(name, Turn())
            turn.waiting += 1
        try:
            with turn.lock, self._making:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self.waiting[name]
