"""What was picked for or with somebody else: a short list that is kept in its address alone."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from weekapp.activities.models import Activity
from weekapp.agenda.filters import Filters
from weekapp.security import LARGEST_NUMBER

PARAMETER = "nr"
MOST_PICKED = 20
MOST_READ = 200
MOST_CHARACTERS = 1000
LONGEST_LETTER = 1800  # Windows hands no longer address to a mail program than some 2,000 signs
_BETWEEN = re.compile(r"[-,;.\s]+")


@dataclass(frozen=True)
class Picked:
    """The numbers of activities in the order they were picked, each once.

    `left_out` is how many more there were than MOST_PICKED; `is_garbled` whether something stood
    among them that cannot be a number of an activity.
    """

    numbers: tuple[int, ...] = ()
    left_out: int = 0
    is_garbled: bool = False

    @property
    def text(self) -> str:
        """The numbers as they stand in an address: “12-40”."""
        return "-".join(map(str, self.numbers))

    @property
    def is_full(self) -> bool:
        return len(self.numbers) >= MOST_PICKED

    def pairs(self) -> list[tuple[str, str]]:
        """What an address or a form has to take along."""
        return [(PARAMETER, self.text)] if self.numbers else []

    def address(self, path: str) -> str:
        """The one address of a page with these numbers."""
        return f"{path}?{PARAMETER}={self.text}" if self.numbers else path

    def without(self, number: int) -> Self:
        """The others."""
        return type(self)(tuple(one for one in self.numbers if one != number))


@dataclass(frozen=True)
class Onward(Filters):
    """Filters of a list whose links and forms all take along what was picked before."""

    picked: Picked = Picked()

    def pairs(self) -> list[tuple[str, str]]:
        return [*super().pairs(), *self.picked.pairs()]

    def narrowing(self) -> tuple[str, ...]:
        return tuple(name for name in super().narrowing() if name != PARAMETER)


def onward(asked: Filters, picked: Picked) -> Onward:
    """The same filters, with what was picked."""
    return Onward(**vars(asked), picked=picked)


def read(arguments: MultiDict[str, str]) -> Picked:
    """What was picked, in an address of ours (`nr=12-40`) or as a form sends it (`nr=12&nr=40`)."""
    typed = " ".join(arguments.getlist(PARAMETER)[:MOST_READ])
    parts = [part for part in _BETWEEN.split(typed[: MOST_READ * 11]) if part]
    numbers = tuple(dict.fromkeys(int(part) for part in parts if _is_number(part)))
    return Picked(
        numbers[:MOST_PICKED],
        left_out=len(numbers[MOST_PICKED:]),
        is_garbled=not all(map(_is_number, parts)),
    )


def in_order(picked: Picked, found: Collection[Activity]) -> list[Activity]:
    """Those that were found, in the order they were picked."""
    by_number = {one.id: one for one in found}
    return [by_number[number] for number in picked.numbers if number in by_number]


def letter(address: str, titles: Sequence[str]) -> str:
    """The address of a letter to somebody (RFC 6068): the link, and as many titles as fit."""
    start = [_("Kijk eens of hier iets voor je bij zit:"), address, ""]
    for told in range(len(titles), -1, -1):
        left = len(titles) - told
        rest = [_("En nog %(count)s, achter de link.", count=left)] if left else []
        lines = [*start, *(f"- {title}" for title in titles[:told]), *rest]
        made = mailto(_("Samen uitgezocht voor jou"), "\r\n".join(lines))
        if len(made) <= LONGEST_LETTER:
            break
    return made


def mailto(subject: str, body: str) -> str:
    """The address of a letter to whoever one likes (RFC 6068)."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _is_number(part: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,10}", part)) and 0 < int(part) <= LARGEST_NUMBER
