"""Makes a calendar of what it is made from, and finds when it last changed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from weekapp import clock, encodings
from weekapp.agenda import calendar_dates, calendar_window, calendar_words
from weekapp.agenda.calendar_dates import Dates, Key
from weekapp.agenda.calendar_kept import Calendar
from weekapp.agenda.calendar_queries import Stamp
from weekapp.agenda.calendar_scopes import Source
from weekapp.agenda.calendar_texts import Text, Texts
from weekapp.agenda.events import Subscription

# With another number every calendar is made anew: for when the code says it in other words.
WORDING = 1
A_SECOND = timedelta(seconds=1)


def make(source: Source, stamp: Stamp, state: str, texts: Texts, last: Calendar | None) -> Calendar:
    """The calendar in this state; the last one as it is, when all that is in it is what it was."""
    dates = calendar_dates.keys(source.dates)
    found = dates.keys
    if dates.lacks_past:
        source = _told_of_cut(source, dates)
    hours = stamp.weeks.refresh_hours
    in_it = [f"{key.date_id} {key.stamp} {key.gone_to}" for key in found]
    keys = digest(*in_it, source.about, source.entry, source.label, hours)
    if last and last.keys == keys:
        return replace(last, state=state)
    from weekapp.agenda.ical import vevent

    told = texts.of(found, source.label)
    if source.entry:
        told = [Text(vevent(source.entry), source.entry.changed_at), *told]
    changed_at = _changed_at(source, stamp, told, found)
    made = _pressed(source, told, hours, changed_at)
    if last:
        made = _after(last, made, lambda at: _pressed(source, told, hours, at))
    return replace(made, state=state, keys=keys)


def digest(*parts: object) -> str:
    """The same for what is the same."""
    return hashlib.sha256(repr((WORDING, *parts)).encode()).hexdigest()


def _after(last: Calendar, made: Calendar, at: Callable[[datetime], Calendar]) -> Calendar:
    """The last one when it has the same bytes; else one that changed later than it."""
    if at(last.changed_at).tag == last.tag:
        return last
    if made.changed_at > last.changed_at:
        return made
    return at(max(clock.now(), last.changed_at + A_SECOND))


def _changed_at(
    source: Source, stamp: Stamp, told: Sequence[Text], found: Sequence[Key]
) -> datetime:
    """When it became what it is, as far as can be told of what is in it; else now."""
    if not source.is_reckoned:
        return clock.now()
    newest = max((text.changed_at for text in told), default=stamp.changed_at)
    if source.about is None:
        return newest or clock.now()
    of, after = source.dates.of, source.dates.after
    return calendar_window.changed_at(
        stamp.weeks,
        newest,
        stamp.changed_at,
        stamp.label_changed_at,
        left=calendar_dates.last_end(of, after) if after else None,
        last_start=found[-1].starts_at if found else None,
        on=(stamp.merged_on, stamp.weeks.near_since if stamp.tells_next_week else None),
    )


def _told_of_cut(source: Source, dates: Dates) -> Source:
    """A source that says that there is more than is in it, and not when that last changed."""
    assert source.about
    until = dates.keys[-1].starts_at if dates.lacks_coming else None
    more = calendar_words.too_many(len(dates.keys), until)
    words = calendar_words.sentences((source.about.words, more))
    return replace(source, about=source.about._replace(words=words), is_reckoned=False)


def _pressed(source: Source, told: Sequence[Text], hours: int, changed_at: datetime) -> Calendar:
    from weekapp.agenda.ical import joined

    about = source.about and Subscription(
        source.about.name,
        source.about.words,
        source.about.feed,
        source.about.page,
        changed_at,
        hours,
    )
    body = joined([text.body for text in told], about)
    tag = hashlib.sha256(body).hexdigest()
    zipped = encodings.packed(body, encodings.GZIP)
    return Calendar("", "", body, zipped, tag, changed_at, f"{source.file_name}.ics")
