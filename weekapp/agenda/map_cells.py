"""How much is in each cell of the map: read where it is kept, counted anew for what is filtered."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, select

from weekapp.activities.models import Occurrence
from weekapp.agenda.candidates import few, few_numbers
from weekapp.agenda.conditions import all_asked, fits, named, within_reach
from weekapp.agenda.map_grid import Cells
from weekapp.agenda.models import MapCell, MapPoint, MapSpan, Traits
from weekapp.agenda.questions import Question
from weekapp.database import db
from weekapp.database.map_sums import EVERY_DAY, LEVELS

MOST_CELLS = 600
CROWD = 20_000


class Counted(NamedTuple):
    """How many there are in a cell, and the sums of their places."""

    x: int
    y: int
    how_many: int
    sum_x: int
    sum_y: int


def counted(question: Question, cells: Cells, enough: int) -> list[Counted] | None:
    """How many fit in each cell, of everything in it; None where no more than `enough` can.

    What nothing was asked of is added up already, by triggers. For the rest all points in the area
    are looked at with their traits, or what the filter finds when the engine thinks that is less.
    """
    span = _span(question)
    if span is not None and is_plain(question):
        return _merged(_kept(span, cells))
    # Before looking at dates: those of every day are at least as many as what fits.
    points = sum(one.how_many for one in _kept(EVERY_DAY, cells))
    if points <= enough:
        return None
    numbers = _few(question) if points > CROWD else None
    if numbers is None:
        return _merged(_looked_up(question, span, cells, points > CROWD))
    values = {"span": EVERY_DAY, "numbers": numbers, **_steps(cells)}
    return _merged(_read(_of_few(), values)) if numbers else []


def _few(question: Question) -> list[int] | None:
    """The ids of what fits, when few do in the whole country."""
    if not question.around:
        return few_numbers(question)
    near = few(question)
    return None if near is None else [one.number for one in near]


def is_plain(question: Question) -> bool:
    """Whether nothing is asked that leaves out activities that are on the map."""
    narrowing = set(question.filters.narrowing())
    if question.filters.vorm != "online":
        narrowing.discard("vorm")  # nothing else is on the map
    return not narrowing and question.around is None


def _span(question: Question) -> int | None:
    """The span of the days that are asked for; None when no points are kept for just those."""
    period = question.period
    asked = question.filters
    if asked.van or asked.tot or asked.dag or period.weekdays:
        return None
    if not period.is_week:
        return EVERY_DAY
    days = {"first": period.first, "last": period.last}
    return db.session.scalar(_span_of_week(), days)


@cache
def _span_of_week() -> Select[int]:
    return select(MapSpan.id).where(
        MapSpan.first_day <= bindparam("first"),
        MapSpan.last_day == bindparam("last"),
        MapSpan.id != EVERY_DAY,
    )


def _kept(span: int, cells: Cells) -> list[Counted]:
    """What is counted already; of cells smaller than those, the points are counted."""
    if cells.level in LEVELS:
        return _read(_kept_cells(), {"span": span, **cells._asdict()})
    return _read(_grouped_points(), {"span": span, **_steps(cells)})


def _steps(cells: Cells) -> dict[str, int]:
    return cells.steps()._asdict() | {"shift": cells.shift}


def _read(statement: Select[Any], values: dict[str, Any]) -> list[Counted]:
    rows = db.session.execute(statement, values)
    return [
        Counted(x, y, how_many, int(sum_x), int(sum_y)) for x, y, how_many, sum_x, sum_y in rows
    ]


def _between(table: Any) -> Any:
    x_first, x_last, y_first, y_last = (
        bindparam(side, type_=Integer) for side in ("x_first", "x_last", "y_first", "y_last")
    )
    span = table.span == bindparam("span", type_=Integer)
    return and_(span, table.x.between(x_first, x_last), table.y.between(y_first, y_last))


@cache
def _kept_cells() -> Select[Any]:
    columns: list[Any] = [MapCell.x, MapCell.y, MapCell.how_many, MapCell.sum_x, MapCell.sum_y]
    at_level = MapCell.level == bindparam("level", type_=Integer)
    return select(*columns).where(_between(MapCell), at_level)


@cache
def _of_few() -> Select[Any]:
    return _grouped_points().where(named(MapPoint.activity_id))


@cache
def _grouped_points() -> Select[Any]:
    shift = bindparam("shift", type_=Integer)
    columns: list[Any] = [
        MapPoint.x.bitwise_rshift(shift).label("cell_x"),
        MapPoint.y.bitwise_rshift(shift).label("cell_y"),
        func.count(),
        func.sum(MapPoint.x),
        func.sum(MapPoint.y),
    ]
    return select(*columns).where(_between(MapPoint)).group_by("cell_x", "cell_y")


def _looked_up(
    question: Question, span: int | None, cells: Cells, is_crowded: bool
) -> list[Counted]:
    """How many fit in each cell, by looking at each point there.

    In a crowd what has a date that fits is gathered first: a million looks take seconds.
    """
    found = _grouped_points().join(Traits, Traits.activity_id == MapPoint.activity_id)
    found = found.where(*all_asked(question))
    if span is None or question.is_narrow or question.filters.dagdeel:
        span = EVERY_DAY  # the dates are looked at themselves
        dated = fits(Occurrence, question)
        if is_crowded and question.period.last:
            having = select(Occurrence.activity_id).where(*dated)
            found = found.where(MapPoint.activity_id.in_(having))
        else:
            dated.append(Occurrence.activity_id == MapPoint.activity_id)
            found = found.where(exists().where(*dated))
    else:
        found = found.where(MapPoint.until > question.at)
    if question.around:
        reached = within_reach(question.around)
        found = found.join(reached, reached.c.id == MapPoint.activity_id)
    return _read(found, {"span": span, **_steps(cells)})


def _merged(cells: Iterable[Counted]) -> list[Counted]:
    """The same in cells of a higher level, as long as there are too many."""
    merged = list(cells)
    while len(merged) > MOST_CELLS:
        four: dict[tuple[int, int], list[Counted]] = defaultdict(list)
        for one in merged:
            four[one.x >> 1, one.y >> 1].append(one)
        merged = [_sum(place, parts) for place, parts in four.items()]
    return merged


def _sum(place: tuple[int, int], parts: list[Counted]) -> Counted:
    sums = (sum(part[column] for part in parts) for column in (2, 3, 4))
    return Counted(*place, *sums)
