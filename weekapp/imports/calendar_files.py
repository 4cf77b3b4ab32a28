"""Reads a calendar file: series and their dates as JSON values, and codes for what is wrong.

Runs in the limited child process (child.py), and so knows nothing of the site.
"""

from collections import defaultdict
from datetime import date
from hashlib import sha256
from typing import Any

from weekapp.imports.calendar_dates import AHEAD, dates_of
from weekapp.imports.calendar_lines import Event, Refused, contents_of
from weekapp.imports.calendar_parts import Part, day_in, instance_in, part_of, value_in, words_of
from weekapp.imports.calendar_values import When, Wrong, line_of

LONGEST_KEY = 200
LONGEST_TITLE = 200


def read(content: bytes, today: str) -> dict[str, Any]:
    """What a calendar says from `today` (ISO) to two years on.

    `problem` is why nothing of it can be read; `series` the events, each once with all its dates;
    `unread` those that cannot be read; `others` how many there are of what is no event.
    """
    try:
        contents = contents_of(content)
    except Refused as refusal:
        return _answer(problem={"code": refusal.code, "values": refusal.values})
    unread: list[dict[str, Any]] = []
    kept = defaultdict[str, list[Part]](list)
    spoilt: set[str] = set()
    unknown = defaultdict[str, list[When]](list)  # dates that became something we cannot read
    for event in contents.events:
        try:
            part = part_of(event)
        except Wrong as wrong:
            unread.append(_unread(event, wrong))
            if instance := instance_in(event):
                unknown[_key(event)].append(instance)
            elif "RECURRENCE-ID" not in event.lines and value_in(event, "UID"):
                spoilt.add(_key(event))
        else:
            kept[_key(event)].append(part)
    series = []
    for key, parts in kept.items():
        for name, group in _groups(key, parts, is_spoilt=key in spoilt):
            try:
                series.append(_series(name, group, unknown[key], date.fromisoformat(today)))
            except Wrong as wrong:
                unread.append(_unread(group[0].event, wrong))
    return _answer(series=series, unread=unread, others=contents.others, remarks=contents.remarks)


def _answer(**told: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "problem": None,
        "series": [],
        "unread": [],
        "others": {},
        "remarks": [],
    }
    return nothing | told


def _key(event: Event) -> str:
    """What an event is known by; one without a name by what it says."""
    uid = value_in(event, "UID")
    if uid and len(uid) <= LONGEST_KEY:
        return uid
    said = uid or "\n".join(value_in(event, name) for name in ("DTSTART", "SUMMARY", "LOCATION"))
    return f"sha256:{sha256(said.encode()).hexdigest()}"


def _groups(key: str, parts: list[Part], is_spoilt: bool) -> list[tuple[str, list[Part]]]:
    """The series that share one name, each with its exceptions.

    Of two versions the newest counts. Programs that give all events the same name mean several.
    Exceptions to what could not be read are no series of their own.
    """
    exceptions = _newest([one for one in parts if one.instance])
    masters = [one for one in parts if not one.instance]
    newest = max((one.version[0] for one in masters), default=0)
    latest = _newest([one for one in masters if one.version[0] == newest])
    if not latest:
        return [] if is_spoilt else [(key, exceptions)]
    if len(latest) == 1:
        return [(key, [latest[0], *exceptions])]
    return [(f"{key} {one.start.wall.isoformat()}", [one]) for one in latest]


def _newest(parts: list[Part]) -> list[Part]:
    """Of those about the same date only the newest."""
    by_date = {(one.instance or one.start).utc: one for one in sorted(parts, key=_version)}
    return list(by_date.values())


def _version(part: Part) -> tuple[int, str]:
    return part.version


def _series(key: str, parts: list[Part], unknown: list[When], today: date) -> dict[str, Any]:
    master = parts[0] if parts[0].instance is None else None
    exceptions = [one for one in parts if one.instance]
    main = master or next((one for one in exceptions if not one.is_cancelled), None)
    if main is None:
        raise Wrong("only_cancelled")
    dates = dates_of(master, exceptions, unknown, today)
    rule = master.rule if master else None
    return words_of(main.event) | {
        "key": key,
        "day": day_in(main.event),
        "is_cancelled": main.is_cancelled,
        "is_floating": main.start.is_floating,
        "unknown_zone": main.start.unknown,
        "is_weekly": bool(rule and rule.is_endless and (rule.every, rule.interval) == _WEEKLY),
        "until": (today + AHEAD).isoformat(),
        "dates": dates.found,
        "has_past": dates.has_past,
        "has_later": dates.has_later,
        "left_out": dates.left_out,
    }


def _unread(event: Event, wrong: Wrong) -> dict[str, Any]:
    return {
        "key": _key(event),
        "title": line_of(value_in(event, "SUMMARY"))[:LONGEST_TITLE],
        "day": day_in(event),
        "code": wrong.code,
        "values": wrong.values,
    }


_WEEKLY = ("WEEKLY", 1)
