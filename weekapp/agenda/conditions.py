"""What makes an activity and its dates fit what was asked, as SQL; all that was typed is bound."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import cos, degrees, radians
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    String,
    column,
    func,
    null,
    or_,
    select,
    table,
    union_all,
)

from weekapp.activities.models import Activity, Audience, Theme
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.database import EARTH_RADIUS_KILOMETRES

box = table(
    "activity_box",
    column("id", Integer),
    column("south", Float),
    column("north", Float),
    column("west", Float),
    column("east", Float),
)
words = table("activity_words", column("rowid", Integer), column("activity_words", String))


@dataclass(frozen=True)
class Around:
    """A point in degrees with a reach; what has no point is found by the municipality it is in."""

    latitude: float
    longitude: float
    kilometres: int
    municipality_code: str | None = None


@dataclass(frozen=True)
class Question:
    """What is looked for: filters, the days that are meant, this moment, around which point.

    `scope` keeps it to a part of all activities, such as those of one municipality.
    """

    filters: Filters
    period: Period
    at: datetime
    around: Around | None = None
    scope: ColumnElement[bool] | None = None

    def by(self, **filters: Any) -> "Question":
        """The same question with other filters."""
        return replace(self, filters=self.filters.with_(**filters))


def fits(date_: Any, question: Question) -> list[ColumnElement[bool]]:
    """What makes a date (an Occurrence or an alias of it) one that is asked for."""
    period = question.period
    fitting: list[ColumnElement[bool]] = [
        date_.on_date >= period.first,
        date_.ends_at > question.at,
        date_.status.in_(("planned", "full")),
    ]
    if period.last:
        fitting.append(date_.on_date <= period.last)
    if period.weekdays:
        sunday_first = [str((weekday + 1) % 7) for weekday in period.weekdays]
        fitting.append(func.strftime("%w", date_.on_date).in_(sunday_first))
    if question.filters.dagdeel:
        fitting.append(date_.day_part == question.filters.dagdeel)
    return fitting


def suits(question: Question) -> list[ColumnElement[bool]]:
    """What makes an activity one that is asked for, its place and dates apart."""
    filters = question.filters
    suiting: list[ColumnElement[bool]] = [Activity.status == "published"]
    if question.scope is not None:
        suiting.append(question.scope)
    if filters.doelgroep:
        welcomes = select(Audience.activity_id).where(Audience.code.in_(filters.doelgroep))
        suiting.append(Activity.id.in_(welcomes))
    if filters.thema:
        about = select(Theme.activity_id).where(Theme.code.in_(filters.thema))
        suiting.append(Activity.id.in_(about))
    if filters.gratis:
        suiting.append(Activity.is_free.is_(True))
    if filters.rolstoel:
        suiting.append(Activity.wheelchair == "yes")
    if filters.vorm == "online":
        suiting.append(Activity.attendance.in_(("online", "both")))
    elif filters.vorm:
        suiting.append(Activity.attendance != "online")
    if filters.words:
        mentions = select(words.c.rowid).where(
            words.c.activity_words.op("MATCH")(match(filters.words))
        )
        suiting.append(Activity.id.in_(mentions))
    return suiting


def match(typed: Sequence[str]) -> str:
    """Words as an FTS5 query: each quoted, so that it is never syntax, and free to go on."""
    return " ".join('"{}"*'.format(word.replace('"', '""')) for word in typed)


def reach_box(around: Around) -> tuple[float, float, float, float]:
    """South, north, west and east of the square around a circle, in degrees."""
    high = degrees(around.kilometres / EARTH_RADIUS_KILOMETRES) * 1.001
    wide = high / max(0.05, cos(radians(around.latitude)))
    return (
        around.latitude - high,
        around.latitude + high,
        around.longitude - wide,
        around.longitude + wide,
    )


def within_reach(around: Around) -> CTE:
    """Ids with their distance; None for what is online or without point in the municipality."""
    south, north, west, east = reach_box(around)
    distance = func.kilometres(
        around.latitude, around.longitude, Activity.latitude, Activity.longitude
    )
    placed = (
        select(box.c.id, distance.label("kilometres"))
        .join_from(box, Activity, Activity.id == box.c.id)
        .where(box.c.south <= north, box.c.north >= south)
        .where(box.c.west <= east, box.c.east >= west)
        .where(Activity.attendance != "online", distance <= around.kilometres)
    )
    if not around.municipality_code:
        return placed.cte("reached").prefix_with("MATERIALIZED")
    elsewhere = select(Activity.id, null()).where(
        Activity.municipality_code == around.municipality_code,
        Activity.status == "published",
        or_(Activity.attendance == "online", Activity.latitude.is_(None)),
    )
    return union_all(placed, elsewhere).cte("reached").prefix_with("MATERIALIZED")
