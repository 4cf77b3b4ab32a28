"""The events of calendars as text, remembered: what did not change is not read or made again."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from weekapp.agenda import calendar_dates
from weekapp.agenda.calendar_dates import Key
from weekapp.agenda.calendar_entries import Place, Sender, event_of

REMEMBERED = 3_000  # some 2 kB each


class Text(NamedTuple):
    """An event as it stands in a calendar, and when it last changed."""

    body: bytes
    changed_at: datetime


State = tuple[int, int, Place]


class Texts:
    """What one process remembers, least recently used first to go."""

    def __init__(self, sender: Sender, most: int = REMEMBERED) -> None:
        self.sender = sender
        self.most = most
        self._known: OrderedDict[State, Text] = OrderedDict()
        self._lock = Lock()

    def of(self, keys: Sequence[Key], label: str = "") -> list[Text]:
        """The events of dates, in their order; only those that are not known are asked for."""
        states = [(key.date_id, key.stamp, Place(label, key.gone_to)) for key in keys]
        found = {state: text for state in states if (text := self._recall(state))}
        missing = {state[0]: state for state in states if state not in found}
        from weekapp.agenda.ical import vevent

        for row in calendar_dates.told([*missing]):
            event = event_of(row, self.sender, missing[row.date_id][2])
            text = Text(vevent(event), event.changed_at)
            found[missing[row.date_id]] = self._remember(missing[row.date_id], text)
        return [found[state] for state in states]

    def clear(self) -> None:
        """Start anew."""
        with self._lock:
            self._known.clear()

    def _recall(self, state: State) -> Text | None:
        with self._lock:
            if state in self._known:
                self._known.move_to_end(state)
            return self._known.get(state)

    def _remember(self, state: State, text: Text) -> Text:
        with self._lock:
            self._known[state] = text
            while len(self._known) > self.most:
                self._known.popitem(last=False)
        return text
