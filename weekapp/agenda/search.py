"""Finds published activities with a date in a period: by time, or nearest first around a point.

One row for each activity, with its first date that fits.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Subquery,
    bindparam,
    func,
    literal,
    null,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.candidates import MOST_COUNTED
from weekapp.agenda.conditions import first_date, fits, is_first, ranked, some_with_words, suits
from weekapp.agenda.near import CARD, DATE, SHOWN, Found, Rows, near, nearest
from weekapp.agenda.questions import Question
from weekapp.agenda.reading import Build, Statement, read
from weekapp.agenda.wording import RANKS
from weekapp.database import UtcDateTime

# Of words in more texts than this, the dates are walked through until a page is full.
MOST_GATHERED = 5_000


def find(question: Question, shown: int = SHOWN) -> Found:
    """The page of the list that is asked for, nearest first around a point, else by time."""
    if question.filters.words and not question.wording.words:
        return Found((), 0)
    found = near(question, shown) if question.around else by_time(question, shown)
    if not found.rows and question.filters.pagina > 1:
        return find(question.by(pagina=1), shown)
    return found


def some(question: Question, shown: int) -> Rows:
    """The first few of the list, when how many there are is not to be known."""
    if question.around:
        return nearest(question, shown)
    return find(question, shown).rows if question.filters.words else soonest(question, shown)


def by_time(question: Question, shown: int = SHOWN) -> Found:
    """Activities by their first date that fits, and how many there are; with words first those
    that have them in their title.
    """
    if question.filters.words:
        return by_rank(question.by(pagina=question.filters.pagina), shown)
    rows = soonest(question, shown)
    if question.filters.pagina == 1 and len(rows) < shown:
        return Found(rows, len(rows))
    return Found(rows, counted(question) if rows else 0, question.filters.pagina)


def soonest(question: Question, shown: int) -> Rows:
    """Activities by their first date that fits; reads no further than the page that is shown."""
    return _page(_by_time, question, shown)


def by_rank(question: Question, shown: int = SHOWN) -> Found:
    """Activities with the words in their title, then with the name of who organises, then others;
    by time in each rank.
    """
    number = question.filters.pagina
    if not _are_common(question):
        rows = _page(_by_rank, question, shown)
        return Found(rows, rows[0].total if rows else 0, number, is_ranked=True)
    rows, skipped = [], (number - 1) * shown
    for rank_ in RANKS:
        some = replace(question, rank=rank_, are_words_common=False)
        some = replace(some, are_words_common=_are_common(some))
        build = _by_time if some.are_words_common else _by_rank
        rows += _page(build, some, shown - len(rows), skipped)
        if len(rows) == shown:
            break
        skipped = max(0, skipped - counted(some)) if skipped and not rows else 0
    total = counted(replace(question, are_words_common=True)) if rows else 0
    return Found(rows, total, number, is_ranked=True)


def _are_common(question: Question) -> bool:
    """Whether there are more texts with the words than are gathered for one page."""
    return int(read(_mentioned, question, {})[0].how_many) > MOST_GATHERED


def by_date(question: Question, shown: int = SHOWN) -> Found:
    """Every date that fits, by time; one more row than `shown` when there is more."""
    rows = _page(_by_date_in_time if question.is_busy else _by_date, question, shown)
    return Found(rows[:shown], len(rows), question.filters.pagina)


def counted(question: Question) -> int:
    """How many activities fit, counted no further than one more than MOST_COUNTED."""
    if not question.are_words_common:
        return int(read(_counted, question, {})[0].how_many)
    enough = int(read(_counted_in_texts, question, {})[0].how_many)
    if enough > MOST_COUNTED:
        return enough
    return int(read(_counted_in_time, question, {})[0].how_many)


def _page(build: Build, question: Question, shown: int, skipped: int | None = None) -> Rows:
    if skipped is None:
        skipped = (question.filters.pagina - 1) * shown
    return read(build, question, {"shown": shown, "one_more": shown + 1, "skipped": skipped})


def _by_time(question: Question) -> Statement:
    page = _in_time(question)
    if question.after:
        place = (Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
        page = page.where(tuple_(*place) > _after("day", "at", "number"))
    return _told(_one_page(page, question), question)


def _in_time(question: Question) -> Statement:
    """Read in the order of the index of dates, as far as is needed."""
    return (
        select(Activity.id, Occurrence.id.label("date_id"), null().label("kilometres"))
        .join_from(Occurrence, Activity, Activity.id == Occurrence.activity_id)
        .where(*fits(Occurrence, question), is_first(question))
        .where(*suits(question))
        .order_by(Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
    )


def _after(*names: str) -> ColumnElement[Any]:
    types = {"day": Date, "at": UtcDateTime, "number": Integer}
    return tuple_(*(bindparam(f"after_{name}", type_=types[name]) for name in names))


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
        .join(Occurrence, Occurrence.id == first_date(question))
        .where(*suits(question, is_worded=True))
        .order_by(mentioned.c.rank, Occurrence.starts_at, Activity.id)
    )
    return _told(_one_page(page, question), question)


def _mentioned(question: Question) -> Statement:
    some = some_with_words(question, MOST_GATHERED + 1)
    return select(func.count().label("how_many")).select_from(some)


def _by_date(question: Question) -> Statement:
    return _dates(question).order_by(Occurrence.starts_at, Activity.id)


def _by_date_in_time(question: Question) -> Statement:
    """Read in the order of the index of dates, until the page is full."""
    in_time = (Occurrence.on_date, Occurrence.starts_at, Occurrence.activity_id)
    return _dates(question).order_by(*in_time)


def _dates(question: Question) -> Statement:
    return (
        select(*CARD, *DATE, null().label("kilometres"), literal(1).label("dates"))
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .where(*suits(question), *fits(Occurrence, question))
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


def _counted_in_texts(question: Question) -> Statement:
    """Among the first texts with the words, which is mostly enough and a tenth of the work."""
    mentioned = some_with_words(question, 4 * MOST_GATHERED)
    date_ = aliased(Occurrence)
    has_date = select(date_.id).where(date_.activity_id == Activity.id, *fits(date_, question))
    some = (
        select(Activity.id)
        .join_from(mentioned, Activity, Activity.id == mentioned.c.id)
        .where(*suits(question, is_worded=True), has_date.correlate(Activity).exists())
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(func.count().label("how_many")).select_from(some)


def _counted_in_time(question: Question) -> Statement:
    some = _in_time(question).limit(MOST_COUNTED + 1).subquery()
    return select(func.count().label("how_many")).select_from(some)


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
            *DATE,
            dates.label("dates"),
            *(page.c[name] for name in ("kilometres", "total") if name in page.c),
        )
        .join_from(page, Activity, Activity.id == page.c.id)
        .join(Occurrence, Occurrence.id == page.c.date_id)
        .order_by(*_order(page))
    )


def _order(page: Subquery) -> list[Any]:
    first = [page.c.rank] if "rank" in page.c else []
    return [*first, Occurrence.on_date, Occurrence.starts_at, Activity.id]
