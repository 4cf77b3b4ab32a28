"""What makes an activity and its dates fit what was asked, as SQL; all that was typed is bound."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Date,
    Float,
    Integer,
    ScalarSelect,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.indexes import box, inside, mentions, words
from weekapp.agenda.models import Traits
from weekapp.agenda.questions import Around, Question, Scope
from weekapp.agenda.wording import RANKS
from weekapp.database import Long, UtcDateTime, is_postgresql
from weekapp.database.differences import weekday
from weekapp.places.models import Municipality


def fits(date_: Any, question: Question) -> list[ColumnElement[bool]]:
    """What makes a date (an Occurrence or an alias of it) one that is asked for.

    That it began on an earlier day and still goes on is looked for only where few dates are: the
    list of the whole country is read in the order of an index that begins with the first day.
    """
    bound = _Bound(question.values())
    begun = [date_.on_date >= bound("first", Date)]
    if question.is_narrow:
        goes_on = date_.ends_at > bound("morning", UtcDateTime)
        begun = [date_.on_date >= bound("since", Date), or_(*begun, goes_on)]
    fitting: list[ColumnElement[bool]] = [
        *begun,
        date_.ends_at > bound("at", UtcDateTime),
        date_.status.in_(("planned", "full")),
    ]
    if question.period.last:
        fitting.append(date_.on_date <= bound("last", Date))
    if question.period.weekdays:
        fitting.append(weekday(date_.on_date).in_(bound.each("weekdays")))
    if question.filters.dagdeel:
        fitting.append(or_(date_.day_part == bound("day_part", String), date_.day_part == ""))
    return fitting


def first_date(question: Question) -> ScalarSelect[int]:
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


def is_first(question: Question) -> ColumnElement[bool]:
    """Whether a date is the first of its activity that fits, for who reads dates in their order.

    It is no equation: PostgreSQL would expect one row of it and sort all.
    """
    return func.abs(Occurrence.id - first_date(question)) < 1


def named(number: Any) -> ColumnElement[bool]:
    """Whether an id is one of `numbers`, which are bound."""
    among: ColumnElement[bool] = number.in_(bindparam("numbers", expanding=True, type_=Integer))
    return among


def suits(question: Question, is_worded: bool = False) -> list[ColumnElement[bool]]:
    """What makes an activity one that is asked for, its place and dates apart; and its words, if
    those with the words were gathered before.
    """
    suiting: list[ColumnElement[bool]] = [Activity.status == "published"]
    if question.scope:
        suiting.append(in_scope(question.scope, question.is_busy))
    return [*suiting, *wanted(question, is_worded)]


def wanted(question: Question, is_worded: bool = False) -> list[ColumnElement[bool]]:
    """What is asked of an activity, whether it goes on or not."""
    asked, bound = question.filters, _Bound(question.values())
    suiting: list[ColumnElement[bool]] = []
    if conditions := [*_has_traits(question, bound)]:
        has = select(Traits.activity_id).where(Traits.activity_id == Activity.id, *conditions)
        suiting.append(has.correlate(Activity).exists())
    if asked.words and not is_worded:
        suiting.append(worded(question))
    return suiting


def all_asked(question: Question) -> list[ColumnElement[bool]]:
    """What makes a row of `Traits` one with the traits and words that are asked for."""
    bound = _Bound(question.values())
    having = [*_has_traits(question, bound)]
    if question.filters.words:
        has_words = mentions(bound("words", String))
        having.append(Traits.activity_id.in_(select(words.c.rowid).where(has_words)))
    return having


def _has_traits(question: Question, bound: "_Bound") -> Iterator[ColumnElement[bool]]:
    """All the traits that are asked for, and one of those of each kind of which several may be."""
    traits = Traits.traits
    if question.has_musts:
        yield traits.op("&")(bound("musts", Long)) == bound("musts", Long)
    for kind in question.several:
        yield traits.op("&")(bound(kind, Long)) != 0


def worded(question: Question) -> ColumnElement[bool]:
    """Whether an activity has the words.

    Ids with common words are no way to go by: the dates are walked through, and each activity is
    held against those ids in SQLite, that gathers a million in a second; looked into in PostgreSQL.
    """
    has_words = mentions(_Bound(question.values())("words", String))
    if question.are_words_common and is_postgresql():
        return _in_its_words(Activity.id, has_words)
    ids = select(words.c.rowid).where(has_words)
    return (Activity.id + 0 if question.are_words_common else Activity.id).in_(ids)


def rank(activity_id: Any, question: Question) -> ColumnElement[int]:
    """Where an activity with the words has them (see Wording.ranked): a look for each activity."""
    bound = _Bound(question.values())
    looks = (mentions(bound(f"words_of_rank_{rank}", String)) for rank in RANKS[:-1])
    known = [(_in_its_words(activity_id, look), rank) for rank, look in enumerate(looks)]
    return case(*known, else_=RANKS[-1])


def ranked(question: Question) -> CTE:
    """Ids of activities with the words, whatever else they are, each with its rank."""
    bound = _Bound(question.values())
    ranks = RANKS if question.rank is None else (question.rank,)
    some = (
        select(words.c.rowid.label("id"), literal(rank).label("rank")).where(
            mentions(bound(f"words_of_rank_{rank}", String))
        )
        for rank in ranks
    )
    return union_all(*some).cte("mentioned").prefix_with("MATERIALIZED")


def some_with_words(question: Question, most: int) -> Subquery:
    """Ids of so many activities with the words, whatever else they are."""
    has_words = mentions(_Bound(question.values())("words", String))
    return select(words.c.rowid.label("id")).where(has_words).limit(most).subquery()


def _in_its_words(activity_id: Any, has: ColumnElement[bool]) -> ColumnElement[bool]:
    """A look by id, written as a value, so that no engine gathers all ids with these words."""
    look = select(literal(1)).where(words.c.rowid == activity_id, has)
    # To PostgreSQL few things equal something and most differ: with “= 1” it would expect next to
    # nothing, and begin with all activities.
    return func.coalesce(look.correlate_except(words).scalar_subquery(), 0) != 0


def in_scope(scope: Scope, is_busy: bool = False) -> ColumnElement[bool]:
    """Whether an activity is in a part of all; in a municipality also what was merged into it.

    In a busy one no index of municipalities is used: what is asked for is come upon in time.
    """
    bound = _Bound(scope.values())
    if scope.organisation_id is not None:
        return Activity.organisation_id == bound("scope_organisation_id", Integer)
    itself = Municipality.code == bound("scope_municipality_code", String)
    whole = select(Municipality.code).where(itself).cte(recursive=True)
    absorbed = whole.union_all(
        select(Municipality.code)
        .join(whole, Municipality.successor_code == whole.c.code)
        .where(Municipality.valid_to <= bound("scope_on", Date))
    )
    code = Activity.municipality_code
    return (func.coalesce(code, "") if is_busy else code).in_(select(absorbed.c.code))


def within_reach(around: Around) -> CTE:
    """Ids with their distance; None for what is online or without point in the municipality."""
    bound = _Bound(around.values())
    distance = func.kilometres(
        bound("latitude", Float), bound("longitude", Float), Activity.latitude, Activity.longitude
    )
    placed = (
        select(box.c.id, distance.label("kilometres"))
        .join_from(box, Activity, Activity.id == box.c.id)
        .where(in_square(around))
        .where(Activity.attendance != "online", distance <= bound("kilometres", Float))
    )
    if not around.municipality_code:
        return placed.cte("reached").prefix_with("MATERIALIZED")
    others = select(Activity.id, null()).where(elsewhere(around), Activity.status == "published")
    return union_all(placed, others).cte("reached").prefix_with("MATERIALIZED")


def elsewhere(around: Around) -> ColumnElement[bool]:
    """Whether an activity is in the municipality without a point people go to."""
    bound = _Bound(around.values())
    return and_(
        Activity.municipality_code == bound("municipality_code", String),
        or_(Activity.attendance == "online", Activity.latitude.is_(None)),
    )


def in_square(around: Around) -> ColumnElement[bool]:
    """Whether a row of `box` is in the square around a circle."""
    bound = _Bound(around.values())
    return inside(*(bound(side, Float) for side in ("south", "north", "west", "east")))


class _Bound:
    """Gives the bound parameters of a question by name, each with its value."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __call__(self, name: str, type_: Any) -> BindParameter[Any]:
        return bindparam(name, self.values[name], type_)

    def each(self, name: str) -> BindParameter[Any]:
        return bindparam(name, self.values[name], String, expanding=True)
