"""Adding, changing, ordering and removing helplines; each is written down, none of it commits."""

from dataclasses import asdict, dataclass

from weekapp.accounts.deeds import Deed
from weekapp.database import db
from weekapp.helplines import queries
from weekapp.helplines.models import Helpline, HelplineChange

MOST = 8  # a list at the foot of each page stays short enough to choose from


class TooMany(Exception):
    """There are as many helplines as anybody can choose from."""


@dataclass(frozen=True)
class Words:
    """What is said of a helpline, and whether it is."""

    name: str
    phone: str
    hours: str = ""
    website: str = ""
    sentence: str = ""
    is_shown: bool = True


def add(words: Words, deed: Deed) -> Helpline:
    """A new helpline, below the others; TooMany when there are enough."""
    if len(queries.helplines()) >= MOST:
        raise TooMany
    made = Helpline(position=queries.last_position() + 1, **asdict(words))
    db.session.add(made)
    _remember(made, "added", deed)
    return made


def change(helpline: Helpline, words: Words, deed: Deed) -> None:
    """Say something else of a helpline; nothing is written down when it is the same."""
    told = asdict(words)
    fields = [name for name, value in told.items() if getattr(helpline, name) != value]
    for name in fields:
        setattr(helpline, name, told[name])
    if fields:
        _remember(helpline, "changed", deed, fields)


def move_up(helpline: Helpline, deed: Deed) -> None:
    """Let a helpline change places with the one above it; the first stays where it is."""
    ordered = list(queries.helplines())
    place = ordered.index(helpline)
    if place:
        ordered[place - 1 : place + 1] = helpline, ordered[place - 1]
        _remember(helpline, "moved", deed)
    for position, one in enumerate(ordered, start=1):
        one.position = position


def remove(helpline: Helpline, deed: Deed) -> None:
    """Take a helpline away; that it was there stays in the history."""
    _remember(helpline, "removed", deed)
    db.session.delete(helpline)


def _remember(helpline: Helpline, what: str, deed: Deed, fields: list[str] | None = None) -> None:
    db.session.add(
        HelplineChange(
            name=helpline.name,
            at=deed.at,
            account_id=deed.by.id if deed.by else None,
            deed=what,
            fields=fields or [],
        )
    )
