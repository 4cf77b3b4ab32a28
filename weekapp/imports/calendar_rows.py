"""The dates of a series as rows of the form, by the clock in Amsterdam."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from weekapp.activities import wall
from weekapp.activities.rows import Row, Typed, with_rows
from weekapp.clock import local
from weekapp.forms import clean_line

LONGEST_NOTE = 160
DAY = timedelta(days=1)


@dataclass
class Rows:
    """Rows that can be typed, what is wrong in them by field, and what was left out."""

    rows: list[Row] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    has_past: bool = False
    left_out: int = 0
    lacks_end: bool = False

    def into(self, fields: Typed) -> Typed:
        """Fields of the form with these rows."""
        typed = with_rows(fields, self.rows)
        whole = {f"dates-{at}-all_day": ["y"] for at, row in enumerate(self.rows) if _is_day(row)}
        return typed | whole


def rows_of(series: Mapping[str, Any], today: date, at: datetime | None) -> Rows:
    """The dates that still come, each once, and no more than fit in an activity."""
    found = Rows(has_past=series["has_past"], left_out=series["left_out"])
    known: dict[tuple[str, ...], Row] = {}
    for told in series["dates"]:
        row = _row(told)
        if row["day"] < today.isoformat() or _has_begun(told, at):
            found.has_past = True
        else:
            row["note"] = _note(told, series)
            known.setdefault((row["day"], row["starts"], row["ends"], row["last_day"]), row)
    rows = list(known.values())
    found.rows = rows[: wall.MOST_DATES]
    found.left_out += len(rows) - len(found.rows)
    found.lacks_end = any(not row["ends"] and not _is_day(row) for row in found.rows)
    for number, row in enumerate(found.rows):
        if _is_long(row):
            found.problems[f"dates-{number}-last_day"] = _(
                "Dit duurt langer dan een week. Maak er losse datums van."
            )
    return found


def first_day(series: Mapping[str, Any]) -> date | None:
    """The day in Amsterdam of the first date that is told, else of the event itself."""
    days = [_row(told)["day"] for told in series["dates"][:1]] or [series["day"]]
    try:
        return date.fromisoformat(days[0])
    except ValueError:
        return None


def _row(told: Mapping[str, str]) -> Row:
    if "T" not in told["starts"]:
        return _whole_days(date.fromisoformat(told["starts"]), date.fromisoformat(told["ends"]))
    starts_at = datetime.fromisoformat(told["starts"])
    start = local(starts_at)
    row = {"day": start.date().isoformat(), "starts": start.strftime("%H:%M"), "ends": "",
           "last_day": "", "starts_turn": _turn(starts_at), "ends_turn": ""}  # fmt: skip
    if not told["ends"]:
        return row
    ends_at = datetime.fromisoformat(told["ends"])
    end = local(ends_at)
    if wall.is_all_day(starts_at, ends_at):
        return _whole_days(start.date(), end.date() - DAY)
    is_longer = end.date() != start.date()
    return row | {
        "ends": end.strftime("%H:%M"),
        "last_day": end.date().isoformat() if is_longer else "",
        "ends_turn": _turn(ends_at),
    }


def _whole_days(first: date, last: date) -> Row:
    later = last.isoformat() if last > first else ""
    return {"day": first.isoformat(), "starts": "", "ends": "", "last_day": later, "all_day": "y"}


def _is_day(row: Row) -> bool:
    return row.get("all_day") == "y"


def _turn(moment: datetime) -> str:
    which = wall.turn(moment)
    return "" if which is None else str(which)


def _has_begun(told: Mapping[str, str], at: datetime | None) -> bool:
    if at is None or "T" not in told["starts"]:
        return False
    return datetime.fromisoformat(told["starts"]) < at


def _is_long(row: Row) -> bool:
    if not row["last_day"]:
        return False
    days = date.fromisoformat(row["last_day"]) - date.fromisoformat(row["day"])
    if _is_day(row):
        return days + DAY > wall.LONGEST
    return days > wall.LONGEST or (days == wall.LONGEST and row["ends"] > row["starts"])


def _note(told: Mapping[str, str], series: Mapping[str, Any]) -> str:
    """What is different on this date, if that is short enough to stand beside it."""
    title, place = (clean_line(told.get(name, "")) for name in ("title", "location"))
    is_other_title = title and title != clean_line(series["title"])
    is_elsewhere = place and place != clean_line(series["location"])
    said = [title] if is_other_title else []
    said += [_("Plek: %(place)s", place=place)] if is_elsewhere else []
    note = ". ".join(said)
    return note if len(note) <= LONGEST_NOTE else ""
