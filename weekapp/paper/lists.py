"""What stands on a list on paper: the dates of some activities by day, with whom to call."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import NamedTuple

from weekapp import clock
from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import listing, queries, search
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.questions import Question, Scope
from weekapp.formats import local_date
from weekapp.places.models import Municipality
from weekapp.places.where import Found

MOST_ACTIVITIES = 60
MOST_DATES = 120
# Paper grows old: without a last day it goes no further than this, and of what was picked no
# more than the next few dates.
LONGEST = timedelta(days=27)
OF_EACH = 3


class Entry(NamedTuple):
    """A date of an activity, on the day it stands under; `kilometres` from what was searched."""

    day: date
    date: Occurrence
    activity: Activity
    kilometres: float | None


@dataclass(frozen=True)
class PaperList:
    """What is on in a period, by day; `has_more` when not all of it fits on paper."""

    period: Period
    days: list[tuple[date, list[Entry]]]
    has_more: bool = False

    @property
    def how_many(self) -> int:
        """How many activities are on it."""
        return len({entry.activity.id for _day, entries in self.days for entry in entries})


def near(asked: Filters, place: Found, at: datetime) -> PaperList:
    """What was asked for, of the activities nearest to a place."""
    question = _bounded(listing.question_of(asked.with_(), at, place))
    found = search.find(question, MOST_ACTIVITIES)
    kilometres = {row.id: getattr(row, "kilometres", None) for row in found.rows}
    has_more = found.is_partial or found.total > len(found.rows)
    return _laid_out(queries.public_activities(kilometres), kilometres, question, has_more)


def in_municipality(municipality: Municipality, asked: Filters, at: datetime) -> PaperList:
    """What is on in a municipality in the week, or in the days that are asked for."""
    today = clock.local(at).date()
    scope = Scope(municipality_code=municipality.code, on=today)
    kept = Filters(dag=asked.dag, van=asked.van, tot=asked.tot)
    period = listing.question_of(kept, at).period
    question = Question(kept, period, at, scope=scope, is_busy=queries.is_busy(scope))
    question = _bounded(question)
    found = search.by_date(question, MOST_DATES)
    numbers = list(dict.fromkeys(row.id for row in found.rows))
    has_more = found.total > MOST_DATES or len(numbers) > MOST_ACTIVITIES
    activities = queries.public_activities(numbers[:MOST_ACTIVITIES])
    return _laid_out(activities, {}, question, has_more)


def of(activities: Collection[Activity], at: datetime) -> PaperList:
    """The coming dates of a few activities that somebody picked."""
    question = Question(Filters(), Period(clock.local(at).date()), at)
    return _laid_out(activities, {}, question, has_more=False, of_each=OF_EACH)


def _bounded(question: Question) -> Question:
    period = question.period
    last = period.last or period.first + LONGEST
    return replace(question, period=replace(period, last=last))


def _laid_out(
    activities: Iterable[Activity],
    kilometres: Mapping[int, float | None],
    question: Question,
    has_more: bool,
    of_each: int = MOST_DATES,
) -> PaperList:
    first = question.period.first
    entries = [
        Entry(max(one.on_date, first), one, activity, kilometres.get(activity.id))
        for activity in activities
        if activity.status != "cancelled"
        for one in islice(_fitting(activity.occurrences, question), of_each)
    ]
    entries.sort(key=lambda entry: (entry.day, entry.date.starts_at, entry.activity.id))
    fits = entries[:MOST_DATES]
    days = [(day, list(them)) for day, them in groupby(fits, lambda entry: entry.day)]
    return PaperList(question.period, days, has_more or len(entries) > MOST_DATES)


def _fitting(dates: Iterable[Occurrence], question: Question) -> Iterator[Occurrence]:
    """Those to come that are on one of the days, in the part of the day that was asked for."""
    period, part = question.period, question.filters.dagdeel
    for one in dates:
        is_on = one.status != "cancelled" and one.ends_at > question.at
        last = local_date(one.ends_at)
        is_in_time = last >= period.first and (period.last is None or one.on_date <= period.last)
        is_weekday = not period.weekdays or one.on_date.weekday() in period.weekdays
        if is_on and is_in_time and is_weekday and one.day_part in ("", part or one.day_part):
            yield one
