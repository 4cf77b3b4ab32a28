"""How many would remain of a list if one more choice was made, for every choice at once.

What could be in the list was read in one query; the counting is done here, since what a choice
leaves depends on all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weekapp.agenda import days
from weekapp.agenda.candidates import FEW, MOST_COUNTED, Candidate, everywhere
from weekapp.agenda.filters import Filters
from weekapp.agenda.judging import PARTS, Days, mask
from weekapp.agenda.near import Found
from weekapp.agenda.pools import opened
from weekapp.agenda.questions import Question
from weekapp.agenda.traits import FLAGS, FORMS, GROUPS, SEVERAL, bit, bits
from weekapp.campaign.models import Edition

# The days one can choose with one press.
CHOICES = ("", "vandaag", "morgen", "weekend")
# In kilometres: to walk, to cycle, and further.
REACHES = (1, 2, 5, 10, 15, 25, 50, 100, 180)

Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Facets:
    """For a filter and its value how many there would be; empty when it was too much to count."""

    counts: Mapping[tuple[str, str], int]

    def of(self, name: str, value: object = "ja") -> int | None:
        """How many activities remain if this is chosen as well; None when that is not known."""
        return self.counts.get((name, str(value)))


NOT_COUNTED = Facets({})


def facets(question: Question, found: Found, today: date, week: Edition | None) -> Facets:
    """The counts of a list; of every choice, as long as all that could be in it can be counted.

    Where that is too much, but what fits now is not, of the choices that only leave some out.
    """
    candidates, is_open = _candidates(question, found)
    if candidates is None:
        return NOT_COUNTED
    counts = _counted(candidates, question, today, week)
    if is_open:
        return Facets(counts)
    asked = question.filters
    chosen = {name for name in (*SEVERAL, "vorm", "dagdeel") if getattr(asked, name)} | {"dag"}
    return Facets({key: many for key, many in counts.items() if key[0] not in chosen})


def _candidates(question: Question, found: Found) -> tuple[list[Candidate] | None, bool]:
    """What could be in the list, and whether that is all of it, whatever is chosen."""
    if pool := found.pool:
        is_too_much = not pool.is_whole or len(pool.candidates) > FEW
        return (None if is_too_much else pool.candidates), pool.is_open
    if found.total > MOST_COUNTED:
        return None, False
    if (every := everywhere(opened(question))) is not None:
        return every, True
    return everywhere(question), False


def chosen_day(asked: Filters, choice: str) -> Filters:
    """The filters once a day is chosen: the form sends the dates that stand in it along."""
    if choice in ("vandaag", "morgen"):
        return asked.with_(dag=choice, van=None, tot=None)
    first, last = asked.van or asked.on_date, asked.tot or asked.on_date
    return asked.with_(dag=choice, van=first, tot=last)


def _counted(
    candidates: list[Candidate], question: Question, today: date, week: Edition | None
) -> Counts:
    """How many there would be, by filter and value."""
    asked, now = question.filters, Days(question.period, question.is_narrow)
    fit, but_for = _apart(candidates, asked, now)
    counts = {(flag, "ja"): _with_bits(fit, bit(flag)) for flag in FLAGS}
    for kind in SEVERAL:
        some, chosen = fit + but_for[kind], bits(kind, getattr(asked, kind))
        for code in GROUPS[kind]:
            counts[kind, code] = _with_bits(some, chosen | bit(kind, code))
    some = fit + but_for["vorm"]
    for form in FORMS:
        counts["vorm", form] = _with_bits(some, bit("vorm", form))
    then = fit + but_for["dag"]
    for part in PARTS:
        counts["dagdeel", part] = sum(bool(now.parts(one.dates) & mask(part)) for one in then)
    for choice in CHOICES:
        other = days.period(chosen_day(asked, choice), today, week)
        held = Days(other, question.is_narrow)
        counts["dag", choice] = sum(
            bool(held.parts(one.dates) & mask(asked.dagdeel)) for one in then
        )
    if question.around:
        distances = [one.kilometres or 0.0 for one in fit]
        for reach in (one for one in REACHES if one <= question.around.kilometres):
            counts["straal", str(reach)] = sum(far <= reach for far in distances)
    return counts


def _apart(
    candidates: list[Candidate], asked: Filters, now: Days
) -> tuple[list[Candidate], dict[str, list[Candidate]]]:
    """What fits all that is asked, and by filter what would if only that one was not asked."""
    wishes, part = asked.wishes, mask(asked.dagdeel)
    fit: list[Candidate] = []
    but_for: dict[str, list[Candidate]] = {name: [] for name in (*FLAGS, *SEVERAL, "vorm", "dag")}
    for one in candidates:
        failed = [name for name, some in wishes.items() if not one.traits & some]
        if not now.parts(one.dates) & part:
            failed.append("dag")
        if not failed:
            fit.append(one)
        elif len(failed) == 1:
            but_for[failed[0]].append(one)
    return fit, but_for


def _with_bits(candidates: list[Candidate], some: int) -> int:
    return sum(bool(one.traits & some) for one in candidates)
