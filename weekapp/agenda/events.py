"""What a calendar says: an event of it, and the calendar itself; `ical` writes them."""

from dataclasses import dataclass
from datetime import date, datetime

Point = tuple[float, float]


@dataclass(frozen=True)
class Event:
    """One VEVENT; `sender` is the address the calendar comes from, `organiser` who organises.

    With `days` it is a bar over whole days, the last one included, whatever its times are.
    `conference` is where to take part online, `image` the address of a JPEG.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    sequence: int
    is_cancelled: bool
    summary: str
    organiser: str
    sender: str
    description: str = ""
    location: str = ""
    point: Point | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    conference: str = ""
    conference_label: str = ""
    image: str = ""
    is_tentative: bool = False


@dataclass(frozen=True)
class Subscription:
    """What a calendar to subscribe to says of itself; `source` is its own address."""

    name: str
    description: str
    source: str
    url: str
    changed_at: datetime
    refresh_hours: int
