"""The activities a list can be made of: each with its distance, traits and dates, in one query.

They are found by where they are, or by what is asked of them where few have that: among a million
the nearest with some wish may be far, and a look at all wishes is quicker than one at all places.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.wall import LONGEST
from weekapp.agenda import queries
from weekapp.agenda.conditions import all_asked, elsewhere, fits, in_square, named, suits
from weekapp.agenda.indexes import box
from weekapp.agenda.judging import Dated, part_bit
from weekapp.agenda.models import Traits
from weekapp.agenda.questions import Question
from weekapp.agenda.reading import Statement, read
from weekapp.clock import local
from weekapp.database import UtcDateTime
from weekapp.database.sqlite import kilometres

MOST_COUNTED = 1000  # counting stops here, so that no list costs more than this
FEW = 4 * MOST_COUNTED
SCANNED = 30_000
MOST_KNOWN = 64
UNKNOWN: list[int] = []

_known: dict[tuple[object, ...], list[int] | None] = {}


@dataclass
class Candidate:
    """An activity that could be in a list; kilometres None without a point people go to."""

    number: int
    kilometres: float | None
    traits: int
    dates: list[Dated]


def everywhere(question: Question) -> list[Candidate] | None:
    """What fits a question without a point, whenever it is; None when it is too much to count."""
    since = {"earliest": local(question.at).date() - LONGEST}
    if read(_amount, question, since | {"most": MOST_COUNTED + 1})[0].how_many > MOST_COUNTED:
        return None
    return _candidates(read(_everywhere, question, since), question)


def read_around(question: Question) -> list[Candidate]:
    """What is within reach with dates to come, and in its municipality what has no point."""
    return _candidates(read(_around, question, {}), question)


def few(question: Question) -> list[Candidate] | None:
    """What is within reach of the few that have all that is asked; None when those are not few."""
    numbers = few_numbers(question)
    return None if numbers is None else of(question, numbers)


def few_numbers(question: Question) -> list[int] | None:
    """The ids of what has all that is asked, wherever it is; None when that is not few.

    By what an activity has, and else by the days; looked for once for each state of the site, since
    whoever asks the same elsewhere means the same few. As time passes there are only fewer of them,
    and what is over is left out by whoever reads them.
    """
    asked = (queries.stamp(), *question.wherever)
    found = _known.get(asked, UNKNOWN)
    if found is UNKNOWN:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[asked] = found = _few_numbers(question)
    return found


def _few_numbers(question: Question) -> list[int] | None:
    if question.is_choosy:
        rows = read(_having, question, {"most": SCANNED + 1})
        numbers = [row.id for row in rows if row.has_date]
        if len(rows) <= SCANNED and len(numbers) <= FEW:
            return numbers
    if question.period.last:
        rows = read(_on_its_days, question, {"most": FEW + 1})
        if len(rows) <= FEW:
            return [row.activity_id for row in rows]
    return None


def of(question: Question, numbers: list[int]) -> list[Candidate]:
    """Those of these activities that could be in the list."""
    return _candidates(read(_named, question, {"numbers": numbers}), question) if numbers else []


def on_day(question: Question, day: date) -> list[Candidate]:
    """What is within reach and has a date on a day."""
    return _candidates(read(_dated, question, {"day": day}), question)


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


def _with_dates(statement: Statement, question: Question) -> Statement:
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
        return placed
    others = select(*_told(null(), null())).select_from(Activity)
    others = _with_dates(others, question).where(elsewhere(question.around))
    return placed.union_all(others)  # type: ignore[return-value]


def is_there(question: Question) -> ColumnElement[bool]:
    """Whether an activity is in reach by its own point, or in the municipality without one."""
    assert question.around is not None
    latitude, longitude = Activity.latitude, Activity.longitude
    here, sides = (
        {name: bindparam(name, type_=Float) for name in names}
        for names in (("latitude", "longitude", "kilometres"), ("south", "north", "west", "east"))
    )
    far = func.kilometres(here["latitude"], here["longitude"], latitude, longitude)
    is_placed = and_(
        Activity.attendance != "online",
        latitude.between(sides["south"], sides["north"]),
        longitude.between(sides["west"], sides["east"]),
        far <= here["kilometres"],
    )
    if not question.around.municipality_code:
        return is_placed
    return or_(is_placed, elsewhere(question.around))


def _having(question: Question) -> Statement:
    """Ids of what has the traits and words, and whether it has a date that fits."""
    date_ = aliased(Occurrence)
    has_date = select(date_.id).where(date_.activity_id == Traits.activity_id)
    has_date = has_date.where(*fits(date_, question)).correlate(Traits)
    return (
        select(Traits.activity_id.label("id"), has_date.exists().label("has_date"))
        .where(*all_asked(question))
        .limit(bindparam("most", type_=Integer))
    )


def _on_its_days(question: Question) -> Statement:
    return (
        select(Occurrence.activity_id)
        .where(*fits(Occurrence, question.everywhere))
        .distinct()
        .limit(bindparam("most", type_=Integer))
    )


def _named(question: Question) -> Statement:
    return _of_ids(question).where(named(Activity.id))


def _dated(question: Question) -> Statement:
    """As _around, from what has a date on a day to where that is."""
    other = aliased(Occurrence)
    on_day = (
        select(other.activity_id.label("id"))
        .where(other.on_date == bindparam("day", type_=Date))
        .distinct()
        .cte("on_day")
        .prefix_with("MATERIALIZED")
    )
    return _of_ids(question).join(on_day, on_day.c.id == Activity.id)


def _of_ids(question: Question) -> Statement:
    goes = Activity.attendance != "online"
    latitude, longitude = (case((goes, at)) for at in (Activity.latitude, Activity.longitude))
    some = select(*_told(latitude, longitude)).select_from(Activity)
    return _with_dates(some, question).where(is_there(question))


def _everywhere(question: Question) -> Statement:
    every = select(*_told(null(), null())).select_from(Activity)
    return _with_dates(every, question).where(_is_recent())


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
