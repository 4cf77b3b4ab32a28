"""Which dates a calendar holds, how often to look again, and when either changed by itself."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from weekapp.agenda.days import NEAR
from weekapp.clock import AMSTERDAM, local

KEPT_DAYS = 30
AHEAD_DAYS = 366
CAMPAIGN = timedelta(weeks=2)
CAMPAIGN_HOURS, QUIET_HOURS = 1, 12
# Last-Modified of a calendar in which nothing ever happened.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class Weeks(NamedTuple):
    """Today, the running or next edition, and the last day of the one before it.

    Of the edition also which version of its days this is, and whether they are sure.
    """

    today: date
    first_day: date | None
    last_day: date | None
    previous_last_day: date | None
    year: int = 0
    is_provisional: bool = False
    sequence: int = 0
    edition_changed_at: datetime = BEGINNING

    @property
    def after(self) -> datetime:
        """Dates that ended before this moment are not kept any more."""
        return midnight(self.today - timedelta(days=KEPT_DAYS))

    @property
    def before(self) -> datetime:
        """Dates from this moment on are not told yet; the next edition always is."""
        last = max(self.today + timedelta(days=AHEAD_DAYS), self.last_day or self.today)
        return midnight(last + timedelta(days=1))

    @property
    def refresh_hours(self) -> int:
        """How often a program should look: each hour from two weeks before to the last day."""
        near = self.first_day is not None and self.first_day - CAMPAIGN <= self.today
        return CAMPAIGN_HOURS if near else QUIET_HOURS

    @property
    def is_quiet(self) -> bool:
        """Whether an edition is known and still so far that nobody looks for what is on in it."""
        return self.first_day is not None and self.today < self.first_day - NEAR

    @property
    def near_since(self) -> date | None:
        """The day on which the months before the edition stopped being quiet."""
        return self.first_day - NEAR if self.first_day and not self.is_quiet else None

    @property
    def pace_changed_on(self) -> date | None:
        """Since when `refresh_hours` is what it is."""
        if self.first_day and self.refresh_hours == CAMPAIGN_HOURS:
            return self.first_day - CAMPAIGN
        return self.previous_last_day + timedelta(days=1) if self.previous_last_day else None


def changed_at(
    weeks: Weeks,
    *changes: datetime | None,
    left: datetime | None,
    last_start: datetime | None,
    on: tuple[date | None, ...] = (),
) -> datetime:
    """When a calendar last became what it now is: by a change, or by the days going by.

    `left` is when the date ended that left last, `last_start` when its last date starts, `on` the
    days that changed this calendar in particular.
    """
    days = [weeks.pace_changed_on, *on]
    if left:
        days.append(_last_day(left) + timedelta(days=KEPT_DAYS + 1))
    if last_start:
        days.append(local(last_start).date() - timedelta(days=AHEAD_DAYS))
    # What the next edition brought in early counts from the day that edition was the next.
    passed = [midnight(day) for day in days if day and day <= weeks.today]
    return max(BEGINNING, *passed, *(change for change in changes if change))


def _last_day(ended_at: datetime) -> date:
    """The last day that something that ended at this moment was on."""
    return local(ended_at - timedelta(seconds=1)).date()


def midnight(day: date) -> datetime:
    """The moment a day begins in Amsterdam, in UTC."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)
