"""Judges dates as they come from the database, unread: thousands of them for one page.

Reading a date into Python costs more than comparing it as it is, and most are only compared.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from weekapp.activities.vocabulary import DAY_PARTS
from weekapp.activities.wall import LONGEST
from weekapp.agenda.calendar_window import midnight
from weekapp.agenda.days import Period
from weekapp.agenda.questions import NIGHT
from weekapp.database import is_postgresql

# Each part of the day is a bit; what lasts whole days is in every part.
PARTS = {part: 1 << number for number, part in enumerate(DAY_PARTS)}
WHOLE_DAYS = 1 << len(PARTS)
EVERY_PART = 2 * WHOLE_DAYS - 1


class Dated(NamedTuple):
    """A date of an activity; what is raw is text in SQLite, and in PostgreSQL what psycopg gives.

    `part` is the bit of the part of the day.
    """

    number: int
    on_raw: Any
    part: int
    starts_raw: Any
    ends_raw: Any


def part_bit(day_part: str) -> int:
    """The bit of a part of the day as it is stored; an empty one is whole days."""
    return PARTS.get(day_part, WHOLE_DAYS)


def mask(day_part: str) -> int:
    """The bits that will do for a part of the day; empty is any."""
    return PARTS[day_part] | WHOLE_DAYS if day_part else EVERY_PART


def raw(moment: datetime) -> Any:
    """A moment as the database hands it out unread."""
    if is_postgresql():
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def raw_day(day: date) -> Any:
    """The same of a day."""
    return day if is_postgresql() else day.isoformat()


@dataclass
class Days:
    """The days of a period, to hold many dates against; days that were seen before are known.

    What began earlier and goes on counts only where lists show it: see `conditions.fits`.
    """

    period: Period
    goes_on: bool = True
    morning: Any = None
    known: dict[Any, tuple[bool, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.morning = raw(midnight(self.period.first) + NIGHT)

    def hold(self, dated: Dated) -> bool:
        """Whether a date begins in the period, or began before it and still goes on then."""
        known = self.known.get(dated.on_raw)
        if known is None:
            known = self.known[dated.on_raw] = self._about(dated.on_raw)
        begins, may_go_on = known
        return begins or (may_go_on and dated.ends_raw > self.morning)

    def parts(self, dates: list[Dated]) -> int:
        """In which parts of the day these dates are, of those that are in the period."""
        found = 0
        for dated in dates:
            if self.hold(dated):
                found |= dated.part
        return found

    def _about(self, on_raw: Any) -> tuple[bool, bool]:
        """Whether a day is in the period, and whether what began then can go on in it."""
        on = date.fromisoformat(on_raw) if isinstance(on_raw, str) else on_raw
        period = self.period
        is_right = not period.weekdays or on.weekday() in period.weekdays
        is_right = is_right and (period.last is None or on <= period.last)
        is_begun = self.goes_on and on >= period.first - LONGEST
        return is_right and on >= period.first, is_right and is_begun
