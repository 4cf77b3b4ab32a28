"""How many would remain of a list if one more choice was made, for every choice at once.

One query tells of each activity that could be in the list what it is, how far, and on which of the
days one can choose; the counting is done here, since what a choice leaves depends on all others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.vocabulary import DAY_PARTS
from weekapp.activities.wall import LONGEST
from weekapp.agenda import days
from weekapp.agenda.calendar_window import midnight
from weekapp.agenda.conditions import fits, suits, within_reach
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.models import Traits
from weekapp.agenda.questions import NIGHT, Question
from weekapp.agenda.search import MOST_COUNTED, Found, Rows, Statement, read
from weekapp.agenda.traits import FLAGS, FORMS, GROUPS, SEVERAL, bit, bits
from weekapp.campaign.models import Edition
from weekapp.database import UtcDateTime
from weekapp.database.differences import weekday

# The days one can choose with one press, and those that are asked now.
CHOICES = ("", "vandaag", "morgen", "weekend")
NOW = "now"
# Each part of the day is a bit; what lasts whole days is in every part.
PARTS = {part: 1 << number for number, part in enumerate(DAY_PARTS)}
WHOLE_DAYS = 1 << len(PARTS)
EVERY_PART = 2 * WHOLE_DAYS - 1
# In kilometres: to walk, to cycle, and further.
REACHES = (1, 2, 5, 10, 15, 25, 50, 100, 180)
ALWAYS = date(9999, 12, 31)
EVERY_DAY = 0b1111111

Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Facets:
    """For a filter and its value how many there would be; empty when it was too much to count."""

    counts: Counts

    def of(self, name: str, value: object = "ja") -> int | None:
        """How many activities remain if this is chosen as well; None when that is not known."""
        return self.counts.get((name, str(value))) if self.counts else None


NOT_COUNTED = Facets({})


def facets(question: Question, found: Found, today: date, week: Edition | None) -> Facets:
    """The counts of a list; of every choice, as long as all that could be in it can be counted.

    Where that is too much, but what fits now is not, of the choices that only leave some out.
    """
    asked = question.filters
    periods = dict(_periods(question, today, week))
    open_to_all = replace(question, filters=Filters(q=asked.q, waar=asked.waar))
    rows = _rows(open_to_all, periods)
    if len(rows) <= MOST_COUNTED:
        return Facets(_counted(rows, question))
    if found.is_partial or found.total > MOST_COUNTED:
        return NOT_COUNTED
    fitting = _counted(_rows(question, periods), question)
    chosen = [name for name in (*SEVERAL, "vorm", "dagdeel") if getattr(asked, name)]
    return Facets({key: many for key, many in fitting.items() if key[0] not in ("dag", *chosen)})


def _periods(question: Question, today: date, week: Edition | None) -> Iterator[tuple[str, Period]]:
    """By its name in the SQL, the days that are asked and each that can be chosen instead."""
    yield NOW, question.period
    for choice in CHOICES:
        yield choice or "all", days.period(chosen_day(question.filters, choice), today, week)


def chosen_day(asked: Filters, choice: str) -> Filters:
    """The filters once a day is chosen: the form sends the dates that stand in it along."""
    if choice in ("vandaag", "morgen"):
        return asked.with_(dag=choice, van=None, tot=None)
    first, last = asked.van or asked.on_date, asked.tot or asked.on_date
    return asked.with_(dag=choice, van=first, tot=last)


def _rows(question: Question, periods: Mapping[str, Period]) -> Rows:
    values: dict[str, Any] = {"most": MOST_COUNTED + 1}
    for name, period in periods.items():
        weekdays = sum(1 << (day + 1) % 7 for day in period.weekdays) or EVERY_DAY
        values |= {
            f"{name}_first": period.first,
            f"{name}_since": period.first - LONGEST,
            f"{name}_morning": midnight(period.first) + NIGHT,
            f"{name}_last": period.last or ALWAYS,
            f"{name}_weekdays": weekdays,
        }
    return read(_statement, question, values)


def _statement(question: Question) -> Statement:
    """Of each activity that could be in the list: traits, distance, and its days with parts."""
    some = select(Activity.id, Traits.traits).join(Traits, Traits.activity_id == Activity.id)
    if question.around:
        reached = within_reach(question.around)
        some = some.add_columns(reached.c.kilometres).join(reached, reached.c.id == Activity.id)
    else:
        some = some.add_columns(null().label("kilometres"))
    if question.is_narrowed:
        date_ = aliased(Occurrence)
        fitting = exists().where(date_.activity_id == Activity.id, *fits(date_, question))
        some = some.where(fitting)
    some = some.where(*suits(question)).limit(bindparam("most", type_=Integer))
    one = some.cte("some").prefix_with("MATERIALIZED")
    names = (NOW, *(choice or "all" for choice in CHOICES))
    return (
        select(one.c.traits, one.c.kilometres, *(_parts(name, question) for name in names))
        .join_from(one, Occurrence, Occurrence.activity_id == one.c.id)
        .where(Occurrence.ends_at > bindparam("at", type_=UtcDateTime))
        .where(Occurrence.status.in_(("planned", "full")))
        .group_by(one.c.id, one.c.traits, one.c.kilometres)
    )


def _parts(name: str, question: Question) -> ColumnElement[int]:
    """In which parts of the day an activity is on these days; each part is one bit.

    What began on an earlier day counts where the list shows it: see `fits`.
    """

    def bound(what: str, type_: Any) -> BindParameter[Any]:
        return bindparam(f"{name}_{what}", type_=type_)

    day = cast(weekday(Occurrence.on_date), Integer)
    begins = Occurrence.on_date >= bound("first", Date)
    goes_on = and_(
        Occurrence.on_date >= bound("since", Date),
        Occurrence.ends_at > bound("morning", UtcDateTime),
    )
    is_then = and_(
        or_(begins, goes_on) if question.is_narrow else begins,
        Occurrence.on_date <= bound("last", Date),
        bound("weekdays", Integer).op(">>")(day).op("&")(1) == 1,
    )
    part = case(PARTS, value=Occurrence.day_part, else_=WHOLE_DAYS)
    return func.sum(case((is_then, part)).distinct()).label(name)


def _counted(rows: Rows, question: Question) -> dict[tuple[str, str], int]:
    """How many there would be, by filter and value."""
    asked = question.filters
    fit, but_for = _apart(rows, asked)
    counts = {(flag, "ja"): _with_bits(fit, bit(flag)) for flag in FLAGS}
    for kind in SEVERAL:
        chosen = bits(kind, getattr(asked, kind))
        for code in GROUPS[kind]:
            counts[kind, code] = _with_bits(fit + but_for[kind], chosen | bit(kind, code))
    for form in FORMS:
        counts["vorm", form] = _with_bits(fit + but_for["vorm"], bit("vorm", form))
    then, mask = fit + but_for["dag"], _mask(asked.dagdeel)
    for choice in CHOICES:
        name = choice or "all"
        counts["dag", choice] = sum(bool((getattr(row, name) or 0) & mask) for row in then)
    for part in PARTS:
        counts["dagdeel", part] = sum(bool((row.now or 0) & _mask(part)) for row in then)
    if question.around:
        distances = [row.kilometres or 0.0 for row in fit]
        for reach in (one for one in REACHES if one <= question.around.kilometres):
            counts["straal", str(reach)] = sum(far <= reach for far in distances)
    return counts


def _apart(rows: Rows, asked: Filters) -> tuple[list[Any], dict[str, list[Any]]]:
    """What fits all that is asked, and by filter what would if only that one was not asked."""
    musts = {flag: bit(flag) for flag in FLAGS if getattr(asked, flag)}
    if asked.vorm:
        musts["vorm"] = bit("vorm", asked.vorm)
    musts |= {kind: bits(kind, getattr(asked, kind)) for kind in SEVERAL if getattr(asked, kind)}
    mask = _mask(asked.dagdeel)
    fit: list[Any] = []
    but_for: dict[str, list[Any]] = {name: [] for name in (*FLAGS, *SEVERAL, "vorm", "dag")}
    for row in rows:
        failed = [name for name, some in musts.items() if not row.traits & some]
        if not (row.now or 0) & mask:
            failed.append("dag")
        if not failed:
            fit.append(row)
        elif len(failed) == 1:
            but_for[failed[0]].append(row)
    return fit, but_for


def _with_bits(rows: list[Any], some: int) -> int:
    return sum(bool(row.traits & some) for row in rows)


def _mask(part: str) -> int:
    return PARTS[part] | WHOLE_DAYS if part else EVERY_PART
