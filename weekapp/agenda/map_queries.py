"""Where on the map what fits is: by address, or by squares when there is too much of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, log2
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Row, case, cast, func, select

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.conditions import box, fits, suits, within_reach
from weekapp.agenda.questions import Question
from weekapp.database import db

MOST_SPOTS = 1000
TOLD_PER_SPOT = 20
SQUARES_ACROSS = 24


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
    """Every spot in an area where something fits, in one query; at most MOST_SPOTS of them.

    Beyond that neighbouring addresses are counted together in squares, so that nothing is missing.
    """
    rows = db.session.execute(_ranked(_fitting(question, area), area)).all()
    return list(_spots(rows))


def square_degrees(area: Area) -> float:
    """The side of a square: a power of two, so that squares stay when the map moves a little."""
    across = max(area.east - area.west, area.north - area.south, 0.001)
    return float(2.0 ** ceil(log2(across / SQUARES_ACROSS)))


def _spots(rows: Sequence[Row[Any]]) -> Iterator[Spot]:
    for _key, together in groupby(rows, key=lambda row: (row.north, row.east)):
        told = list(together)
        first = told[0]
        yield Spot(
            first.middle_latitude,
            first.middle_longitude,
            first.how_many,
            bool(first.is_square),
            () if first.is_square else told,
        )


def _fitting(question: Question, area: Area) -> CTE:
    """What fits and has a place on the map here, with its first date that fits."""
    fitting = (
        select(
            Activity.id,
            Activity.slug,
            Activity.title,
            Activity.venue_name,
            Activity.street,
            Activity.place,
            Activity.precision,
            Activity.latitude,
            Activity.longitude,
            func.min(Occurrence.starts_at, type_=Occurrence.starts_at.type).label("starts_at"),
        )
        .join_from(box, Activity, Activity.id == box.c.id)
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .where(box.c.south <= area.north, box.c.north >= area.south)
        .where(box.c.west <= area.east, box.c.east >= area.west)
        .where(Activity.attendance != "online", Activity.wants_location.is_(False))
        .where(*suits(question), *fits(Occurrence, question))
        .group_by(Activity.id)
    )
    if question.around:
        reached = within_reach(question.around)
        fitting = fitting.join(reached, reached.c.id == Activity.id)
    return fitting.cte("fitting").prefix_with("MATERIALIZED")


def _ranked(fitting: CTE, area: Area) -> Any:
    """The first activities of each spot, with how many there are."""
    here = fitting.c
    addresses = select(here.latitude, here.longitude).distinct().subquery("addresses")
    how_many = select(func.count()).select_from(addresses).scalar_subquery()
    is_square = how_many > MOST_SPOTS
    side = square_degrees(area)
    keyed = select(
        fitting,
        is_square.label("is_square"),
        _key(here.latitude, is_square, side).label("north"),
        _key(here.longitude, is_square, side).label("east"),
    ).cte("keyed")
    spot = (keyed.c.north, keyed.c.east)
    by_time = (keyed.c.starts_at, keyed.c.id)
    ranked = select(
        keyed,
        func.count().over(partition_by=spot).label("how_many"),
        func.avg(keyed.c.latitude).over(partition_by=spot).label("middle_latitude"),
        func.avg(keyed.c.longitude).over(partition_by=spot).label("middle_longitude"),
        func.row_number().over(partition_by=spot, order_by=by_time).label("rank"),
    ).cte("ranked")
    told = case((ranked.c.is_square, 1), else_=TOLD_PER_SPOT)
    return (
        select(ranked)
        .where(ranked.c.rank <= told)
        .order_by(ranked.c.north, ranked.c.east, ranked.c.rank)
    )


def _key(degrees: Any, is_square: ColumnElement[bool], side: float) -> Any:
    """What spots are told apart by: the number of the square, or the very point."""
    return case((is_square, cast(degrees / side, Integer)), else_=degrees)
