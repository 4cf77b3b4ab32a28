"""What stands on a list on paper: each activity once, under its first day, with whom to call."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from weekapp import clock
from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import listing, queries, search
from weekapp.agenda.candidates import MOST_COUNTED
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.near import Found
from weekapp.agenda.questions import Question, Scope
from weekapp.formats import local_date
from weekapp.paper import days
from weekapp.places.models import Municipality
from weekapp.places.where import Found as Place

MOST_ACTIVITIES = 60
MOST_LINES = 120
# What is near in time comes first: where these days fill the paper, the nearest of them are on it.
SOON = timedelta(days=27)


class Entry(NamedTuple):
    """A date of an activity, on the day it stands under; `kilometres` from what was searched.

    `first` is the earlier day it is told under, if that is another; `later` are the dates after it.
    """

    day: date
    first: date | None
    date: Occurrence
    activity: Activity
    kilometres: float | None
    later: Sequence[Occurrence]

    @property
    def again(self) -> list[str]:
        """When it is on after this, in sentences."""
        return days.after(self.date, self.later)


@dataclass(frozen=True)
class PaperList:
    """What is on in a period, by day.

    What does not fit is told: `left_out` activities that begin from `left_out_from` on, or only
    that there is more (`has_more`) where it is further away or was not counted.
    """

    period: Period
    days: list[tuple[date, list[Entry]]]
    left_out: int = 0
    left_out_from: date | None = None
    has_more: bool = False

    @property
    def how_many(self) -> int:
        """How many activities are on it."""
        return len({entry.activity.id for _day, entries in self.days for entry in entries})


def near(asked: Filters, place: Place, at: datetime) -> PaperList:
    """What was asked for near a place: soon, and from then on until the paper is full."""
    question = listing.question_of(asked.with_(), at, place)
    period = question.period
    soon = replace(period, last=period.last or period.first + SOON)
    found = search.find(replace(question, period=soon), MOST_ACTIVITIES)
    if period.last is None and len(found.rows) < MOST_ACTIVITIES:
        question = question.by(volgorde="tijd")
        return _in_time(question, search.find(question, MOST_ACTIVITIES + 1))
    every = found if period.last else search.find(question, 1)
    shown = _laid_out(_public(found.rows), found.rows, question)
    has_more = every.is_partial or every.total > len(found.rows)
    return replace(shown, period=soon, has_more=has_more)


def in_municipality(municipality: Municipality, asked: Filters, at: datetime) -> PaperList:
    """What is on in a municipality in the week, or in the days that are asked for."""
    today = clock.local(at).date()
    scope = Scope(municipality_code=municipality.code, on=today)
    kept = Filters(dag=asked.dag, van=asked.van, tot=asked.tot)
    period = listing.question_of(kept, at).period
    question = Question(kept, period, at, scope=scope, is_busy=queries.is_busy(scope))
    return _in_time(question, search.by_time(question, MOST_ACTIVITIES + 1))


def of(activities: Collection[Activity], at: datetime) -> PaperList:
    """The coming dates of a few activities that somebody picked."""
    return _laid_out(activities, (), Question(Filters(), Period(clock.local(at).date()), at))


def _in_time(question: Question, found: Found) -> PaperList:
    """The first so many by time, and from when on the others are, if they were counted."""
    rows = found.rows[:MOST_ACTIVITIES]
    shown = _laid_out(_public(rows), rows, question)
    if len(found.rows) == len(rows):
        return shown
    if found.is_partial or found.total > MOST_COUNTED:
        return replace(shown, has_more=True)
    since = max(local_date(found.rows[MOST_ACTIVITIES].starts_at), question.period.first)
    return replace(shown, left_out=found.total - len(rows), left_out_from=since)


def _public(rows: Iterable[Any]) -> Sequence[Activity]:
    return queries.public_activities([row.id for row in rows])


def _laid_out(activities: Iterable[Activity], rows: Iterable[Any], question: Question) -> PaperList:
    kilometres = {row.id: getattr(row, "kilometres", None) for row in rows}
    entries: list[Entry] = []
    for activity in activities:
        entries += _entries(activity, kilometres.get(activity.id), question)
    by_day = groupby(sorted(entries, key=_order), lambda entry: entry.day)
    return PaperList(question.period, _short(by_day))


def _entries(activity: Activity, kilometres: float | None, question: Question) -> Iterator[Entry]:
    """Each of its dates that fits; the first knows those that come after it."""
    first: date | None = None
    dates = () if activity.status == "cancelled" else tuple(_fitting(activity, question))
    for number, one in enumerate(dates, 1):
        day = max(one.on_date, question.period.first)
        yield Entry(day, first, one, activity, kilometres, dates[number:])
        first = first or day


def _short(
    by_day: Iterable[tuple[date, Iterable[Entry]]],
) -> list[tuple[date, list[Entry]]]:
    """The days on which something stands for the first time, with all that is on that day.

    Other days are told with the first date: they would take sheets and tell nothing new.
    """
    shown, lines = [], 0
    for day, them in by_day:
        entries = list(them)
        firsts = [entry for entry in entries if entry.first is None]
        if firsts:
            lines += len(entries)
            shown.append((day, entries if lines <= MOST_LINES else firsts))
    return shown


def _order(entry: Entry) -> tuple[date, datetime, int]:
    return entry.day, entry.date.starts_at, entry.activity.id


def _fitting(activity: Activity, question: Question) -> Iterator[Occurrence]:
    """The dates to come on one of the days, in the part of the day that was asked for."""
    period, part = question.period, question.filters.dagdeel
    for one in activity.occurrences:
        is_on = one.status != "cancelled" and one.ends_at > question.at
        last = local_date(one.ends_at)
        is_in_time = last >= period.first and (period.last is None or one.on_date <= period.last)
        is_weekday = not period.weekdays or one.on_date.weekday() in period.weekdays
        if is_on and is_in_time and is_weekday and one.day_part in ("", part or one.day_part):
            yield one
