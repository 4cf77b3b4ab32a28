"""The rules by which an event comes back: which we follow, and on which days it then is.

A rule is looked at before anything is done with it. Each day, week, month or year is looked at
once, up to the end of a window, so that no rule can take longer than its window lasts.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weekapp.imports.calendar_values import Property, When, Wrong, when_of

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 366
MOST_INTERVAL = 99
MOST_VALUES = 62
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,10}", re.ASCII)
_CLOCK = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
          "WKST", *_CLOCK}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A rule that we follow; `weekdays` with which of a month or year (0 for each of them)."""

    every: str
    interval: int
    count: int | None
    until: When | None
    weekdays: tuple[tuple[int, int], ...]
    monthdays: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]
    week_starts: int

    @property
    def is_endless(self) -> bool:
        """Whether it goes on for ever."""
        return self.count is None and self.until is None


def rule_of(text: str, start: When) -> Rule:
    """The rule a calendar writes, if it is one that we follow; else Wrong."""
    parts = _parts(text)
    every = parts.get("FREQ", "")
    if every not in FREQUENCIES:
        raise Wrong("rule_frequency", value=every[:20])
    for name, value in parts.items():
        if name not in _PARTS or value.count(",") >= MOST_VALUES:
            raise Wrong("rule_part", value=name[:20])
        if name in _CLOCK and _numbers(value, 0, 59) != (getattr(start.wall, _CLOCK[name]),):
            raise Wrong("rule_part", value=name)
    if "COUNT" in parts and "UNTIL" in parts:
        raise Wrong("rule_part", value="UNTIL")
    rule = Rule(
        every=every,
        interval=_number(parts, "INTERVAL", MOST_INTERVAL) or 1,
        count=_number(parts, "COUNT", MOST_TIMES),
        until=_until(parts["UNTIL"], start) if "UNTIL" in parts else None,
        weekdays=_weekdays(parts.get("BYDAY", "")),
        monthdays=_numbers(parts.get("BYMONTHDAY", ""), -31, 31),
        months=_numbers(parts.get("BYMONTH", ""), 1, 12),
        positions=_numbers(parts.get("BYSETPOS", ""), -366, 366),
        week_starts=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
    )
    _refuse_odd(rule)
    return rule


def days_of(rule: Rule, first: date, since: date, last: date) -> Iterator[date]:
    """The days of a rule from `first` on, up to and including `last`.

    Of a rule without a count those before `since` may be left out. The first day always counts.
    """
    left = rule.count
    for day in _from_first(rule, first, since, last):
        if left == 0:
            return
        yield day
        left = None if left is None else left - 1


def is_before_end(rule: Rule, start: When) -> bool:
    """Whether a rule still holds at this moment."""
    until = rule.until
    if until is None:
        return True
    if until.is_day or start.is_day:
        return start.wall.date() <= until.wall.date()
    return start.utc <= until.utc


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.upper().strip(" ;").split(";"):
        name, _equals, value = part.partition("=")
        if name.strip() in parts:
            raise Wrong("rule_part", value=name[:20])
        parts[name.strip()] = value.strip()
    return parts


def _number(parts: dict[str, str], name: str, most: int) -> int | None:
    if name not in parts:
        return None
    text = parts[name]
    number = int(text) if _NUMBER.fullmatch(text) else 0
    if not 1 <= number <= most:
        raise Wrong(f"rule_{name.lower()}", value=text[:20])
    return number


def _numbers(text: str, least: int, most: int) -> tuple[int, ...]:
    if not text:
        return ()
    found = [int(one) if _NUMBER.fullmatch(one.strip()) else most + 1 for one in text.split(",")]
    if any(not least <= one <= most or (one == 0 and least < 0) for one in found):
        raise Wrong("rule_part", value=text[:20])
    return tuple(sorted(set(found)))


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = [_WEEKDAY.fullmatch(one.strip()) for one in text.split(",")] if text else []
    if not all(found):
        raise Wrong("rule_part", value="BYDAY")
    return tuple({(int(one[1] or 0), WEEKDAYS.index(one[2])) for one in found if one})


def _until(text: str, start: When) -> When:
    """Until when; a time without a zone is one by the clock of the start (RFC 5545 3.3.10)."""
    year = text[:4]
    if year.isdigit() and int(year) > 2100:  # what some write for a rule that never ends
        text = "2100" + text[4:8].replace("0229", "0228") + text[8:]
    until = when_of(Property({}, text))
    return start.at(until.wall) if until.is_floating and not start.is_day else until


def _refuse_odd(rule: Rule) -> None:
    """What RFC 5545 forbids, and programs make different things of."""
    is_longer = rule.every in ("MONTHLY", "YEARLY")
    if not is_longer and (rule.positions or any(which for which, _ in rule.weekdays)):
        raise Wrong("rule_part", value="BYSETPOS" if rule.positions else "BYDAY")
    if rule.every == "WEEKLY" and rule.monthdays:
        raise Wrong("rule_part", value="BYMONTHDAY")


def _from_first(rule: Rule, first: date, since: date, last: date) -> Iterator[date]:
    yield first
    for period in _periods(rule, first, since, last):
        days = sorted(_in_period(rule, first, period))
        if rule.positions:
            places = {at - 1 if at > 0 else len(days) + at for at in rule.positions}
            days = [day for place, day in enumerate(days) if place in places]
        for day in days:
            if day > last:
                return
            if day > first:
                yield day


def _periods(rule: Rule, first: date, since: date, last: date) -> Iterator[date]:
    """The first day of each day, week, month or year in which the rule holds."""
    if rule.every in ("DAILY", "WEEKLY"):
        length = (DAY if rule.every == "DAILY" else WEEK) * rule.interval
        begins = first
        if rule.every == "WEEKLY":
            begins -= DAY * ((first.weekday() - rule.week_starts) % 7)
        if rule.count is None and since > begins:
            begins += ((since - begins) // length) * length
        while begins <= last:
            yield begins
            begins += length
        return
    months = rule.interval * (1 if rule.every == "MONTHLY" else 12)
    number = first.year * 12 + (first.month - 1 if rule.every == "MONTHLY" else 0)
    while (begins := date(number // 12, number % 12 + 1, 1)) <= last:
        yield begins
        number += months


def _in_period(rule: Rule, first: date, period: date) -> Iterator[date]:
    if rule.every == "DAILY":
        if _fits(rule, period) and _is_weekday(rule, period):
            yield period
    elif rule.every == "WEEKLY":
        wanted = {weekday for _which, weekday in rule.weekdays} or {first.weekday()}
        week = (period + DAY * number for number in range(7))
        yield from (day for day in week if day.weekday() in wanted and _fits(rule, day))
    elif rule.every == "MONTHLY":
        if not rule.months or period.month in rule.months:
            yield from _in_month(rule, first, period)
    elif rule.weekdays and not rule.months:
        year = [period + DAY * number for number in range(_length_of_year(period.year))]
        yield from (day for day in _of_weekdays(rule, year) if _fits(rule, day))
    else:
        all_months = range(1, 13) if rule.monthdays else [first.month]
        for month in rule.months or all_months:
            yield from _in_month(rule, first, period.replace(month=month))


def _in_month(rule: Rule, first: date, begins: date) -> Iterator[date]:
    length = calendar.monthrange(begins.year, begins.month)[1]
    month = [begins.replace(day=number) for number in range(1, length + 1)]
    if rule.weekdays:
        yield from (day for day in _of_weekdays(rule, month) if _is_monthday(rule, day))
    elif rule.monthdays:
        yield from (day for day in month if _is_monthday(rule, day))
    elif first.day <= length:
        yield begins.replace(day=first.day)


def _of_weekdays(rule: Rule, days: list[date]) -> Iterator[date]:
    """The days that are a weekday of the rule: each, or the so manieth of a month or year."""
    for weekday in range(7):
        whiches = {which for which, one in rule.weekdays if one == weekday}
        same = [day for day in days if day.weekday() == weekday] if whiches else []
        for place, day in enumerate(same):
            if whiches & {0, place + 1, place - len(same)}:
                yield day


def _fits(rule: Rule, day: date) -> bool:
    return (not rule.months or day.month in rule.months) and _is_monthday(rule, day)


def _is_weekday(rule: Rule, day: date) -> bool:
    return not rule.weekdays or any(day.weekday() == one for _which, one in rule.weekdays)


def _is_monthday(rule: Rule, day: date) -> bool:
    if not rule.monthdays:
        return True
    length = calendar.monthrange(day.year, day.month)[1]
    return day.day in rule.monthdays or day.day - length - 1 in rule.monthdays


def _length_of_year(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def combined(day: date, start: When) -> When:
    """A day of the rule at the time of the start."""
    return start.at(datetime.combine(day, start.wall.time()))
