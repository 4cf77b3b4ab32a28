"""What a letter tells: what is on near a postcode in the coming days, by day.

It is found as the list of the site finds it, once for all who get the same.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from weekapp.agenda import search
from weekapp.agenda.filters import Filters
from weekapp.agenda.listing import question_of
from weekapp.agenda.near import Rows
from weekapp.clock import local
from weekapp.weekly import queries, weeks
from weekapp.weekly.areas import Area

MOST = 20
# Where nothing is within reach: so far one may want to go for once, and so much to choose from.
FURTHER, MOST_FURTHER = 25, 3


class Told(NamedTuple):
    """One activity in a letter: its row, as the list has it, and the number to ring."""

    card: Any
    telephone: str


@dataclass(frozen=True)
class Contents:
    """What is told, by day; `is_further` when all of it is beyond the reach that was asked.

    `asked` are the filters of the list that shows the same, and more if there `is_more`.
    """

    area: Area
    kilometres: int
    first: date
    last: date
    days: list[tuple[date, list[Told]]]
    asked: Filters
    is_more: bool = False
    is_further: bool = False


def around(pc4: str, kilometres: int, at: datetime) -> Contents | None:
    """What is on around a postcode; None when that is nothing.

    Where nothing is within reach, the nearest few are told with their distance. Where there is
    nothing either no letter goes out this week: a letter that only says that there is nothing
    tells somebody who hesitates that there is nothing for them.
    """
    first = local(at).date()
    asked = Filters(waar=pc4, straal=kilometres, van=first, tot=first + weeks.TOLD)
    cards, is_further = _nearest(asked, at, MOST + 1), False
    if not cards and kilometres < FURTHER:
        asked, is_further = asked.with_(straal=FURTHER), True
        cards = _nearest(asked, at, MOST_FURTHER)
    if not cards:
        return None
    return Contents(
        area=Area(pc4),
        kilometres=kilometres,
        first=first,
        last=first + weeks.TOLD,
        days=_by_day(cards[:MOST], first),
        asked=asked,
        is_more=len(cards) > MOST,
        is_further=is_further,
    )


def _nearest(asked: Filters, at: datetime, most: int) -> Rows:
    question = question_of(asked, at)
    # A postcode that is known no more is nowhere, and must not become the whole country.
    return search.some(question, most) if question.around else ()


def _by_day(cards: Rows, first: date) -> list[tuple[date, list[Told]]]:
    """By day and time; what began before is on today."""
    telephones = queries.telephones([card.id for card in cards])

    def day(card: Any) -> date:
        return max(first, local(card.starts_at).date())

    in_time = sorted(cards, key=lambda card: (day(card), card.starts_at, card.id))
    return [
        (on, [Told(card, telephones.get(card.id, "")) for card in some])
        for on, some in groupby(in_time, day)
    ]
