"""Dates and times as they stand on a clock on the wall in Amsterdam, and the moments they are."""

from datetime import UTC, date, datetime, time, timedelta

from weekapp import clock
from weekapp.clock import AMSTERDAM

# What a date of an activity can be at all; also keeps the arithmetic inside what datetime can do.
FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_DATES = 100
FURTHEST = timedelta(days=2 * 366)
LONGEST = timedelta(days=7)
ONE_DAY = timedelta(days=1)

is_all_day = clock.is_all_day


class OutOfRange(ValueError):
    """A day no activity of ours can be on."""


def moments(day: date, at: time) -> list[datetime]:
    """The moments in UTC at which the wall clock says this, earliest first.

    One on an ordinary day, none in the hour that is skipped in March, two in the hour that
    comes twice in October (PEP 495).
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutOfRange(day.isoformat())
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None))
    found = {wall.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(m for m in found if m.astimezone(AMSTERDAM).replace(tzinfo=None) == wall)


def after_gap(day: date, at: time) -> time:
    """What the wall clock says instead of a time that is skipped: 03.30 for 02.30."""
    wall = datetime.combine(day, at.replace(tzinfo=None)).replace(tzinfo=AMSTERDAM)
    return wall.astimezone(UTC).astimezone(AMSTERDAM).time()


def turn(moment: datetime) -> int | None:
    """Whether a moment is the first (0) or second (1) time its wall time comes; None if only."""
    local = moment.astimezone(AMSTERDAM)
    return local.fold if len(moments(local.date(), local.time())) == 2 else None


def weekly(first: date, until: date) -> list[date]:
    """The same weekday from `first` up to and including `until`, at most MOST_DATES."""
    weeks = (until - first).days // 7 if until >= first else -1
    return [first + timedelta(weeks=n) for n in range(min(weeks + 1, MOST_DATES))]


def midnight(day: date) -> datetime:
    """The moment in UTC at which a day begins."""
    return moments(day, time())[0]


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments in UTC between which these days are, the last one included."""
    return midnight(first), midnight(last + ONE_DAY)


def is_too_long(starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a date lasts longer than a week by the wall clock, whose days have 23 to 25 hours."""
    start, end = (clock.local(moment).replace(tzinfo=None) for moment in (starts_at, ends_at))
    return end - start > LONGEST


def is_yet_to_come(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether people can still plan to come: it has not begun, or is whole days and not over."""
    return (ends_at if is_all_day(starts_at, ends_at) else starts_at) > at
