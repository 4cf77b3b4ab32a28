"""Finds what is around a point: what a page of such a list holds, as cards."""

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, bindparam, select

from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda import looking, places_in_list, pools
from weekapp.agenda.candidates import MOST_COUNTED
from weekapp.agenda.conditions import named, rank
from weekapp.agenda.pools import Fit, Pool
from weekapp.agenda.questions import Question
from weekapp.agenda.reading import Statement, read
from weekapp.database import db

Rows = Sequence[Any]

SHOWN = 20

CARD = (
    Activity.id,
    Activity.slug,
    Activity.title,
    Activity.attendance,
    Activity.venue_name,
    Activity.street,
    Activity.place,
    Activity.is_free,
    Activity.wheelchair,
    Activity.is_met_at_door,
)
DATE = (Occurrence.starts_at, Occurrence.ends_at, Occurrence.status)
CARDS = (
    select(*CARD, *DATE)
    .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
    .where(Occurrence.id.in_(bindparam("dates", expanding=True, type_=Integer)))
)
Card: Any = namedtuple(  # type: ignore[misc]  # its fields are those of the columns above
    "Card", [*(str(column.key) for column in (*CARD, *DATE)), "dates", "kilometres"]
)


@dataclass(frozen=True)
class Found:
    """One page of rows (see CARD) and how many activities there are, counted to MOST_COUNTED.

    `is_partial` when only the nearest were counted: there are at least so many.
    """

    rows: Rows
    total: int
    page: int = 1
    is_partial: bool = False
    is_ranked: bool = False
    pool: Pool | None = field(default=None, compare=False)

    @property
    def pages(self) -> int:
        counted = -(-min(self.total, MOST_COUNTED) // SHOWN)
        return max(counted, self.page + 1) if self.is_partial else counted

    @property
    def next_from(self) -> str:
        """The place in the list after which the next page begins; empty where pages are counted."""
        if self.is_ranked or not self.rows or self.page >= self.pages:
            return ""
        return places_in_list.of(self.rows[-1])


def near(question: Question, shown: int = SHOWN) -> Found:
    """Nearest first, or in the order that is asked for; last what is online or not on the map."""
    page = question.filters.pagina
    pool = looking.around(question, page * shown)
    if question.after:
        fits = pools.after(pool.fits, question)[:shown]
    else:
        fits = by_words(pool.fits, question)[(page - 1) * shown : page * shown]
    return Found(_cards(fits), len(pool.fits), page, not pool.is_whole, pool=pool)


def nearest(question: Question, shown: int) -> Rows:
    """The first few of such a list, when that is all there is to know."""
    return _cards(looking.around(question, shown, counted=False).fits[:shown])


def _cards(fits: list[Fit]) -> list[Any]:
    """What a card says of each, as `Rows` do."""
    if not fits:
        return []
    found = db.session.execute(CARDS, {"dates": [fit.first.number for fit in fits]})
    by_number = {row.id: row for row in found}
    return [
        Card._make((*by_number[fit.candidate.number], fit.dates, fit.candidate.kilometres))
        for fit in fits
        if fit.candidate.number in by_number
    ]


def by_words(fits: list[Fit], question: Question) -> list[Fit]:
    """Among what is equally near, first what has the words in its title: see `conditions.rank`."""
    together = [list(some) for _, some in groupby(fits, lambda fit: fit.candidate.kilometres)]
    ties = [fit.candidate.number for some in together if len(some) > 1 for fit in some]
    if not ties or not question.filters.words or question.filters.volgorde:
        return fits
    rows = read(_ranks, question, {"numbers": ties[:MOST_COUNTED]})
    ranks = {row.id: row.rank for row in rows}
    return [
        fit
        for some in together
        for fit in sorted(some, key=lambda one: ranks.get(one.candidate.number, 0))
    ]


def _ranks(question: Question) -> Statement:
    ranked = rank(Activity.id, question).label("rank")
    return select(Activity.id, ranked).where(named(Activity.id))
