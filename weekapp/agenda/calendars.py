"""Whole calendars, made once for each state they are in and kept as the bytes that go out.

A calendar is known by its stamp, which one look-up gives: when it is the one we have, nothing is
built. All processes make the same bytes of the same stamp.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple, TypeAlias

from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from weekapp.agenda import calendar_dates, calendar_queries, calendar_window
from weekapp.agenda.calendar_entries import Sender, event_of
from weekapp.agenda.calendar_queries import Moved, Stamp
from weekapp.agenda.ical import Event, Subscription, calendar
from weekapp.agenda.unchanged import Seen, Watch

MEGABYTE = 1024 * 1024
SHELF_BYTES = 48 * MEGABYTE


@dataclass(frozen=True)
class Calendar:
    """A calendar file as it goes out, plain and compressed, with its validators."""

    stamp: object
    body: bytes
    zipped: bytes
    tag: str
    changed_at: datetime
    file_name: str


Answer: TypeAlias = Calendar | Moved | None


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

    def at(self, name: str, stamp: object, make: Callable[[], Calendar]) -> Calendar:
        """The calendar in the state of the stamp, made now if it is not here."""
        kept = self.last(name)
        if kept and kept.stamp == stamp:
            return kept
        made = make()
        with self._lock:
            self._forget(name)
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


@dataclass(frozen=True)
class Press:
    """What makes the calendars of one site: who sends them, and the shelf they are kept on.

    `watch` tells whether anything was written since a stamp in `stamps` was looked up.
    """

    sender: Sender
    shelf: Shelf
    watch: Watch
    stamps: dict[str, tuple[Seen, Stamp]] = field(default_factory=dict)

    def stamp(self, slug: str, today: date) -> Stamp | Moved | None:
        """The state of the calendar of a municipality; known without looking while none writes."""
        seen = self.watch.seen()  # before looking, so that what is written meanwhile counts
        if known := self._known(slug, today, seen):
            return known
        found = calendar_queries.municipality(slug, today)
        if seen and isinstance(found, Stamp):
            self.stamps[slug] = seen, found
        return found

    def unchanged(self, slug: str, today: date) -> Calendar | None:
        """The calendar of a municipality, if it is here and nothing at all was written since."""
        known = self._known(slug, today, self.watch.seen()) if slug in self.stamps else None
        kept = self.shelf.last(name_of(slug)) if known else None
        return kept if kept and kept.stamp == known else None

    def _known(self, slug: str, today: date, seen: Seen | None) -> Stamp | None:
        when, stamp = self.stamps.get(slug, (None, None))
        is_right = seen and when == seen and stamp and stamp.weeks.today == today
        return stamp if is_right else None


def name_of(slug: str) -> str:
    """What the calendar of a municipality is called on the shelf."""
    return f"gemeente {slug}"


class About(NamedTuple):
    """What a calendar is about, where it is, and the page it belongs to."""

    words: str
    feed: str
    page: str


def of_municipality(slug: str, today: date, press: Press) -> Answer:
    """What happens in a municipality."""
    stamp = press.stamp(slug, today)
    if not isinstance(stamp, Stamp):
        return stamp

    def make() -> Calendar:
        of = calendar_dates.in_municipalities(stamp.codes)
        rows = calendar_dates.dates_of(of, stamp.weeks.after, stamp.weeks.before)
        events = [event_of(row, press.sender) for row in rows]
        return _subscribed(stamp, stamp, of, events, _municipality(stamp, press.sender))

    return press.shelf.at(name_of(slug), stamp, make)


def of_organisation(slug: str, today: date, press: Press) -> Answer:
    """What an organisation does."""
    stamp = calendar_queries.organisation(slug, today)
    if not isinstance(stamp, Stamp):
        return stamp
    of = calendar_dates.by_organisation(stamp.id)
    rows = calendar_dates.dates_of(of, stamp.weeks.after, stamp.weeks.before)
    events = [event_of(row, press.sender) for row in rows]
    state = (stamp, events)

    def make() -> Calendar:
        return _subscribed(state, stamp, of, events, _organisation(stamp, press.sender))

    return press.shelf.at(f"organisatie {slug}", state, make)


def of_activity(number: int, press: Press) -> Answer:
    """All dates of one activity, to add to a calendar; None when the public cannot see it."""
    rows = calendar_dates.dates_of_activity(number)
    if not rows:
        return None
    events = [event_of(row, press.sender) for row in rows]

    def make() -> Calendar:
        changed_at = max(event.changed_at for event in events)
        return _pressed(events, calendar(events), changed_at, rows[0].slug)

    return press.shelf.at(f"activiteit {number}", events, make)


def _municipality(stamp: Stamp, sender: Sender) -> About:
    return About(
        _("Activiteiten in %(name)s, van de Week tegen Eenzaamheid.", name=stamp.name),
        sender.link("agenda.municipality_calendar", slug=stamp.slug),
        sender.link("agenda.municipality", slug=stamp.slug),
    )


def _organisation(stamp: Stamp, sender: Sender) -> About:
    return About(
        _("Activiteiten van %(name)s.", name=stamp.name),
        sender.link("agenda.organisation_calendar", slug=stamp.slug),
        sender.link("agenda.organisation", slug=stamp.slug),
    )


def _subscribed(
    state: object, stamp: Stamp, of: ColumnElement[bool], events: list[Event], about: About
) -> Calendar:
    """A calendar to subscribe to; it changed when an event did, or a day that matters passed."""
    changed_at = calendar_window.changed_at(
        stamp.weeks,
        max((event.changed_at for event in events), default=stamp.changed_at),
        stamp.changed_at,
        left=calendar_dates.last_end(of, stamp.weeks.after),
        last_start=events[-1].starts_at if events else None,
        merged_on=stamp.merged_on,
    )
    name = _("Agenda %(name)s", name=stamp.name)
    subscription = Subscription(
        name, about.words, about.feed, about.page, changed_at, stamp.weeks.refresh_hours
    )
    return _pressed(state, calendar(events, subscription), changed_at, f"agenda-{stamp.slug}")


def _pressed(stamp: object, body: bytes, changed_at: datetime, name: str) -> Calendar:
    return Calendar(
        stamp=stamp,
        body=body,
        zipped=gzip.compress(body, mtime=0),
        tag=hashlib.sha256(body).hexdigest(),
        changed_at=changed_at,
        file_name=f"{name}.ics",
    )


def _size(made: Calendar) -> int:
    return len(made.body) + len(made.zipped)
