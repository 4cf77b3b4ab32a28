"""Dates as people in the Netherlands write them, without guessing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from weekapp.activities.wall import FIRST_YEAR, LAST_YEAR
from weekapp.imports.cells import Cell, NotUnderstood
from weekapp.places.spelling import plain

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHORT_MONTHS = {"mrt": 3, "sept": 9, "febr": 2, "oct": 10}
_SHORT_WEEKDAYS = {"woe": 2, "don": 3, "zat": 5, "zon": 6}
_BY_MONTH = _SHORT_MONTHS | {
    name: number
    for number, month in enumerate(MONTHS, 1)
    for name in (month, month[:3])
}  # fmt: skip
_BY_WEEKDAY = _SHORT_WEEKDAYS | {
    name: number
    for number, weekday in enumerate(WEEKDAYS)
    for name in (weekday, weekday[:2])
}  # fmt: skip
_DATE = re.compile(
    r"(?:(?P<weekday>[a-z]+)\.?,?\s+)?(?P<day>[0-9]{1,2})e?"
    r"(?:\s*[-/.]\s*(?P<number>[0-9]{1,2})|[\s./-]*(?P<month>[a-z]+)\.?)"
    r"(?:[\s./,-]+'?(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ]00:00(?::00)?)?")
_SEPARATOR = re.compile(r"\s*[;\n]\s*|\s*,\s*(?=[0-9])|\s+(?:en|&)\s+")
# How Excel counts days: 36526 is the first of January 2000.
_SERIAL = re.compile(r"[3-7][0-9]{4}(?:\.0+)?")
_FIRST_SERIAL_DAY = date(1899, 12, 30)


@dataclass(frozen=True)
class Day:
    """A date, and whether we filled in its year."""

    date: date
    is_completed: bool = False


def days(cell: Cell, on: date) -> list[Day]:
    """The dates in a cell: one, or several with a semicolon, comma or “en” between them."""
    cell.check("date", "moment", "time")
    text = cell.text
    try:
        return [day(text, on)]
    except NotUnderstood:
        parts = [part for part in _SEPARATOR.split(text.strip(" ,;\n")) if part]
        if len(parts) < 2:
            raise
        return [day(part, on) for part in parts]


def day(text: str, on: date) -> Day:
    """The date a text says; without a year it is the next one, seen from `on`."""
    tidy = " ".join(plain(text).split())
    if _SERIAL.fullmatch(tidy):
        return Day(_FIRST_SERIAL_DAY + timedelta(days=int(tidy[:5])))
    if iso := _ISO.fullmatch(tidy):
        return Day(_date(*(int(part) for part in iso.groups())))
    found = _DATE.fullmatch(tidy)
    month = _month(found) if found else 0
    if not found or not month or (found["weekday"] and found["weekday"] not in _BY_WEEKDAY):
        raise NotUnderstood(_("Deze datum begrijpen we niet. Schrijf hem zo: 24-09-2026."))
    if found["year"]:
        made = Day(_date(_year(found["year"]), month, int(found["day"])))
    else:
        made = Day(_next(month, int(found["day"]), on), is_completed=True)
    _check_weekday(made.date, found["weekday"])
    return made


def _month(found: re.Match[str]) -> int:
    if found["number"]:
        number = int(found["number"])
        return number if number <= 12 else 0
    return _BY_MONTH.get(found["month"], 0)


def _year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _next(month: int, number: int, on: date) -> date:
    this_year = _date(on.year if (month, number) != (2, 29) else _leap(on.year), month, number)
    return this_year if this_year >= on else _date(this_year.year + 1, month, number)


def _leap(year: int) -> int:
    return year + -year % 4


def _date(year: int, month: int, number: int) -> date:
    try:
        made = date(year, month, number)
    except ValueError as error:
        if 1 <= month <= 12 and 1 <= year <= 9999:
            raise NotUnderstood(
                _(
                    "%(day)s %(month)s %(year)s bestaat niet.",
                    day=number,
                    month=MONTHS[month - 1],
                    year=year,
                )
            ) from error
        raise NotUnderstood(
            _("Deze datum begrijpen we niet. Schrijf hem zo: 24-09-2026.")
        ) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(_("Deze datum kan niet. Klopt het jaar?"))
    return made


def _check_weekday(made: date, typed: str | None) -> None:
    if typed and _BY_WEEKDAY[typed] != made.weekday():
        raise NotUnderstood(
            _(
                "%(day)s %(month)s %(year)s is een %(is_one)s, geen %(typed)s. Welke dag is het?",
                day=made.day,
                month=MONTHS[made.month - 1],
                year=made.year,
                is_one=WEEKDAYS[made.weekday()],
                typed=WEEKDAYS[_BY_WEEKDAY[typed]],
            )
        )
