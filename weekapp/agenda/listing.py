"""What the list shows for what was asked: where that is, what is found, and help if nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from weekapp import clock
from weekapp.agenda import days, search, sentences
from weekapp.agenda.candidates import MOST_COUNTED
from weekapp.agenda.days import Period
from weekapp.agenda.facets import NOT_COUNTED, Facets, facets
from weekapp.agenda.filters import RADII, Filters
from weekapp.agenda.near import Found, Rows, nearest
from weekapp.agenda.questions import Around, Question
from weekapp.agenda.wording import Correction
from weekapp.campaign import queries as campaign
from weekapp.campaign.models import Edition
from weekapp.places import geocoding, where

IN_HELP = 3
STILL_NEAR_KILOMETRES = 50


@dataclass(frozen=True)
class Help:
    """What there is when nothing fits: further away, on other days, or else without filters.

    `distant` is the nearest when even that is too far to go to without a plan.
    """

    further: Rows
    other_days: Rows
    distant: Row[*tuple[Any, ...]] | None
    unfiltered: Rows


@dataclass(frozen=True)
class Listing:
    """A page of the list, and what is to be said about it."""

    filters: Filters
    answer: where.Answer | None
    period: Period
    week: Edition | None
    today: date
    found: Found
    help: Help | None
    facets: Facets = NOT_COUNTED
    corrections: Sequence[Correction] = ()

    @property
    def spot(self) -> where.Found | None:
        """The point that was searched around."""
        return self.answer if isinstance(self.answer, where.Found) else None

    @property
    def municipality_code(self) -> str:
        """The municipality that was searched in; empty when that is nowhere in particular."""
        return self.spot.municipality_code if self.spot else ""

    @property
    def choice(self) -> where.Choice | None:
        """The places of which one has to be chosen first."""
        return self.answer if isinstance(self.answer, where.Choice) else None

    @property
    def unknown(self) -> str:
        """Why no point was found for what was typed, if so."""
        return self.answer.reason if isinstance(self.answer, where.Nothing) else ""

    @property
    def kilometres(self) -> int | None:
        """The reach: as asked, else what suits the place."""
        return self.filters.straal or (self.spot.kilometres if self.spot else None)

    @property
    def days(self) -> str:
        """The days that are shown, in words."""
        return sentences.days_shown(self.filters, self.period, self.week, self.today)

    @property
    def days_asked(self) -> str:
        return sentences.days_asked(self.filters, self.today)

    @property
    def audiences(self) -> str:
        return sentences.audiences(self.filters)

    @property
    def themes(self) -> str:
        return sentences.themes(self.filters)

    @property
    def languages(self) -> str:
        return sentences.languages(self.filters)

    @property
    def flags(self) -> dict[str, str]:
        """By panel, which of its choices were made, in words."""
        return sentences.flags(self.filters)

    @property
    def order(self) -> str:
        """The order of the list, as the end of a sentence."""
        return sentences.order(self.filters)

    @property
    def is_more_than_counted(self) -> bool:
        return self.found.total > MOST_COUNTED


def listing(asked: Filters, at: datetime) -> Listing:
    """The page of the list that is asked for."""
    today = clock.local(at).date()
    week = campaign.running_or_next(today)
    period = days.period(asked, today, week)
    answer = geocoding.find(asked.waar, today) if asked.waar else None
    question = Question(asked, period, at, _around(answer, asked.straal))
    is_clear = not isinstance(answer, where.Choice)
    found = search.find(question) if is_clear else Found((), 0)
    needs_help = is_clear and not found.rows
    return Listing(
        filters=asked,
        answer=answer,
        period=period,
        week=week,
        today=today,
        found=found,
        help=_help(question, today) if needs_help else None,
        facets=facets(question, found, today, week) if is_clear else NOT_COUNTED,
        corrections=question.wording.corrections,
    )


def question_of(asked: Filters, at: datetime, answer: where.Answer | None = None) -> Question:
    """What the filters ask for; everywhere, as long as it is not clear where is meant.

    Who knows already where that is gives the answer; a place may have to be asked of a geocoder.
    """
    today = clock.local(at).date()
    if answer is None and asked.waar:
        answer = geocoding.find(asked.waar, today)
    period = days.period(asked, today, campaign.running_or_next(today))
    return Question(asked, period, at, _around(answer, asked.straal))


def _around(answer: where.Answer | None, kilometres: int | None) -> Around | None:
    if not isinstance(answer, where.Found):
        return None
    reach = kilometres or answer.kilometres
    return Around(answer.latitude, answer.longitude, reach, answer.municipality_code)


def _help(question: Question, today: date) -> Help:
    first = question.by(pagina=1)
    far = first
    if around := question.around:
        far = replace(first, around=replace(around, kilometres=max(RADII)))
    further = nearest(far, IN_HELP) if question.around else ()
    within_reach = tuple(row for row in further if row.kilometres <= STILL_NEAR_KILOMETRES)
    distant = further[0] if further and not within_reach else None
    other_days: Rows = ()
    if question.period != Period(today):
        any_day = replace(first.by(dag="", dagdeel="", van=None, tot=None), period=Period(today))
        other_days = search.some(any_day, IN_HELP)
    unfiltered: Rows = ()
    if not further and not other_days and question.filters.narrowing():
        asked = question.filters.without(*question.filters.narrowing())
        unfiltered = search.some(replace(far, filters=asked, period=Period(today)), IN_HELP)
    return Help(within_reach, other_days, distant, unfiltered)
