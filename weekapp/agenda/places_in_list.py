"""The place of an activity in a list, as it stands in the link to the page that begins after it.

What is published or taken away meanwhile moves every number of a page, but not the place of what
was shown last: nobody sees an activity twice or misses one.
"""

import re
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row

from weekapp.clock import local

_PLACE = re.compile(r"(x|[0-9]{1,3}(?:\.[0-9]{1,20})?(?:e-[0-9]{1,2})?)_([0-9]{9,11})_([0-9]{1,9})")


class Place(NamedTuple):
    """By what lists are ordered: kilometres (None without a point), the first date, the number."""

    kilometres: float | None
    starts_at: datetime
    number: int

    @property
    def day(self) -> date:
        """The day of that date."""
        return local(self.starts_at).date()

    def values(self) -> dict[str, Any]:
        """What is bound, by name."""
        return {
            "after_at": self.starts_at,
            "after_day": self.day,
            "after_number": self.number,
        }


def of(row: Row[*tuple[Any, ...]]) -> str:
    """The place of a row of a list, as text for an address."""
    far = "x" if row.kilometres is None else repr(float(row.kilometres))
    return f"{far}_{int(row.starts_at.timestamp())}_{row.id}"


def read(typed: str) -> Place | None:
    """The place in an address; None when it is none."""
    found = _PLACE.fullmatch(typed)
    if not found:
        return None
    far, at, number = found.groups()
    try:
        moment = datetime.fromtimestamp(int(at), UTC)
    except (OverflowError, ValueError):
        return None
    return Place(None if far == "x" else float(far), moment, int(number))
