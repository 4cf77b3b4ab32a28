"""The activities a list can be made of: each with its distance, traits and dates.

They are read once, in one query, and judged here: which fit, in what order they stand, and how many
would remain with one choice more are questions about the same few hundred rows. Around a point as
few are read as fill the page: the nearest thousand, and more only when of those too few fit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    bindparam,
    func,
    null,
    or_,
    select,
    type_coerce,
)

from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.wall import LONGEST
from weekapp.agenda.conditions import in_square, suits
from weekapp.agenda.filters import Filters
from weekapp.agenda.indexes import box
from weekapp.agenda.judging import Dated, Days, mask, part_bit, raw, raw_day
from weekapp.agenda.models import Traits
from weekapp.agenda.nearness import narrowed
from weekapp.agenda.questions import Question
from weekapp.agenda.reading import Statement, read
from weekapp.clock import local
from weekapp.database import UtcDateTime
from weekapp.database.sqlite import kilometres

MOST_COUNTED = 1000  # counting stops here, so that no list costs more than this


@dataclass
class Candidate:
    """An activity that could be in a list; kilometres None without a point people go to."""

    number: int
    kilometres: float | None
    traits: int
    dates: list[Dated]


@dataclass
class Fit:
    """A candidate that fits all that is asked, with its first date that does, and how many do."""

    candidate: Candidate
    first: Dated
    dates: int


@dataclass
class Pool:
    """Candidates with those that fit, in the order of the list.

    `is_whole` unless only the nearest were read; `is_open` when nothing but words left any out.
    """

    candidates: list[Candidate]
    fits: list[Fit]
    is_whole: bool = True
    is_open: bool = True


def opened(question: Question) -> Question:
    """The question without all that can be chosen, but for the place and words."""
    asked = question.filters
    return replace(question, filters=Filters(waar=asked.waar, q=asked.q))


def around(question: Question, wanted: int) -> Pool:
    """What is around the point of a question: enough for so many in the list, or all there is."""
    assert question.around is not None
    enough = MOST_COUNTED + 1
    while True:
        closer = narrowed(question.around, enough)
        is_whole = closer == question.around
        is_open = is_whole and enough == MOST_COUNTED + 1
        if question.filters.volgorde and not is_whole:  # the nearest are not the first then
            closer, is_whole = question.around, True
        asked = opened(question) if is_open else question
        candidates = read_around(replace(asked, around=closer))
        fits = fitting(candidates, question)
        if is_whole or len(fits) >= wanted:
            return Pool(candidates, fits, is_whole, is_open)
        enough *= 4


def everywhere(question: Question) -> list[Candidate] | None:
    """What fits a question without a point, whenever it is; None when it is too much to count."""
    since = {"earliest": local(question.at).date() - LONGEST}
    if read(_amount, question, since | {"most": MOST_COUNTED + 1})[0].how_many > MOST_COUNTED:
        return None
    return _candidates(read(_everywhere, question, since), question)


def read_around(question: Question) -> list[Candidate]:
    """What is within reach with dates to come, and in its municipality what has no point."""
    return _candidates(read(_around, question, {}), question)


def fitting(candidates: list[Candidate], question: Question) -> list[Fit]:
    """Those that fit all that is asked, in the order that is asked."""
    wishes, days = question.filters.wishes.values(), Days(question.period)
    part = mask(question.filters.dagdeel)
    found = []
    for one in candidates:
        if all(one.traits & some for some in wishes):
            dates = [dated for dated in one.dates if dated.part & part and days.hold(dated)]
            if dates:
                first = min(dates, key=lambda dated: (dated.starts_raw, dated.number))
                found.append(Fit(one, first, len(dates)))
    found.sort(key=lambda fit: place(fit, question))
    return found


def place(fit: Fit, question: Question) -> tuple[Any, ...]:
    """By what the list is ordered: distance, day and then distance, or time."""
    far = fit.candidate.kilometres
    by_distance = (far is None, far or 0.0)
    by_time = (fit.first.starts_raw, fit.candidate.number)
    if question.filters.volgorde == "tijd":
        return by_time
    if question.filters.volgorde == "beide":
        return (fit.first.on_raw, *by_distance, *by_time)
    return (*by_distance, *by_time)


def after(fits: list[Fit], question: Question) -> list[Fit]:
    """Those that come after the place in the list where the page begins."""
    begin = question.after
    assert begin is not None
    known = Candidate(begin.number, begin.kilometres, 0, [])
    first = Dated(0, raw_day(begin.day), 0, raw(begin.starts_at), None)
    last = place(Fit(known, first, 0), question)
    return [fit for fit in fits if place(fit, question) > last]


def _candidates(rows: Any, question: Question) -> list[Candidate]:
    """The rows of one activity together, those beyond reach left out."""
    here = question.around
    found: dict[int, Candidate | None] = {}
    for number, latitude, longitude, traits, *dated, day_part in rows:
        if number not in found:
            far = None
            if here and latitude is not None:
                far = kilometres(here.latitude, here.longitude, latitude, longitude)
            is_near = far is None or here is None or far <= here.kilometres
            found[number] = Candidate(number, far, traits, []) if is_near else None
        if (one := found[number]) is not None:
            date_number, on_raw, starts_raw, ends_raw = dated
            one.dates.append(Dated(date_number, on_raw, part_bit(day_part), starts_raw, ends_raw))
    return [one for one in found.values() if one is not None]


def _told(latitude: Any, longitude: Any) -> Iterator[Any]:
    yield from (Activity.id, latitude, longitude, Traits.traits, Occurrence.id)
    for column in (Occurrence.on_date, Occurrence.starts_at, Occurrence.ends_at):
        yield type_coerce(column, String).label(column.key)
    yield Occurrence.day_part


def _with_dates(statement: Any, question: Question) -> Any:
    return (
        statement.join(Traits, Traits.activity_id == Activity.id)
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .where(Occurrence.ends_at > bindparam("at", type_=UtcDateTime))
        .where(Occurrence.status.in_(("planned", "full")), *suits(question))
    )


def _around(question: Question) -> Statement:
    assert question.around is not None
    placed = select(*_told(Activity.latitude, Activity.longitude))
    placed = placed.join_from(box, Activity, Activity.id == box.c.id)
    placed = placed.where(in_square(question.around), Activity.attendance != "online")
    placed = _with_dates(placed, question)
    if not question.around.municipality_code:
        return placed  # type: ignore[no-any-return]
    elsewhere = select(*_told(null(), null())).select_from(Activity)
    elsewhere = _with_dates(elsewhere, question).where(
        Activity.municipality_code == bindparam("municipality_code", type_=String),
        or_(Activity.attendance == "online", Activity.latitude.is_(None)),
    )
    return placed.union_all(elsewhere)  # type: ignore[no-any-return]


def _everywhere(question: Question) -> Statement:
    every = select(*_told(null(), null())).select_from(Activity)
    return _with_dates(every, question).where(_is_recent())  # type: ignore[no-any-return]


def _amount(question: Question) -> Statement:
    some = (
        select(Occurrence.activity_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(_is_recent(), Occurrence.ends_at > bindparam("at", type_=UtcDateTime))
        .where(*suits(question))
        .distinct()
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return select(func.count().label("how_many")).select_from(some)


def _is_recent() -> ColumnElement[bool]:
    """Whether a date began so lately that it can still go on: found by the index of days."""
    return Occurrence.on_date >= bindparam("earliest", type_=Date)
