"""What time it is, and the two ways we hold it: UTC inside, Amsterdam for people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment in UTC, whole seconds: what HTTP dates and iCalendar stamps can carry."""
    return datetime.now(UTC).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The wall clock time in Amsterdam of an aware moment."""
    return moment.astimezone(AMSTERDAM)


def today() -> date:
    """The date in Amsterdam."""
    return local(now()).date()
