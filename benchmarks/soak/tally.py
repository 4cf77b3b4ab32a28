"""What was asked and answered: how long each took, what failed, and which promise was broken."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles

# So long after a part is back its absence may still be felt: connections of before are found out.
AFTERMATH_SECONDS = 5.0
READS_PER_WRITE = 9  # nine of ten requests only read
READS = {"home", "list", "list near", "list with words", "map data", "municipality", "activity",
         "feed", "feed, polled", "health", "readiness"}  # fmt: skip
MOST_BROKEN = 50


class Outages:
    """Which parts are down, so that what fails then is told apart from what fails by itself."""

    def __init__(self) -> None:
        self._down: set[str] = set()
        self._ended_at: dict[str, float] = {}

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Something is killed now, and is back when this ends."""
        self._down.add(part)
        try:
            yield
        finally:
            self._ended_at[part] = time.monotonic()
            self._down.discard(part)

    def explain(self, kind: str, since: float) -> bool:
        """Whether a part whose name begins so was down at some moment since then."""
        if any(part.startswith(kind) for part in self._down):
            return True
        ends = [at for part, at in self._ended_at.items() if part.startswith(kind)]
        return any(at + AFTERMATH_SECONDS > since for at in ends)


class Tally:
    """Counts of all actors together; `broken` holds each broken promise, in words."""

    def __init__(self) -> None:
        self.outages = Outages()
        self.latencies: dict[str, list[float]] = defaultdict(list)
        self.statuses: dict[str, Counter[int]] = defaultdict(Counter)
        self.counts: Counter[str] = Counter()
        self.broken: list[str] = []
        self.reads = self.answers = 0
        self.is_over = False
        self._lock = threading.Lock()

    def answered(self, kind: str, status: int, seconds: float) -> None:
        """An answer came in."""
        with self._lock:
            self.latencies[kind].append(seconds)
            self.statuses[kind][status] += 1
            self.reads += kind in READS
            self.answers += 1

    def count(self, what: str) -> None:
        """Something happened that is no answer."""
        with self._lock:
            self.counts[what] += 1

    def breaks(self, promise: str) -> None:
        """A promise was broken; the first of them are told."""
        with self._lock:
            self.counts["broken promises"] += 1
            if len(self.broken) < MOST_BROKEN and promise not in self.broken:
                self.broken.append(promise)

    def is_ahead_of_readers(self) -> bool:
        """Whether who writes has to wait for nine readers; not when the time is up."""
        writes = self.answers - self.reads
        return not self.is_over and self.reads < READS_PER_WRITE * writes

    def percentile_ms(self, kind: str, percent: int) -> float:
        """How long an answer of this kind took, in milliseconds."""
        took = self.latencies[kind]
        seconds = quantiles(took, n=100)[percent - 1] if len(took) > 1 else took[0]
        return round(seconds * 1000, 1)
