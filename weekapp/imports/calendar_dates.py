"""The dates of a series within a window: its rule, and what was changed of single dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from weekapp.imports.calendar_parts import Length, Part, value_in
from weekapp.imports.calendar_values import When, line_of, unescaped
from weekapp.imports.recurrences import combined, days_of, is_before_end
from weekapp.imports.zones import AMSTERDAM

AHEAD = timedelta(days=730)
MOST = 400  # dates that are looked at
GIVEN = 110  # dates that are told; an activity has fewer
ENOUGH = 145  # more than are told, however many of them lie before today
NEARBY = timedelta(days=32)  # how far a date may be moved by “this one and all after it”
LONGEST_WORDS = 200
DAY = timedelta(days=1)


@dataclass
class Dates:
    """The dates there are, in order, and what was left out of them."""

    found: list[dict[str, str]] = field(default_factory=list)
    has_past: bool = False
    has_later: bool = False
    left_out: int = 0


@dataclass(frozen=True)
class _Date:
    start: When
    length: Length
    part: Part

    @property
    def day(self) -> date:
        """The day it begins, in Amsterdam."""
        if self.start.zone in (None, AMSTERDAM):
            return self.start.wall.date()
        return self.start.utc.astimezone(AMSTERDAM).date()


class Moments:
    """Moments and days at which dates of a series begin, however a calendar writes them."""

    def __init__(self, given: Iterable[When]) -> None:
        given = list(given)
        self.floating = {one.wall for one in given if one.is_floating}
        self.moments = {one.utc for one in given if not one.is_day}
        self.days = {one.wall.date() for one in given if one.is_day}
        self.around = self.days | {day_of(one) for one in given}

    def has(self, start: When) -> bool:
        """Whether the date that begins then is meant."""
        if not self.around:
            return False
        day = start.wall.date()
        if start.is_day:
            return day in self.around
        return day in self.days or start.utc in self.moments or start.wall in self.floating


def day_of(when: When) -> date:
    """The day that is meant by a moment; midnight in Amsterdam may be written in UTC."""
    return (when.utc.astimezone(AMSTERDAM) if when.zone is UTC else when.wall).date()


def dates_of(
    master: Part | None, exceptions: list[Part], unknown: list[When], today: date
) -> Dates:
    """The dates of a series from today on, with what is said of single dates instead.

    Of `unknown` dates something else is said that cannot be read: they are not told as they were.
    """
    dates = Dates()
    last = today + AHEAD
    all_of_them = [*_regular(master, exceptions, unknown, today, dates), *_single(exceptions)]
    coming = []
    for one in all_of_them:
        day = one.day
        dates.has_past |= day < today
        dates.has_later |= day > last
        if today <= day <= last:
            coming.append(one)
    coming.sort(key=lambda one: one.start.utc)
    told = {(said["starts"], said["ends"]): said for said in map(_told, coming[:GIVEN])}
    dates.found, dates.left_out = list(told.values()), max(0, len(coming) - GIVEN)
    return dates


def _single(exceptions: list[Part]) -> list[_Date]:
    return [
        _Date(one.start, one.length, one)
        for one in exceptions
        if not one.is_for_later and not one.is_cancelled
    ]


def _regular(
    master: Part | None, exceptions: list[Part], unknown: list[When], today: date, dates: Dates
) -> Iterator[_Date]:
    """The dates that nobody changed one by one, moved as “this one and all after it” says."""
    if master is None:
        return
    single = Moments(one.instance for one in exceptions if one.instance and not one.is_for_later)
    excluded = Moments((*master.excluded, *unknown))
    later = [one for one in exceptions if one.instance and one.is_for_later]
    later.sort(key=lambda one: one.instance.utc if one.instance else one.start.utc)
    given = 0
    for start, length in _starts(master, today, dates):
        if given > ENOUGH:
            return
        if single.has(start) or excluded.has(start):
            continue
        given += start.wall.date() >= today
        rules = [one for one in later if one.instance and not _is_before(start, one.instance)]
        if not rules:
            yield _Date(start, length, master)
        elif not rules[-1].is_cancelled:
            yield _moved(start, rules[-1])


def _starts(master: Part, today: date, dates: Dates) -> Iterator[tuple[When, Length]]:
    """When it begins by its rule, and on the dates that are added to that."""
    yield from master.extra
    first, rule = master.start, master.rule
    if rule is None:
        yield first, master.length
        return
    since, last = today - NEARBY, today + AHEAD + DAY
    told = coming = 0
    is_over = False
    for day in days_of(rule, first.wall.date(), since, last):
        start = combined(day, first)
        if is_over := told > 0 and not is_before_end(rule, start):
            break
        told += 1
        coming += day >= since
        if coming > MOST:
            break
        yield start, master.length
    dates.has_later |= rule.count is None and not is_over and _goes_on(rule.until, last)
    dates.has_later |= coming > MOST or (rule.count or 0) > told


def _goes_on(until: When | None, last: date) -> bool:
    return until is None or until.wall.date() > last


def _is_before(start: When, instance: When) -> bool:
    if start.is_day or instance.is_day:
        return start.wall.date() < day_of(instance)
    return start.utc < instance.utc


def _moved(start: When, by: Part) -> _Date:
    """A date as many days later, and at the time, that the exception says."""
    assert by.instance
    instance = by.instance
    if instance.zone and start.zone:
        instance = When(instance.utc.astimezone(start.zone).replace(tzinfo=None), start.zone)
    days = by.start.wall.date() - instance.wall.date()
    wall = datetime.combine(start.wall.date() + days, by.start.wall.time())
    return _Date(by.start.at(wall), by.length, by)


def _told(one: _Date) -> dict[str, str]:
    """A date as JSON: two moments in UTC, or the first and the last day."""
    if one.start.is_day:
        last = one.start.wall + one.length.wall - DAY
        said = {"starts": one.start.wall.date().isoformat(), "ends": last.date().isoformat()}
    else:
        ends = one.part.end_of(one.start, one.length).isoformat() if one.length else ""
        said = {"starts": one.start.utc.isoformat(), "ends": ends}
    if one.part.instance:
        said["title"] = line_of(value_in(one.part.event, "SUMMARY"))[:LONGEST_WORDS]
        said["location"] = unescaped(value_in(one.part.event, "LOCATION"))[:LONGEST_WORDS]
    return said
