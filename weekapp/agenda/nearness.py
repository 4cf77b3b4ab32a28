"""How far one has to look around a point to find enough: the one question the engines answer apart.

Everything else about distance is the same SQL for both. What lies further away than the nearest
few thousand is not looked at, however much of it there is.
"""

from dataclasses import replace
from functools import cache

from sqlalchemy import (
    Float,
    Integer,
    Select,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
)

from weekapp.agenda.indexes import box, inside, way_to
from weekapp.agenda.questions import Around, reach_box
from weekapp.database import db, is_postgresql

# An R*Tree counts squares. The whole reach comes first, since it mostly holds few; where it does
# not, they are tried from this one on, each twice as wide as the one before.
SMALLEST_KILOMETRES = 0.25
# Of what is in a square a little more than a fifth lies outside its circle.
SQUARE_TO_CIRCLE = 1.3


def narrowed(around: Around, enough: int) -> Around:
    """A circle with about `enough` published activities, or the whole reach when it has fewer.

    A narrowed circle leaves out what has no point: that comes after all that has one.
    """
    nearer = _by_neighbours(around, enough) if is_postgresql() else _by_squares(around, enough)
    if nearer is None:
        return around
    return replace(around, kilometres=nearer, municipality_code=None)


def _by_neighbours(around: Around, enough: int) -> float | None:
    """How far the last of the nearest `enough` is; GiST hands them out in that order (KNN)."""
    values = {
        "latitude": around.latitude,
        "longitude": around.longitude,
        "kilometres": around.kilometres,
        "enough": enough,
    }
    count, kilometres = db.session.execute(_neighbours(), values).one()
    return float(kilometres) if count >= enough else None


@cache
def _neighbours() -> Select[int, float]:
    """How many of the nearest `enough` there are within reach, and how far the last of them is.

    The order is that of a sphere, as our own kilometres() are. The reach is no condition of the
    nearest: with it PostgreSQL expects a handful, and measures all there are.
    """
    # The same table as `box`, as PostgreSQL has it.
    points = table("activity_box", column("latitude", Float), column("longitude", Float))
    latitude, longitude = (bindparam(name, type_=Float) for name in ("latitude", "longitude"))
    near = (
        select(points.c.latitude, points.c.longitude)
        .order_by(way_to(latitude, longitude))
        .limit(bindparam("enough", type_=Integer))
        .subquery()
    )
    far = func.kilometres(latitude, longitude, near.c.latitude, near.c.longitude, type_=Float)
    is_in_reach = far <= bindparam("kilometres", type_=Float)
    return select(func.count().filter(is_in_reach), func.max(far)).select_from(near)


def _by_squares(around: Around, enough: int) -> float | None:
    """The smallest part of the reach whose square holds more than enough; None for all of it."""
    if not holds(around, enough):
        return None
    kilometres = SMALLEST_KILOMETRES
    while kilometres < around.kilometres:
        if holds(replace(around, kilometres=kilometres), enough):
            return kilometres
        kilometres *= 2
    return None


def holds(around: Around, enough: int) -> bool:
    """Whether a circle holds about enough, by the square around it or by the nearest."""
    if is_postgresql():
        return _by_neighbours(around, enough) is not None
    many = int(enough * SQUARE_TO_CIRCLE)
    values = reach_box(around)._asdict() | {"most": many}
    return bool(db.session.execute(_IN_SQUARE, values).scalar_one() >= many)


def _in_square() -> Select[int]:
    sides = (bindparam(side, type_=Float) for side in ("south", "north", "west", "east"))
    some = select(literal(1)).select_from(box).where(inside(*sides))
    limited = some.limit(bindparam("most", type_=Integer)).subquery()
    return select(func.count()).select_from(limited)


_IN_SQUARE = _in_square()
