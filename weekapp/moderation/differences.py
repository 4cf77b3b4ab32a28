"""What changed in an activity since a coordinator last agreed, in words a person can compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _, lazy_gettext

from weekapp import formats
from weekapp.activities import changes, vocabulary
from weekapp.activities.changes import Snapshot

WORDS: dict[str, Mapping[str, Any]] = {
    "attendance": vocabulary.ATTENDANCES,
    "novelty": vocabulary.NOVELTIES,
    "audiences": vocabulary.AUDIENCES,
    "themes": vocabulary.THEMES,
    "languages": vocabulary.LANGUAGES,
    "join_ways": vocabulary.JOIN_WAYS,
    **dict.fromkeys(vocabulary.FACILITIES, vocabulary.ANSWERS),
}
NOTHING = lazy_gettext("niets")


@dataclass(frozen=True)
class Difference:
    """One thing that changed: its name, and each line of what it said and says."""

    name: str
    label: str
    before: list[str]
    after: list[str]


def differences(
    before: Snapshot | None, after: Snapshot, municipalities: Mapping[str, str]
) -> list[Difference]:
    """What differs, in the order people read it; `municipalities` are names by code."""
    names = changes.between(before, after)
    if before is None:
        return []
    if "latitude" in names or "longitude" in names:
        names = [name for name in names if name not in changes.POINT] + ["latitude"]
    return [_difference(name, before, after, municipalities) for name in names]


def _difference(
    name: str, before: Snapshot, after: Snapshot, municipalities: Mapping[str, str]
) -> Difference:
    was, is_now = _lines(name, before, municipalities), _lines(name, after, municipalities)
    if name == "dates":  # of twelve dates, the one that moved is what people look for
        was, is_now = _without(was, is_now), _without(is_now, was)
    label = str(changes.LABELS[name])
    return Difference(name, label, was or [str(NOTHING)], is_now or [str(NOTHING)])


def _without(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def _lines(name: str, said: Snapshot, municipalities: Mapping[str, str]) -> list[str]:
    value = said.get(name)
    if name == "dates":
        lines = [_date(*date) for date in value or []]
    elif name == "latitude":
        lines = [_point(value, said.get("longitude"))]
    elif name == "municipality_code":
        lines = [municipalities.get(value or "", value or "")]
    elif name == "picture_id":
        lines = [_("foto %(number)s", number=value)] if value else []
    else:
        lines = _plain(value, WORDS.get(name, {}))
    return [line for line in lines if line]


def _plain(value: Any, words: Mapping[str, Any]) -> list[str]:
    if isinstance(value, bool):
        return [_("ja") if value else _("nee")]
    if isinstance(value, list):
        return [", ".join(str(words.get(code, code)) for code in value)]
    if value is None:
        return []
    return str(words.get(value, value)).split("\n")


def _date(starts_at: str, ends_at: str, status: str, note: str) -> str:
    start, end = datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at)
    when = f"{formats.days_and_year(start, end)}, {formats.time_span(start, end)}"
    more = "" if status == "planned" else str(vocabulary.DATE_STATUSES[status])
    return ", ".join(part for part in (when, more.lower(), note) if part)


def _point(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"
