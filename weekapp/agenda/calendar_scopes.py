"""The calendars there are: for each what it is kept under, its look-up, and what it is made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import (
    calendar_dates as dates,
    calendar_queries as queries,
    calendar_words as words,
)
from weekapp.agenda.calendar_dates import Selection
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_lookups import Looking
from weekapp.agenda.calendar_queries import Moved, Stamp
from weekapp.agenda.calendar_window import midnight
from weekapp.agenda.calendar_words import About
from weekapp.agenda.events import Event
from weekapp.places.gazetteer import provinces

MOST_DATES = 5_000

Found: TypeAlias = Stamp | Moved | None


@dataclass(frozen=True)
class Source:
    """What a calendar is made of: its dates, what it says of itself, and an entry of its own.

    Without `about` it is a loose file. `is_reckoned` when from its stamp and its dates can be told
    when it last changed, also by what is not in it any more.
    """

    dates: Selection
    file_name: str
    about: About | None = None
    label: str = ""
    entry: Event | None = None
    is_reckoned: bool = False


@dataclass(frozen=True)
class Scope:
    """One calendar: the name it is kept under, how its state is looked up, and what it is made of.

    `is_endless` when visitors can think of endlessly many like it.
    """

    name: str
    look: Callable[[Looking], Found]
    source: Callable[[Stamp, Sender], Source]
    is_endless: bool = False


def municipality(slug: str) -> Scope:
    """What happens in a municipality."""

    def source(stamp: Stamp, sender: Sender) -> Source:
        about = words.of_municipality(stamp, sender)
        return Source(
            _in_window(stamp, dates.in_municipalities(stamp.codes)),
            f"agenda-{stamp.slug}",
            about,
            stamp.label,
            words.week(stamp, about, sender),
            is_reckoned=True,
        )

    return Scope(
        f"gemeente {slug}", lambda asked: queries.municipality(slug, asked.today, asked), source
    )


def edition(slug: str, year: int) -> Scope:
    """What happens in a municipality in the week of a year; what went on then stays for ever."""

    def source(stamp: Stamp, sender: Sender) -> Source:
        assert stamp.days
        its = dates.in_municipalities(stamp.codes)
        on_days = dates.on_days(*stamp.days, stamp.weeks.after)
        return Source(
            _bounded(stamp, Selection(its & on_days, codes=stamp.codes)),
            f"agenda-{stamp.slug}-{year}",
            words.of_edition(stamp, year, sender),
            stamp.label,
        )

    return Scope(
        f"gemeente {slug} {year}", lambda asked: queries.edition(slug, year, asked), source
    )


def organisation(slug: str) -> Scope:
    """What an organisation does."""

    def source(stamp: Stamp, sender: Sender) -> Source:
        return Source(
            _in_window(stamp, dates.by_organisation(stamp.id)),
            f"agenda-{stamp.slug}",
            words.of_organisation(stamp, sender),
            is_reckoned=True,
        )

    return Scope(
        f"organisatie {slug}", lambda asked: queries.organisation(slug, asked.today, asked), source
    )


def theme(code: str) -> Scope:
    """What is about a theme, in the whole country."""
    return wide(
        f"thema {code}",
        f"agenda-{code}",
        lambda _stamp, sender: (dates.about(code), words.of_theme(code, sender)),
    )


def audience(code: str) -> Scope:
    """What is meant for some people, in the whole country."""
    return wide(
        f"doelgroep {code}",
        f"agenda-{code}",
        lambda _stamp, sender: (dates.meant_for(code), words.of_audience(code, sender)),
    )


def province(slug: str) -> Scope:
    """What is on in a province."""
    return wide(
        f"provincie {slug}",
        f"agenda-{slug}",
        lambda _stamp, sender: (
            dates.in_province(provinces()[slug]),
            words.of_province(slug, sender),
        ),
    )


def activity(number: int) -> Scope:
    """All dates of one activity, to add to a calendar; nothing when the public cannot see it."""

    def source(stamp: Stamp, sender: Sender) -> Source:
        return Source(Selection(Activity.id == number), stamp.slug, is_reckoned=True)

    return Scope(f"activiteit {number}", lambda asked: queries.activity(number, asked), source)


def one_date(number: int, date_id: int) -> Scope:
    """One date of an activity, for who signed up for that one; nothing when it is none of it."""

    def look(asked: Looking) -> Found:
        return queries.activity(number, asked) if queries.is_date_of(number, date_id) else None

    def source(stamp: Stamp, sender: Sender) -> Source:
        its = and_(Activity.id == number, Occurrence.id == date_id)
        return Source(Selection(its), stamp.slug, is_reckoned=True)

    return Scope(f"activiteit {number} datum {date_id}", look, source, is_endless=True)


def wide(
    name: str,
    file_name: str,
    made_of: Callable[[Stamp, Sender], tuple[ColumnElement[bool], About]],
    is_endless: bool = False,
) -> Scope:
    """A calendar that can hold the whole country."""

    def source(stamp: Stamp, sender: Sender) -> Source:
        of, about = made_of(stamp, sender)
        return Source(replace(_in_window(stamp, of), is_wide=True), file_name, about)

    return Scope(name, queries.nationwide, source, is_endless)


def _in_window(stamp: Stamp, of: ColumnElement[bool]) -> Selection:
    return _bounded(stamp, Selection(of, stamp.weeks.after, stamp.weeks.before, stamp.codes))


def _bounded(stamp: Stamp, dates: Selection) -> Selection:
    """So many dates as a program can still take in: first those that are to come."""
    return replace(dates, most=MOST_DATES, now=midnight(stamp.weeks.today))
