"""Which days the list is about: the running or coming week, from today on, or what was asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from flask_babel import lazy_gettext as _

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKEND = (5, 6)
DAYS = {
    "vandaag": _("vandaag"),
    "morgen": _("morgen"),
    "weekend": _("in het weekend"),
    "maandag": _("op maandag"),
    "dinsdag": _("op dinsdag"),
    "woensdag": _("op woensdag"),
    "donderdag": _("op donderdag"),
    "vrijdag": _("op vrijdag"),
    "zaterdag": _("op zaterdag"),
    "zondag": _("op zondag"),
}
ONE_DAY = timedelta(days=1)
# So long before its first day people look for the week itself, and not for what is on before it.
NEAR = timedelta(weeks=6)


class Week(Protocol):
    """The first and last day of an edition."""

    first_day: date
    last_day: date


class Asked(Protocol):
    """What of the filters is about days."""

    @property
    def van(self) -> date | None: ...
    @property
    def tot(self) -> date | None: ...
    @property
    def dag(self) -> str: ...
    @property
    def on_date(self) -> date | None: ...


@dataclass(frozen=True)
class Period:
    """Days from first to last (None: no end), of which only some weekdays (0 is Monday) if any.

    `is_week` when it is the campaign week because nothing else was asked.
    """

    first: date
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    is_week: bool = False

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def period(asked: Asked, today: date, week: Week | None = None) -> Period:
    """The days that are meant; the week counts when nothing is said and it is near or running."""
    if asked.dag == "vandaag":
        return Period(today, today)
    if asked.dag == "morgen":
        return Period(today + ONE_DAY, today + ONE_DAY)
    if asked.on_date:
        return Period(asked.on_date, asked.on_date)
    weekdays = _weekdays(asked.dag)
    if asked.van or asked.tot:
        return Period(asked.van or min(today, asked.tot or today), asked.tot, weekdays)
    if week and is_near(week, today):
        return Period(max(today, week.first_day), week.last_day, weekdays, is_week=True)
    return Period(today, None, weekdays)


def is_near(week: Week, today: date) -> bool:
    """Whether a week is running, or so near that people look for it."""
    return week.first_day - NEAR <= today <= week.last_day


def _weekdays(dag: str) -> tuple[int, ...]:
    if dag == "weekend":
        return WEEKEND
    return (WEEKDAYS.index(dag),) if dag in WEEKDAYS else ()
