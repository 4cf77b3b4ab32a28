"""Finds published activities with a date in a period: by time, or nearest first around a point.

One row for each activity, with its first date that fits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import places_in_list
from weekapp.agenda.conditions import fits, suits, within_reach
from weekapp.agenda.nearness import narrowed
from weekapp.agenda.questions import Question
from weekapp.database import UtcDateTime, db

Rows = Sequence[Row[*tuple[Any, ...]]]
Statement = Select[*tuple[Any, ...]]
Build = Callable[[Question], Statement]

SHOWN = 20
MOST_COUNTED = 1000  # counting stops here, so that no list costs more than this
MOST_LOOKED_AT = 4 * MOST_COUNTED  # so many of the nearest, once they fill a page

CARD = (
    Activity.id,
    Activity.slug,
    Activity.title,
    Activity.attendance,
    Activity.venue_name,
    Activity.street,
    Activity.place,
    Activity.is_free,
    Activity.wheelchair,
    Activity.is_met_at_door,
)
_DATE = (Occurrence.starts_at, Occurrence.ends_at, Occurrence.status)


@dataclass(frozen=True)
class Found:
    """One page of rows (see CARD) and how many activities there are, counted to MOST_COUNTED.

    `is_partial` when only the nearest were counted: there are at least so many.
    """

    rows: Rows
    total: int
    page: int = 1
    is_partial: bool = False

    @property
    def pages(self) -> int:
        counted = -(-min(self.total, MOST_COUNTED) // SHOWN)
        return max(counted, self.page + 1) if self.is_partial else counted

    @property
    def next_from(self) -> str:
        """The place in the list after which the next page begins; empty on the last."""
        return places_in_list.of(self.rows[-1]) if self.rows and self.page < self.pages else ""


def find(question: Question, shown: int = SHOWN) -> Found:
    """The page of the list that is asked for, nearest first around a point, else by time."""
    found = near(question, shown) if question.around else by_time(question, shown)
    if not found.rows and question.filters.pagina > 1:
        return find(question.by(pagina=1), shown)
    return found


def by_time(question: Question, shown: int = SHOWN) -> Found:
    """Activities by their first date that fits, and how many there are."""
    rows = soonest(question, shown)
    if question.filters.pagina == 1 and len(rows) < shown:
        return Found(rows, len(rows))
    return Found(rows, counted(question) if rows else 0, question.filters.pagina)


def soonest(question: Question, shown: int) -> Rows:
    """Activities by their first date that fits; reads no further than the page that is shown."""
    return _read(_by_time, question, shown)


def near(question: Question, shown: int = SHOWN) -> Found:
    """Nearest first, or in the order that is asked for; last what is online or not on the map.

    As few are looked at as fill the page: the nearest thousand, and more only when of those too
    few fit. In another order all that is within reach is looked at.
    """
    assert question.around is not None
    enough = MOST_COUNTED + 1
    while True:
        closer = question.around
        if not question.filters.volgorde:
            closer = narrowed(question.around, enough)
        rows = _read(_near, replace(question, around=closer), shown)
        total = rows[0].total if rows else 0
        is_whole = closer == question.around
        if is_whole or (len(rows) == shown and enough > MOST_LOOKED_AT):
            return Found(rows, total, question.filters.pagina, not is_whole)
        if total > MOST_COUNTED and len(rows) == shown:
            return Found(rows, total, question.filters.pagina)
        enough *= 4


def by_date(question: Question, shown: int = SHOWN) -> Found:
    """Every date that fits, by time; one more row than `shown` when there is more."""
    rows = _read(_by_date, question, shown)
    return Found(rows[:shown], len(rows), question.filters.pagina)


def counted(question: Question) -> int:
    """How many activities fit, counted no further than one more than MOST_COUNTED."""
    return int(_read(_counted, question, SHOWN)[0].how_many)


@dataclass(frozen=True)
class _Shaped:
    """A question that equals every question of its shape."""

    shape: tuple[object, ...]
    question: Question = field(compare=False)


def _read(build: Build, question: Question, shown: int) -> Rows:
    """The rows of a page; building the SQL costs ten times its answer, so it is kept by shape."""
    skipped = (question.filters.pagina - 1) * shown
    return read(build, question, {"shown": shown, "one_more": shown + 1, "skipped": skipped})


def read(build: Build, question: Question, more: dict[str, Any]) -> Rows:
    """The rows of a question, with more values to bind; `build` is called once for each shape."""
    statement = _built(build, _Shaped(question.shape, question))
    return db.session.execute(statement, question.values() | more).all()


@lru_cache(maxsize=256)
def _built(build: Build, shaped: _Shaped) -> Statement:
    return build(shaped.question)


def _by_time(question: Question) -> Statement:
    page = (
        select(Activity.id, Occurrence.id.label("date_id"), null().label("kilometres"))
        .join_from(Occurrence, Activity, Activity.id == Occurrence.activity_id)
        .where(*fits(Occurrence, question), Occurrence.id == _first_date(question))
        .where(*suits(question))
        .order_by(Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
    )
    if question.after:
        place = (Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
        page = page.where(tuple_(*place) > _after("day", "at", "number"))
    return _told(_one_page(page, question), question)


def _near(question: Question) -> Statement:
    assert question.around is not None
    reached = within_reach(question.around)
    every = (
        select(
            Activity.id,
            Occurrence.id.label("date_id"),
            Occurrence.on_date,
            Occurrence.starts_at,
            reached.c.kilometres,
            func.count().over().label("total"),
        )
        .join_from(reached, Activity, Activity.id == reached.c.id)
        .join(Occurrence, Occurrence.id == _first_date(question))
        .where(*suits(question))
        .subquery("every")
    )
    page = select(every.c.id, every.c.date_id, every.c.kilometres, every.c.total)
    if question.after:
        page = page.where(_comes_after(every, question))
    return _told(_one_page(page.order_by(*_order(every, every, question)), question), question)


def _comes_after(every: Subquery, question: Question) -> ColumnElement[bool]:
    """Whether a row comes after the place where the page begins, in the order that is asked."""
    assert question.after is not None
    far = every.c.kilometres
    later = tuple_(every.c.starts_at, every.c.id) > _after("at", "number")
    if question.filters.volgorde == "tijd":
        return later
    if question.after.kilometres is None:
        further: ColumnElement[bool] = and_(far.is_(None), later)
    else:
        here = bindparam("after_kilometres", type_=Float)
        further = or_(far.is_(None), far > here, and_(far == here, later))
    if question.filters.volgorde == "beide":
        day = bindparam("after_day", type_=Date)
        return or_(every.c.on_date > day, and_(every.c.on_date == day, further))
    return further


def _after(*names: str) -> ColumnElement[Any]:
    types = {"day": Date, "at": UtcDateTime, "number": Integer}
    return tuple_(*(bindparam(f"after_{name}", type_=types[name]) for name in names))


def _by_date(question: Question) -> Statement:
    return (
        select(*CARD, *_DATE, null().label("kilometres"), literal(1).label("dates"))
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .where(*suits(question), *fits(Occurrence, question))
        .order_by(Occurrence.starts_at, Activity.id)
        .limit(bindparam("one_more", type_=Integer))
        .offset(bindparam("skipped", type_=Integer))
    )


def _counted(question: Question) -> Statement:
    some = (
        select(Occurrence.activity_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(*fits(Occurrence, question), *suits(question))
        .distinct()
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(func.count().label("how_many")).select_from(some)


def _first_date(question: Question) -> ScalarSelect[int]:
    """The id of the first date of an activity that fits."""
    other = aliased(Occurrence)
    return (
        select(other.id)
        .where(other.activity_id == Activity.id, *fits(other, question))
        .order_by(other.starts_at, other.id)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )


def _one_page(page: Statement, question: Question) -> Subquery:
    page = page.limit(bindparam("shown", type_=Integer))
    if not question.after:
        page = page.offset(bindparam("skipped", type_=Integer))
    return page.subquery("page")


def _told(page: Subquery, question: Question) -> Statement:
    """What a card says of the ids on a page, in their order; `dates` is how many dates fit."""
    other = aliased(Occurrence)
    dates = (
        select(func.count())
        .where(other.activity_id == page.c.id, *fits(other, question))
        .correlate(page)
        .scalar_subquery()
    )
    return (
        select(
            *CARD,
            *_DATE,
            dates.label("dates"),
            *(page.c[name] for name in ("kilometres", "total") if name in page.c),
        )
        .join_from(page, Activity, Activity.id == page.c.id)
        .join(Occurrence, Occurrence.id == page.c.date_id)
        .order_by(*_order(page, Occurrence, question))
    )


def _order(page: Subquery, date: Any, question: Question) -> Iterator[ColumnElement[Any]]:
    """The order of a list: by distance, by day and then distance, or by time."""
    columns = getattr(date, "c", date)
    order = question.filters.volgorde if question.around else "tijd"
    if order in ("beide", "tijd"):
        yield columns.on_date
    if order != "tijd":
        yield page.c.kilometres.is_(None)
        yield page.c.kilometres
    yield columns.starts_at
    yield page.c.id
