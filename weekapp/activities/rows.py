"""What was typed in the form, as text: its fields by name, and its dates as rows."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from weekapp.activities.wall import MOST_DATES, weekly

Typed = dict[str, list[str]]
Row = dict[str, str]

PARTS = ("id", "day", "all_day", "starts", "ends", "last_day", "starts_turn", "ends_turn", "note")
TIMES = ("all_day", "starts", "ends")
# What makes a row a date. Times alone stand in every row that was added, and mean something only
# in the row of a date that is there already.
FILLED_BY = ("day", "last_day", "note")
_ROW = re.compile(r"dates-([0-9]{1,6})-([a-z_]+)")


def rows_in(typed: Mapping[str, list[str]]) -> list[Row]:
    """The rows of dates, in their order on the page; one more than may be, if there are more."""
    found: dict[int, Row] = {}
    for name, values in typed.items():
        match = _ROW.fullmatch(name)
        if match and match[2] in PARTS and values:
            found.setdefault(int(match[1]), {})[match[2]] = values[0]
    return [found[number] for number in sorted(found)][: MOST_DATES + 1]


def with_rows(typed: Mapping[str, list[str]], rows: list[Row]) -> Typed:
    """The same fields with other rows, numbered from nought."""
    fields = {name: values for name, values in typed.items() if not name.startswith("dates-")}
    for number, row in enumerate(rows):
        for part in PARTS:
            fields[f"dates-{number}-{part}"] = [row.get(part, "")]
    return fields


def is_filled(row: Row) -> bool:
    """Whether anything was typed in a row."""
    parts = TIMES if row.get("id") else ()
    return any(row.get(part, "").strip() for part in (*FILLED_BY, *parts))


def another(rows: list[Row]) -> list[Row]:
    """One row more, with the times of the last one."""
    last = rows[-1] if rows else {}
    return [*rows, {part: last.get(part, "") for part in TIMES}]


def without(rows: list[Row], number: int) -> list[Row]:
    """The rows without the one at a place; an empty one when none is left."""
    return [row for place, row in enumerate(rows) if place != number] or [{}]


def on_days(rows: list[Row], pattern: Row, days: list[str]) -> list[Row]:
    """The filled rows, and one like `pattern` on each day that has none at that time yet."""
    kept = [row for row in rows if is_filled(row)]
    known = {(row.get("day"), _start(row)) for row in kept}
    times = {part: pattern.get(part, "") for part in (*TIMES, "note")}
    new = [
        {"day": day, **times, "last_day": _as_long(pattern, day)}
        for day in days
        if (day, _start(pattern)) not in known
    ]
    return sorted([*kept, *new], key=lambda row: (row.get("day", ""), _start(row)))


def _start(row: Row) -> str:
    """When on its day a row starts: the times of whole days mean nothing."""
    return "" if row.get("all_day") else row.get("starts", "")


def _as_long(pattern: Row, day: str) -> str:
    """The last day of a date on `day` that lasts as many days as the pattern."""
    first, last = _day(pattern.get("day", "")), _day(pattern.get("last_day", ""))
    if first is None or last is None:
        return ""
    return (date.fromisoformat(day) + (last - first)).isoformat()


class CannotRepeat(ValueError):
    """A series cannot be made of this; `why` is "first", "until", "order" or "many"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def repeated(rows: list[Row], until: str) -> list[Row]:
    """The rows with one for each week from the first date up to and including `until` (ISO)."""
    timed = (row for row in rows if row.get("starts") or row.get("all_day"))
    pattern = next((row for row in timed if row.get("day")), None)
    if pattern is None or (first := _day(pattern["day"])) is None:
        raise CannotRepeat("first")
    if (last := _day(until)) is None:
        raise CannotRepeat("until")
    if last < first:
        raise CannotRepeat("order")
    days = weekly(first, last)
    filled = on_days(rows, pattern, [day.isoformat() for day in days])
    if days[-1] + timedelta(weeks=1) <= last or len(filled) > MOST_DATES:
        raise CannotRepeat("many")
    return filled


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
