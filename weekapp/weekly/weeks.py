"""When letters go: on Thursday morning by the clock of Amsterdam, and which days they tell of."""

from datetime import date, datetime, time, timedelta

from weekapp.clock import AMSTERDAM, local

WEEKDAY = 3  # Thursday: there is time to plan, and the weekend is still to come
MORNING, EVENING = 7, 20
WEEK = timedelta(days=7)
# To the Friday after the next letter, so that what is on when that comes is known before.
TOLD = timedelta(days=8)


def due(at: datetime) -> date | None:
    """The Thursday whose letters are to be made now, if any.

    When no worker was there all day it is still done on Friday: later the half of it is over.
    """
    day = local(at)
    late = day.weekday() - WEEKDAY
    if late in (0, 1) and MORNING <= day.hour < EVENING:
        return day.date() - timedelta(days=late)
    return None


def moment(on: date) -> datetime:
    """When the letters of a Thursday are made; who confirms later gets the next one."""
    return datetime.combine(on, time(MORNING), AMSTERDAM)


def next_on(at: datetime) -> date:
    """The Thursday of the first letter that is made after a moment."""
    today = local(at).date()
    on = today + timedelta(days=(WEEKDAY - today.weekday()) % 7)
    return on if at < moment(on) else on + WEEK
