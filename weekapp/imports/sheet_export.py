"""An organisation's own activities as a sheet, in the columns that we read back."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from weekapp import tables
from weekapp.activities.models import Activity
from weekapp.activities.rows import Row, Typed, rows_in
from weekapp.activities.typed import typed_of
from weekapp.activities.vocabulary import FACILITIES
from weekapp.imports.dutch_words import CHOICES
from weekapp.imports.headings import LABELS
from weekapp.imports.line_texts import FLAGS
from weekapp.imports.line_words import NOT_FREE
from weekapp.places.gazetteer import gazetteer

_OWN = re.compile(r"activiteit-([0-9]{1,12})")
_ANSWERS = {"yes": "ja", "no": "nee"}
_TURNS = {"0": " (zomertijd)", "1": " (wintertijd)"}
_WHOLE_DAY = "hele dag"
SHEET = "Activiteiten"


def as_csv(activities: Iterable[Activity], at: datetime, keys: Mapping[int, str]) -> bytes:
    """The activities as CSV; `keys` are what they are known by in a sheet they came from."""
    return tables.csv_of([list(LABELS.values()), *rows_of(activities, at, keys)])


def as_xlsx(activities: Iterable[Activity], at: datetime, keys: Mapping[int, str]) -> bytes:
    """The activities as XLSX; `keys` are what they are known by in a sheet they came from."""
    from weekapp import xlsx

    rows = [list(LABELS.values()), *rows_of(activities, at, keys)]
    return xlsx.xlsx_of([xlsx.Sheet(SHEET, rows, widths=[22] * len(LABELS))])


def own_number(key: str) -> int | None:
    """Which of our activities a Kenmerk names, when we gave it out ourselves."""
    found = _OWN.fullmatch(key)
    return int(found[1]) if found else None


def rows_of(
    activities: Iterable[Activity], at: datetime, keys: Mapping[int, str]
) -> list[list[str]]:
    """A row for each date of each activity; what it tells stands in its first row."""
    made = []
    for activity in activities:
        key = keys.get(activity.id) or f"activiteit-{activity.id}"
        typed = typed_of(activity, at)
        for number, date_row in enumerate(rows_in(typed)):
            told = told_by(typed) if number == 0 else {"title": _first(typed, "title")}
            cells = told | {"key": key} | date_told_by(date_row)
            made.append([cells.get(name, "") for name in LABELS])
    return made


def told_by(typed: Typed) -> dict[str, str]:
    """The cells of everything but the dates, by the name of their field."""
    cells = {name: _first(typed, name) for name in LABELS}
    cells |= {name: _labels(name, typed.get(name) or []) for name in CHOICES}
    cells |= {name: _ANSWERS.get(cells[name], "") for name in FACILITIES}
    cells |= {name: "ja" if typed.get(name) else "" for name in FLAGS}
    is_free = _first(typed, "is_free") != "no"
    cells["price"] = "gratis" if is_free else cells["price"] or NOT_FREE
    known = gazetteer().municipalities.get(cells["municipality_code"])
    cells["municipality_code"] = known.name if known else cells["municipality_code"]
    return cells


def date_told_by(row: Row) -> dict[str, str]:
    """The cells of one date."""
    starts, ends = (
        row.get(part, "") + _TURNS.get(row.get(f"{part}_turn", ""), "")
        for part in ("starts", "ends")
    )
    return {
        "day": _day(row.get("day", "")),
        "starts": _WHOLE_DAY if row.get("all_day") else starts,
        "ends": "" if row.get("all_day") else ends,
        "last_day": _day(row.get("last_day", "")),
        "note": row.get("note", ""),
    }


def _labels(name: str, codes: list[str]) -> str:
    labels = CHOICES[name][0]
    return ", ".join(str(labels.get(code, code)) for code in codes)


def _day(text: str) -> str:
    """“24-09-2026”; what is no date stays as it was typed."""
    try:
        return f"{date.fromisoformat(text):%d-%m-%Y}"
    except ValueError:
        return text


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]
