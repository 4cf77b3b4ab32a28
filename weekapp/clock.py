"""What time it is, and the two ways we hold it: UTC inside, Amsterdam for people."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment in UTC, whole seconds: what HTTP dates and iCalendar stamps can carry."""
    return datetime.now(UTC).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The wall clock time in Amsterdam of an aware moment."""
    return moment.astimezone(AMSTERDAM)


def is_all_day(starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a date is whole days: from one midnight in Amsterdam to another."""
    return all(local(moment).time() == time() for moment in (starts_at, ends_at))


def today() -> date:
    """The date in Amsterdam."""
    return local(now()).date()
