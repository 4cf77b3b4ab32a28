"""What the site said it kept, so that it can be looked for afterwards."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.soak.browser import Browser


@dataclass
class Entry:
    """One activity: what it may say now, and how far it got.

    `summaries` holds more than one only while an answer got lost: then either may be kept.
    """

    title: str
    browser: Browser
    summaries: set[str] = field(default_factory=set)
    activity_id: int = 0
    is_handed_in: bool = False
    published_at: float = 0.0
    in_feed_at: float = 0.0

    def attempt(self, summary: str) -> None:
        """It is sent with this summary; whether it is kept is not known yet."""
        self.summaries.add(summary)

    def confirm(self, summary: str) -> None:
        """The site said that this summary is kept."""
        self.summaries = {summary}


class Ledger:
    """Everything that was confirmed: organisations by name, activities by title."""

    def __init__(self) -> None:
        self.organisations: dict[str, Browser] = {}
        self.activities: dict[str, Entry] = {}
        self.writes = 0
        self._lock = threading.Lock()

    def note_organisation(self, name: str, browser: Browser) -> None:
        """An organisation was registered."""
        with self._lock:
            self.organisations[name] = browser
            self.writes += 1

    def note(self, entry: Entry) -> None:
        """A write of this activity was confirmed."""
        with self._lock:
            self.activities[entry.title] = entry
            self.writes += 1

    def published(self, title: str) -> None:
        """A coordinator was told that this is on the site; what is not ours is not followed."""
        with self._lock:
            self.writes += 1
            if title in self.activities:
                self.activities[title].published_at = time.monotonic()

    def awaited(self) -> Iterator[Entry]:
        """What was published and was not seen in the feed yet."""
        with self._lock:
            entries = list(self.activities.values())
        return (one for one in entries if one.published_at and not one.in_feed_at)
