"""What was found at a source, in the fields of the form: the one shape every reader gives."""

from dataclasses import dataclass, field

from weekapp.activities.rows import Typed


@dataclass(frozen=True)
class Found:
    """One activity as its source tells it.

    `key` is what it is known by there, the same each time it is read; `where` is where to find it
    back ("rij 12"). `fields` is what somebody would have typed in the form, rows of dates and all.
    `problems` says, by the name of a field, what could not be understood; `remarks` are sentences
    that stand in nobody's way.
    """

    key: str
    title: str
    where: str
    fields: Typed
    problems: dict[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True)
class Unread:
    """Something at a source that could not be made into an activity, and why.

    `key` is what it is known by there, where that can be read.
    """

    where: str
    what: str
    why: str
    key: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything a source says; `remarks` are about all of it."""

    found: tuple[Found, ...]
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()


class CannotRead(Exception):
    """Nothing of the source can be read; the message tells the organiser why and what to do."""
