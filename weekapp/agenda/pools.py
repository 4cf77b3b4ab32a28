"""What fits a question around a point, out of the activities that are near it.

They are read once, in one query, and judged here: which fit, in what order they stand, and how many
would remain with one choice more are questions about the same few hundred rows.
"""

from dataclasses import dataclass, replace
from typing import Any

from weekapp.agenda import candidates
from weekapp.agenda.candidates import Candidate
from weekapp.agenda.filters import Filters
from weekapp.agenda.judging import Dated, Days, mask, raw, raw_day
from weekapp.agenda.nearness import narrowed
from weekapp.agenda.questions import Question


@dataclass
class Fit:
    """A candidate that fits all that is asked, with its first date that does, and how many do."""

    candidate: Candidate
    first: Dated
    dates: int


@dataclass
class Pool:
    """Candidates with those that fit, in the order of the list.

    `is_whole` unless only the nearest were read; `is_open` when nothing but words left any out.
    """

    candidates: list[Candidate]
    fits: list[Fit]
    is_whole: bool = True
    is_open: bool = True

    def has(self, wanted: int) -> bool:
        """Whether there are so many that fit, or no more to be found."""
        return self.is_whole or len(self.fits) >= wanted


def opened(question: Question) -> Question:
    """The question without all that can be chosen, but for the place and words."""
    asked = question.filters
    return replace(question, filters=Filters(waar=asked.waar, q=asked.q))


def whole(question: Question) -> Pool:
    """All that is around, and which of it fits."""
    found = candidates.read_around(opened(question))
    return Pool(found, fitting(found, question))


def nearest(question: Question, enough: int) -> Pool:
    """About so many of the nearest activities that have what is asked, and which of them fit."""
    assert question.around is not None
    closer = narrowed(question.around, enough)
    found = candidates.read_around(replace(question, around=closer))
    return Pool(found, fitting(found, question), closer == question.around, is_open=False)


def fitting(some: list[Candidate], question: Question) -> list[Fit]:
    """Those that fit all that is asked, in the order that is asked."""
    wishes, days = question.filters.wishes.values(), Days(question.period)
    part = mask(question.filters.dagdeel)
    found = []
    for one in some:
        if all(one.traits & some for some in wishes):
            dates = [dated for dated in one.dates if dated.part & part and days.hold(dated)]
            if dates:
                first = min(dates, key=lambda dated: (dated.starts_raw, dated.number))
                found.append(Fit(one, first, len(dates)))
    found.sort(key=lambda fit: place(fit, question))
    return found


def place(fit: Fit, question: Question) -> tuple[Any, ...]:
    """By what the list is ordered: distance, day and then distance, or time."""
    far = fit.candidate.kilometres
    by_distance = (far is None, far or 0.0)
    by_time = (fit.first.starts_raw, fit.candidate.number)
    if question.filters.volgorde == "tijd":
        return by_time
    if question.filters.volgorde == "beide":
        return (fit.first.on_raw, *by_distance, *by_time)
    return (*by_distance, *by_time)


def after(fits: list[Fit], question: Question) -> list[Fit]:
    """Those that come after the place in the list where the page begins."""
    begin = question.after
    assert begin is not None
    known = Candidate(begin.number, begin.kilometres, 0, [])
    first = Dated(0, raw_day(begin.day), 0, raw(begin.starts_at), None)
    last = place(Fit(known, first, 0), question)
    return [fit for fit in fits if place(fit, question) > last]
