"""What a judge says of an event, in the one form in which all of them can be compared."""

from typing import NamedTuple


class Entry(NamedTuple):
    """An event as a program understood it.

    Times are UTC as "2026-10-25T00:30:00Z", whole days "2026-10-25"; the end is not included.
    """

    uid: str
    starts: str
    ends: str
    is_all_day: bool
    status: str
    summary: str


def moment(told: str) -> str:
    """The basic form of ISO 8601 ("20261025T003000Z") as the extended one."""
    day = f"{told[:4]}-{told[4:6]}-{told[6:8]}"
    return day if len(told) == 8 else f"{day}T{told[9:11]}:{told[11:13]}:{told[13:15]}Z"
