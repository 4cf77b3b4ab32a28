"""Finds published activities with a date in a period: by time, or nearest first around a point.

One row for each activity, with its first date that fits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Row,
    ScalarSelect,
    Select,
    Subquery,
    bindparam,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.conditions import fits, rank, ranked, some_with_words, suits, within_reach
from weekapp.agenda.questions import Question
from weekapp.agenda.wording import RANKS
from weekapp.database import db

Rows = Sequence[Row[*tuple[Any, ...]]]
Statement = Select[*tuple[Any, ...]]
Build = Callable[[Question], Statement]

SHOWN = 20
MOST_COUNTED = 1000  # counting stops here, so that no list costs more than this
# Of words in more texts than this, the dates are walked through until a page is full.
MOST_GATHERED = 5_000

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
    """One page of rows (see CARD) and how many activities there are, counted to MOST_COUNTED."""

    rows: Rows
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        return -(-min(self.total, MOST_COUNTED) // SHOWN)


def find(question: Question, shown: int = SHOWN) -> Found:
    """The page of the list that is asked for, nearest first around a point, else by time."""
    if question.filters.words and not question.wording.words:
        return Found((), 0)
    found = near(question, shown) if question.around else by_time(question, shown)
    if not found.rows and question.filters.pagina > 1:
        return find(question.by(pagina=1), shown)
    return found


def by_time(question: Question, shown: int = SHOWN) -> Found:
    """Activities by their first date that fits, and how many there are; with words first those
    that have them in their title.
    """
    if question.filters.words:
        return by_rank(question, shown)
    rows = soonest(question, shown)
    if question.filters.pagina == 1 and len(rows) < shown:
        return Found(rows, len(rows))
    return Found(rows, counted(question) if rows else 0, question.filters.pagina)


def soonest(question: Question, shown: int) -> Rows:
    """Activities by their first date that fits; reads no further than the page that is shown."""
    return _read(_by_time, question, shown)


def by_rank(question: Question, shown: int = SHOWN) -> Found:
    """Activities with the words in their title, then with the name of who organises, then others;
    by time in each rank.
    """
    number = question.filters.pagina
    if not _are_common(question):
        rows = _read(_by_rank, question, shown)
        return Found(rows, rows[0].total if rows else 0, number)
    rows, skipped = [], (number - 1) * shown
    for rank_ in RANKS:
        some = replace(question, rank=rank_, are_words_common=False)
        some = replace(some, are_words_common=_are_common(some))
        build = _by_time if some.are_words_common else _by_rank
        rows += _read(build, some, shown - len(rows), skipped)
        if len(rows) == shown:
            break
        skipped = max(0, skipped - counted(some)) if skipped and not rows else 0
    return Found(rows, counted(replace(question, are_words_common=True)) if rows else 0, number)


def _are_common(question: Question) -> bool:
    """Whether there are more texts with the words than are gathered for one page."""
    return int(_read(_mentioned, question, SHOWN)[0].how_many) > MOST_GATHERED


def near(question: Question, shown: int = SHOWN) -> Found:
    """Nearest first; after them what is online or not on the map in that municipality."""
    rows = _read(_near, question, shown)
    return Found(rows, rows[0].total if rows else 0, question.filters.pagina)


def by_date(question: Question, shown: int = SHOWN) -> Found:
    """Every date that fits, by time; one more row than `shown` when there is more."""
    rows = _read(_by_date, question, shown)
    return Found(rows[:shown], len(rows), question.filters.pagina)


def counted(question: Question) -> int:
    """How many activities fit, counted no further than one more than MOST_COUNTED."""
    build = _counted_in_time if question.are_words_common else _counted
    return int(_read(build, question, SHOWN)[0].how_many)


@dataclass(frozen=True)
class _Shaped:
    """A question that equals every question of its shape."""

    shape: tuple[object, ...]
    question: Question = field(compare=False)


def _read(build: Build, question: Question, shown: int, skipped: int | None = None) -> Rows:
    """The rows of a page; building the SQL costs ten times its answer, so it is kept by shape."""
    if skipped is None:
        skipped = (question.filters.pagina - 1) * shown
    statement = _built(build, _Shaped(question.shape, question))
    values = question.values() | {"shown": shown, "one_more": shown + 1, "skipped": skipped}
    return db.session.execute(statement, values).all()


@lru_cache(maxsize=256)
def _built(build: Build, shaped: _Shaped) -> Statement:
    return build(shaped.question)


def _by_time(question: Question) -> Statement:
    return _told(_one_page(_in_time(question)), question)


def _in_time(question: Question) -> Statement:
    """Read in the order of the index of dates, as far as is needed.

    That a date is the first is no equation: PostgreSQL would expect one row of it and sort all.
    """
    is_first = func.abs(Occurrence.id - _first_date(question)) < 1
    return (
        select(Activity.id, Occurrence.id.label("date_id"), null().label("kilometres"))
        .join_from(Occurrence, Activity, Activity.id == Occurrence.activity_id)
        .where(*fits(Occurrence, question), is_first)
        .where(*suits(question))
        .order_by(Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
    )


def _by_rank(question: Question) -> Statement:
    mentioned = ranked(question)
    page = (
        select(
            Activity.id,
            Occurrence.id.label("date_id"),
            null().label("kilometres"),
            mentioned.c.rank,
            func.count().over().label("total"),
        )
        .join_from(mentioned, Activity, Activity.id == mentioned.c.id)
        .join(Occurrence, Occurrence.id == _first_date(question))
        .where(*suits(question, is_worded=True))
        .order_by(mentioned.c.rank, Occurrence.starts_at, Activity.id)
    )
    return _told(_one_page(page), question)


def _mentioned(question: Question) -> Statement:
    some = some_with_words(question, MOST_GATHERED + 1)
    return select(func.count().label("how_many")).select_from(some)


def _near(question: Question) -> Statement:
    assert question.around is not None
    reached = within_reach(question.around)
    page = (
        select(
            Activity.id,
            Occurrence.id.label("date_id"),
            reached.c.kilometres,
            func.count().over().label("total"),
        )
        .join_from(reached, Activity, Activity.id == reached.c.id)
        .join(Occurrence, Occurrence.id == _first_date(question))
        .where(*suits(question))
        .order_by(*_nearest(reached), Occurrence.starts_at, Activity.id)
    )
    return _told(_one_page(page), question)


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


def _counted_in_time(question: Question) -> Statement:
    some = _in_time(question).limit(MOST_COUNTED + 1).subquery()
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


def _one_page(page: Statement) -> Subquery:
    shown, skipped = (bindparam(name, type_=Integer) for name in ("shown", "skipped"))
    return page.limit(shown).offset(skipped).subquery("page")


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
        .order_by(*_nearest(page), *_ranked(page, question), Occurrence.starts_at, Activity.id)
    )


def _ranked(page: Subquery, question: Question) -> tuple[ColumnElement[Any], ...]:
    """What goes first among what is equally near."""
    if "rank" in page.c:
        return (page.c.rank,)
    return (rank(page.c.id, question),) if question.around and question.filters.words else ()


def _nearest(distances: FromClause) -> tuple[ColumnElement[Any], ...]:
    return distances.c.kilometres.is_(None), distances.c.kilometres
