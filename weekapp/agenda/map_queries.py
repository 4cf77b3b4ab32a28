"""Where on the map what fits is: by address, or by cells of a grid when there is too much of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Float, Row, Select, bindparam, select

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.candidates import few_numbers
from weekapp.agenda.conditions import first_date, named, suits, within_reach
from weekapp.agenda.indexes import box, inside
from weekapp.agenda.map_cells import Counted, counted
from weekapp.agenda.map_grid import Area, level_of, middle, touched, within
from weekapp.agenda.questions import Question, reach_box
from weekapp.agenda.reading import Rows, read

MOST_SPOTS = 200
CLOSE_BY_LEVEL = 20
MOST_CLOSE_BY = 1000
TOLD_PER_SPOT = 20
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


@dataclass(frozen=True)
class Spot:
    """An address with what is on there, first date first; or a square with only how much is."""

    latitude: float
    longitude: float
    count: int
    is_square: bool
    told: Sequence[Row[Any]]


def spots(question: Question, area: Area) -> list[Spot]:
    """Every spot in an area where something fits; or squares that say how much is in them.

    Squares are whole cells of a grid, also where the area has only a piece of them, so that they
    stay as they are when the map moves and nothing is missing. Close by, where a square can no
    longer be zoomed in on, all is told.
    """
    level = level_of(area)
    most = MOST_CLOSE_BY if level >= CLOSE_BY_LEVEL else MOST_SPOTS
    if question.around:
        area = within(area, reach_box(question.around))
    if area.west > area.east or area.south > area.north:
        return []
    sides = {f"area_{side}": at for side, at in area._asdict().items()}
    cells = counted(question, touched(area, level), most)
    if cells is None:
        return list(_addresses(read(_told, question, sides)))
    if sum(one.how_many for one in cells) > most:
        return [_square(one) for one in cells]
    return list(_addresses(_few(question, sides))) if cells else []


def _few(question: Question, sides: dict[str, float]) -> Rows:
    """What fits in an area with much that does not: looked for among the few of all that fit."""
    numbers = few_numbers(question)
    if numbers is None:
        return read(_told, question, sides)
    return read(_named, question, sides | {"numbers": numbers}) if numbers else ()


def _square(counted: Counted) -> Spot:
    where = middle(counted.how_many, counted.sum_x, counted.sum_y)
    return Spot(*where, counted.how_many, is_square=True, told=())


def _here(question: Question, *columns: Any) -> Select[Any]:
    """What suits and has a place on the map in an area, its dates apart."""
    sides = ("area_south", "area_north", "area_west", "area_east")
    here = (
        select(*columns)
        .join_from(box, Activity, Activity.id == box.c.id)
        .where(inside(*(bindparam(side, type_=Float) for side in sides)), *suits(question))
        .where(Activity.attendance != "online", Activity.wants_location.is_(False))
    )
    if question.around:
        reached = within_reach(question.around)
        here = here.join(reached, reached.c.id == Activity.id)
    return here


def _told(question: Question) -> Select[Any]:
    """What fits with its first date that fits; by address, and there by time."""
    return (
        _here(question, *TOLD, Occurrence.starts_at, Occurrence.ends_at)
        .join(Occurrence, Occurrence.id == first_date(question))
        .order_by(Activity.latitude, Activity.longitude, Occurrence.starts_at, Activity.id)
    )


def _named(question: Question) -> Select[Any]:
    return _told(question).where(named(Activity.id))


def _addresses(rows: Sequence[Row[Any]]) -> Iterator[Spot]:
    for (latitude, longitude), together in groupby(rows, lambda r: (r.latitude, r.longitude)):
        told = list(together)
        yield Spot(latitude, longitude, len(told), is_square=False, told=told[:TOLD_PER_SPOT])
