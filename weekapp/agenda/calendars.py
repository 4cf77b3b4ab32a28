"""Whole calendars: made once for each state they are in and kept as the bytes that go out.

A calendar is known by its stamp, which one look-up gives together with how it last went out: when
they belong together, nothing is built. When not, its keys are asked for, and what is new is made.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import NamedTuple, TypeAlias

from weekapp import clock
from weekapp.agenda import calendar_kept, calendar_making
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_kept import MEGABYTE, Calendar
from weekapp.agenda.calendar_lookups import Looking
from weekapp.agenda.calendar_queries import Moved, Stamp
from weekapp.agenda.calendar_scopes import Scope
from weekapp.agenda.calendar_texts import Texts
from weekapp.agenda.turns import Turns
from weekapp.agenda.unchanged import Seen, Watching
from weekapp.database import db

SHELF_BYTES = 8 * MEGABYTE  # the table has them all
MOST_ENDLESS = 2 * MEGABYTE  # of one of which there can be endlessly many: larger is not put there
MOST_ADDRESSES = 5_000
MOST_AT_ONCE = 2  # calendars that are made

Answer: TypeAlias = Calendar | Moved | None
MayMake: TypeAlias = Callable[[], bool]


class TooManyNew(Exception):
    """Whoever asks for this calendar, which nobody asked for before, had very many made."""


class Shelf:
    """The calendars one process keeps, least recently asked for first to go."""

    def __init__(self, most_bytes: int = SHELF_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[str, Calendar] = OrderedDict()
        self._lock = Lock()

    def last(self, name: str) -> Calendar | None:
        """The calendar as it was last made, whatever happened since."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def put(self, name: str, made: Calendar, most: int | None = None) -> Calendar:
        """Keep a calendar in the place of the one of that name, unless it is more than `most`."""
        with self._lock:
            self._forget(name)
            if most is not None and _size(made) > most:
                return made
            self._kept[name] = made
            self.bytes += _size(made)
            while self.bytes > self.most_bytes and len(self._kept) > 1:
                self._forget(next(iter(self._kept)))
        return made

    def clear(self) -> None:
        """Start anew."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _forget(self, name: str) -> None:
        gone = self._kept.pop(name, None)
        self.bytes -= _size(gone) if gone else 0


class Answered(NamedTuple):
    """What was answered at an address: when nothing was written since, and on which day."""

    seen: Seen
    today: date
    name: str
    state: str


class Press:
    """What makes the calendars of one site: who sends them, and what is kept of them.

    `watch` tells whether anything at all was written since an address was answered.
    """

    def __init__(self, sender: Sender, watch: Watching, shelf: Shelf | None = None) -> None:
        self.sender = sender
        self.watch = watch
        self.shelf = shelf or Shelf()
        self.texts = Texts(sender)
        self.turns = Turns(MOST_AT_ONCE)
        self._answered: OrderedDict[str, Answered] = OrderedDict()
        self._lock = Lock()

    def unchanged(self, address: str, today: date) -> Calendar | None:
        """What was answered at an address, if nothing at all was written since."""
        known = self._answered.get(address)
        if known is None or known.today != today or known.seen != self.watch.seen():
            return None
        kept = self.shelf.last(known.name)
        return kept if kept and kept.state == known.state else None

    def answer(self, address: str, scope: Scope, may_make: MayMake = lambda: True) -> Answer:
        """A calendar in the state it is in now, or where it went, or nothing.

        `may_make` counts one that nobody asked for before, where there can be endlessly many, and
        says whether that is allowed; TooManyNew when not.
        """
        today = clock.today()
        if known := self.unchanged(address, today):
            return known
        seen = self.watch.seen()  # before looking, so that what is written meanwhile counts
        found, is_new = self._look(scope, today, may_make)
        if is_new:  # what we wrote ourselves is not a change to look for again
            seen = self.watch.seen()
            found, _is_new = self._look(scope, today, may_make)
        if seen and isinstance(found, Calendar):
            self._remember(address, Answered(seen, today, scope.name, found.state))
        return found

    def last(self, name: str) -> Calendar | None:
        """The last good calendar of a name, here or in the table."""
        return self.shelf.last(name) or calendar_kept.last(name)

    def clear(self) -> None:
        """Forget everything, as a process that has just started."""
        self.shelf.clear()
        self.texts.clear()
        self._answered.clear()

    def _look(self, scope: Scope, today: date, may_make: MayMake) -> tuple[Answer, bool]:
        here = self.shelf.last(scope.name)
        stamp = scope.look(Looking(today, scope.name, here.tag if here else ""))
        if not isinstance(stamp, Stamp):
            return stamp, False
        state = calendar_making.digest(stamp.state, self.sender.address)
        kept = calendar_kept.unpacked(stamp.kept, here)
        if kept and kept.state == state:
            return self._put(scope, kept), False
        if scope.is_endless and kept is None and not may_make():
            raise TooManyNew
        with self.turns.alone(scope.name):
            here = self._made_meanwhile(scope)
            if here and here.state == state:  # another made it, or it could not be kept
                return here, False
            source = scope.source(stamp, self.sender)
            made = calendar_making.make(source, stamp, state, self.texts, kept)
            kept = calendar_kept.keep(scope.name, made, kept, scope.is_endless)
            self._put(scope, kept)
            return kept, self.shelf.last(scope.name) is kept

    def _made_meanwhile(self, scope: Scope) -> Calendar | None:
        """What is here now; what is too large for the shelf is in the table."""
        here = self.shelf.last(scope.name)
        if here or not scope.is_endless:
            return here
        db.session.rollback()  # what another kept since we began to look is not seen before
        return calendar_kept.last(scope.name)

    def _put(self, scope: Scope, made: Calendar) -> Calendar:
        return self.shelf.put(scope.name, made, MOST_ENDLESS if scope.is_endless else None)

    def _remember(self, address: str, answered: Answered) -> None:
        with self._lock:
            self._answered[address] = answered
            self._answered.move_to_end(address)
            while len(self._answered) > MOST_ADDRESSES:
                self._answered.popitem(last=False)


def _size(made: Calendar) -> int:
    return len(made.body) + len(made.zipped)
