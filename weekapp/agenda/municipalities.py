"""What the municipality pages tell: names by letter and province, and what is on by day."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from weekapp import clock
from weekapp.agenda import days, queries, search
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.near import Rows
from weekapp.agenda.questions import Question, Scope
from weekapp.campaign import queries as campaign
from weekapp.campaign.models import Edition
from weekapp.formats import days_between, last_date
from weekapp.places.gazetteer import gazetteer
from weekapp.places.models import Municipality
from weekapp.slugs import slug_of

ByDay = list[tuple[date, list[Any]]]

ON_A_PAGE = 30
OUTSIDE_THE_WEEK = 6
MUNICIPALITY_KIND = "gemeente"


@dataclass(frozen=True)
class Programme:
    """What is on in a municipality: by day, in the week, outside of it, and who organises."""

    asked: Filters
    period: Period
    week: Edition | None
    days: ByDay
    strip: list[tuple[date, int]]
    outside: Rows
    organisations: Rows
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not self.days and not self.outside

    @property
    def contacts(self) -> list[Any]:
        """The municipality itself, as it takes part as an organisation."""
        return [one for one in self.organisations if one.kind == MUNICIPALITY_KIND]


def programme(municipality: Municipality, asked: Filters, at: datetime) -> Programme:
    """What is on there in the days that are asked for, at most a page of it."""
    today = clock.local(at).date()
    week = campaign.running_or_next(today)
    period = days.period(asked, today, week)
    scope = Scope(municipality_code=municipality.code, on=today)
    kept = Filters(pagina=asked.pagina, dag=asked.dag, van=asked.van, tot=asked.tot)
    question = Question(kept, period, at, scope=scope, is_busy=queries.is_busy(scope))
    found = search.by_date(question, ON_A_PAGE)
    has_more = found.total > ON_A_PAGE
    is_whole_week = period.is_week and kept.pagina == 1 and not has_more
    by_day = [
        (day, list(rows))
        for day, rows in groupby(found.rows, lambda row: max(_day(row), period.first))
    ]
    return Programme(
        asked=kept,
        period=period,
        week=week,
        days=by_day,
        strip=_strip(scope, week, today, by_day if is_whole_week else None),
        outside=_after(week, question) if is_whole_week and week else (),
        organisations=queries.organisations_in(scope),
        has_more=has_more,
    )


def by_letter(names: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Names under their first letter: 's-Hertogenbosch under H, as in an index."""
    ordered = sorted(names, key=lambda one: (sort_key(one.name), one.name))
    return [(letter, list(them)) for letter, them in groupby(ordered, lambda o: letter_of(o.name))]


def by_province(names: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Names under their province."""
    province = attrgetter("province")
    ordered = sorted(names, key=lambda one: (province(one), sort_key(one.name)))
    return [(name, list(them)) for name, them in groupby(ordered, province)]


def called(typed: str, names: Iterable[Any]) -> list[Any]:
    """Those in whose names what was typed stands; all of them when nothing was."""
    wanted = plain(typed)
    others = other_names()
    return [
        one
        for one in names
        if any(wanted in plain(name) for name in (one.name, *others.get(one.slug, ())))
    ]


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """What people call a municipality besides its name, by slug: Den Haag for ’s-Gravenhage."""
    known = gazetteer()
    seats = [one for one in known.places if one.shown == known.municipality_of(one).shown]
    return {known.municipality_of(one).slug: one.aliases for one in seats if one.aliases}


def slugs_for(name: str) -> list[str]:
    """The slugs of the municipalities that people also call so: “den-haag”."""
    others = other_names().items()
    return [slug for slug, names in others if name in map(slug_of, names)]


def plain(name: str) -> str:
    """Letters and digits only, without accents, lower case."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(sign for sign in bare.lower() if sign.isalnum())


def sort_key(name: str) -> str:
    """Without the article that does not count in an index: 's-Gravenhage, 't Hoogeland, De Bilt."""
    lower = name.lower()
    for article in ("'s-", "'t ", "’s-", "’t "):
        lower = lower.removeprefix(article)
    return plain(lower)


def letter_of(name: str) -> str:
    """The capital an index puts a name under."""
    return sort_key(name)[:1].upper()


def _day(row: Any) -> date:
    return clock.local(row.starts_at).date()


def _strip(
    scope: Scope, week: Edition | None, today: date, shown: ByDay | None
) -> list[tuple[date, int]]:
    """Each day of the week with how much is on from today; nothing when the week is far."""
    if week is None or not days.is_near(week, today):
        return []
    if shown is None:
        counts = queries.counts_by_day(scope, max(today, week.first_day), week.last_day)
    else:
        counts = Counter(day for day, _id in {on for _day, rows in shown for on in _each(rows)})
    return [(day, counts.get(day, 0)) for day in days_between(week.first_day, week.last_day)]


def _each(rows: list[Any]) -> Iterator[tuple[date, int]]:
    """Each day that something is on, with the id of what is."""
    for row in rows:
        last = last_date(row.starts_at, row.ends_at)
        yield from ((day, row.id) for day in days_between(_day(row), last))


def _after(week: Edition, question: Question) -> Rows:
    later = Period(week.last_day + days.ONE_DAY)
    return search.soonest(replace(question, filters=Filters(), period=later), OUTSIDE_THE_WEEK)
