"""Where on the map what fits is: by address, or by squares when there is too much of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, log2
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Select, cast, exists, func, select
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.conditions import fits, suits, within_reach
from weekapp.agenda.indexes import box, inside
from weekapp.agenda.questions import Question
from weekapp.database import db

MOST_SPOTS = 1000
TOLD_PER_SPOT = 20
SQUARES_ACROSS = 24
TOLD = (
    Activity.id,
    Activity.slug,
    Activity.title,
    Activity.venue_name,
    Activity.street,
    Activity.place,
    Activity.precision,
    Activity.latitude,
    Activity.longitude,
)


class Area(NamedTuple):
    """A piece of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Spot:
    """An address with what is on there, first date first; or a square with only how much is."""

    latitude: float
    longitude: float
    count: int
    is_square: bool
    told: Sequence[Row[Any]]


def spots(question: Question, area: Area) -> list[Spot]:
    """Every spot in an area where something fits; at most MOST_SPOTS of them.

    Beyond that what is near each other is counted together in squares, so that nothing is missing.
    Squares are counted first where the area holds much: that needs no titles and no order.
    """
    if _published_in(area) > MOST_SPOTS:
        squares = [_square(row) for row in db.session.execute(_squares(question, area))]
        if sum(square.count for square in squares) > MOST_SPOTS:
            return squares
    rows = db.session.execute(_told(question, area)).all()
    return list(_addresses(rows))


def square_degrees(area: Area) -> float:
    """The side of a square: a power of two, so that squares stay when the map moves a little."""
    across = max(area.east - area.west, area.north - area.south, 0.001)
    return float(2.0 ** ceil(log2(across / SQUARES_ACROSS)))


def _published_in(area: Area) -> int:
    """How many published activities have their point in an area, whatever else they are."""
    return db.session.scalar(select(func.count()).select_from(box).where(_in(area))) or 0


def _in(area: Area) -> ColumnElement[bool]:
    return inside(area.south, area.north, area.west, area.east)


def _here(question: Question, area: Area, *columns: Any) -> Select[Any]:
    """What suits and has a place on the map in an area, its dates apart."""
    here = (
        select(*columns)
        .join_from(box, Activity, Activity.id == box.c.id)
        .where(_in(area), *suits(question))
        .where(Activity.attendance != "online", Activity.wants_location.is_(False))
    )
    if question.around:
        reached = within_reach(question.around)
        here = here.join(reached, reached.c.id == Activity.id)
    return here


def _squares(question: Question, area: Area) -> Select[Any]:
    """How many there are in each square of an area, and the middle of them."""
    side = square_degrees(area)
    north = cast(func.floor(Activity.latitude / side), Integer)
    east = cast(func.floor(Activity.longitude / side), Integer)
    has_date = exists().where(Occurrence.activity_id == Activity.id, *fits(Occurrence, question))
    middle = (
        func.avg(Activity.latitude).label("latitude"),
        func.avg(Activity.longitude).label("longitude"),
        func.count().label("how_many"),
    )
    return _here(question, area, *middle).where(has_date).group_by(north, east)


def _square(row: Row[Any]) -> Spot:
    return Spot(row.latitude, row.longitude, row.how_many, is_square=True, told=())


def _told(question: Question, area: Area) -> Select[Any]:
    """What fits with its first date that fits; by address, and there by time."""
    other = aliased(Occurrence)
    first = (
        select(other.id)
        .where(other.activity_id == Activity.id, *fits(other, question))
        .order_by(other.starts_at, other.id)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )
    return (
        _here(question, area, *TOLD, Occurrence.starts_at, Occurrence.ends_at)
        .join(Occurrence, Occurrence.id == first)
        .order_by(Activity.latitude, Activity.longitude, Occurrence.starts_at, Activity.id)
    )


def _addresses(rows: Sequence[Row[Any]]) -> Iterator[Spot]:
    for (latitude, longitude), together in groupby(rows, lambda r: (r.latitude, r.longitude)):
        told = list(together)
        yield Spot(latitude, longitude, len(told), is_square=False, told=told[:TOLD_PER_SPOT])
