"""How far one looks around a point, and how far ahead, to fill a page: as little as that takes.

A few times as many as are shown are looked at, and more only when of those too few fit. In an order
by days the nearest are not the first: where there is much around, the days are gone through.
"""

from datetime import date

from sqlalchemy import Date, Integer, bindparam, func, select

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import candidates, pools
from weekapp.agenda.candidates import Candidate, is_there
from weekapp.agenda.conditions import fits, is_first, suits
from weekapp.agenda.days import ONE_DAY
from weekapp.agenda.judging import raw_day
from weekapp.agenda.nearness import holds
from weekapp.agenda.pools import Fit, Pool, fitting
from weekapp.agenda.questions import Question
from weekapp.agenda.reading import Statement, read

LOOKED_AT = 20  # activities for each that is to be found
# When so many days do not fill a page, what fits is rare: then all that is around is looked at.
MOST_DAYS = 14
MOST_LOOKED_AT = 60_000
MOST_TIMES = 8


def around(question: Question, wanted: int, counted: bool = True) -> Pool:
    """What is around the point of a question: enough for so many in the list, or all there is.

    With `counted` all there is, where that is not too much to count what fits.
    """
    assert question.around is not None
    few = LOOKED_AT * wanted
    if not holds(question.around, candidates.MOST_COUNTED + 1 if counted else few):
        return pools.whole(question)
    order = question.filters.volgorde
    if not order:
        pool = pools.nearest(question, few)
        if pool.has(wanted):
            return pool
        if len(pool.fits) * MOST_TIMES >= wanted:  # a little further there will be enough
            return _further(question, wanted, few * 3 * wanted // (2 * len(pool.fits)))
    if (some := candidates.few(question)) is not None:
        return Pool(some, fitting(some, question), is_open=False)
    if order == "tijd":
        return _soonest(question, wanted)
    return _day_by_day(question, wanted) if order else _further(question, wanted, 4 * few)


def _further(question: Question, wanted: int, enough: int) -> Pool:
    """The nearest, four times as many each time; what all of MOST_LOOKED_AT lack is not found."""
    pool = pools.nearest(question, enough)
    while not pool.has(wanted) and enough < MOST_LOOKED_AT:
        enough *= 4
        pool = pools.nearest(question, enough)
    return pool


def _soonest(question: Question, wanted: int) -> Pool:
    """The first so many by time, read in the order of the index of dates."""
    numbers = [row.id for row in read(_in_time, question, {"most": wanted + 1})]
    some = candidates.of(question, numbers)
    return Pool(some, fitting(some, question), len(numbers) <= wanted, is_open=False)


def _day_by_day(question: Question, wanted: int) -> Pool:
    """Of each day the nearest, until there are enough."""
    found: list[Fit] = []
    day = question.period.first - ONE_DAY
    for _ in range(MOST_DAYS):
        rows = read(_next_day, question, {"day": day})
        if not rows or len(found) >= wanted:
            return Pool([fit.candidate for fit in found], found, not rows, is_open=False)
        day = rows[0].on_date
        found += _on_day(question, day, wanted - len(found))
    return pools.nearest(question, MOST_LOOKED_AT)


def _on_day(question: Question, day: date, wanted: int) -> list[Fit]:
    """The nearest of those whose first date that fits is on a day, as many as are wanted or all."""
    values = {"day": day, "most": candidates.FEW + 1}
    is_busy = read(_how_many, question, values)[0].how_many > candidates.FEW
    if not is_busy:
        return _beginning(candidates.on_day(question, day), question, day)
    enough = LOOKED_AT * wanted
    while True:
        pool = pools.nearest(question, enough)
        begun = _beginning(pool.candidates, question, day)
        if pool.is_whole or len(begun) >= wanted or enough >= MOST_LOOKED_AT:
            return begun
        enough *= 4


def _beginning(some: list[Candidate], question: Question, day: date) -> list[Fit]:
    on_raw = raw_day(day)
    return [fit for fit in fitting(some, question) if fit.first.on_raw == on_raw]


def _in_time(question: Question) -> Statement:
    return (
        select(Activity.id)
        .join_from(Occurrence, Activity, Activity.id == Occurrence.activity_id)
        .where(*fits(Occurrence, question.everywhere), is_first(question.everywhere))
        .where(*suits(question), is_there(question))
        .order_by(Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
        .limit(bindparam("most", type_=Integer))
    )


def _next_day(question: Question) -> Statement:
    return (
        select(Occurrence.on_date)
        .where(*fits(Occurrence, question.everywhere))
        .where(Occurrence.on_date > bindparam("day", type_=Date))
        .order_by(Occurrence.on_date)
        .limit(1)
    )


def _how_many(question: Question) -> Statement:
    some = (
        select(Occurrence.id)
        .where(Occurrence.on_date == bindparam("day", type_=Date))
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return select(func.count().label("how_many")).select_from(some)
