"""The bytes of a calendar as events of a few lines each; what we do not use is left behind here.

Nothing is believed: what is too big, too deep or too many is refused before it is looked at.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_BYTES = 1_000_000
MOST_EVENTS = 1000
LONGEST = 20_000  # bytes of one property once its lines are one again
DEEPEST = 3

# What we read of an event, and how often at most; all else never comes further than this.
READ = {
    "UID": 1,
    "SUMMARY": 1,
    "DESCRIPTION": 1,
    "LOCATION": 1,
    "URL": 1,
    "GEO": 1,
    "DTSTART": 1,
    "DTEND": 1,
    "DURATION": 1,
    "RECURRENCE-ID": 1,
    "RRULE": 2,
    "EXRULE": 1,
    "RDATE": 400,
    "EXDATE": 400,
    "STATUS": 1,
    "CLASS": 1,
    "SEQUENCE": 1,
    "LAST-MODIFIED": 1,
    "DTSTAMP": 1,
    "ORGANIZER": 1,
    "CONTACT": 1,
    "CONFERENCE": 3,
    "X-GOOGLE-CONFERENCE": 1,
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": 1,
}
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[;:])")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_LINE = re.compile(rb"\r\n|\n|\r")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What people send by mistake, by how it begins.
_OTHER = (
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\xd0\xcf\x11\xe0", "office"),
)


class Refused(Exception):
    """The whole file is not read; `code` says why, with `values` for the sentence."""

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass
class Event:
    """The lines of one VEVENT that we read, and what is wrong with them as a code."""

    method: str = ""
    lines: dict[str, list[str]] = field(default_factory=dict)
    wrong: str = ""

    def keep(self, name: str, line: str) -> None:
        """Keep a line if it is one that we read."""
        kept = self.lines.setdefault(name, [])
        if len(line.encode()) > LONGEST:
            self.wrong = self.wrong or "long_property"
        elif len(kept) < READ[name]:
            kept.append(line)
        elif name in ("RDATE", "EXDATE"):
            self.wrong = self.wrong or "many_dates"


@dataclass
class Contents:
    """What is in a file: its events, how many other things, and what people may want to know."""

    events: list[Event] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


def contents_of(content: bytes) -> Contents:
    """The events of a calendar file; Refused when it is none or when it is too much."""
    if len(content) > MOST_BYTES:
        raise Refused("too_big", size=len(content))
    _refuse_other(content)
    found = Contents()
    text = _text(content, found)
    _fill(found, text)
    return found


def _refuse_other(content: bytes) -> None:
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise Refused("empty")
    for mark, kind in _OTHER:
        if start.startswith(mark):
            raise Refused("no_calendar", kind=kind)
    if start[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        raise Refused("no_calendar", kind="page")


def _text(content: bytes, found: Contents) -> list[str]:
    """The lines, each whole again: unfolded as bytes, since a fold may split a letter."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    unfolded = _FOLD.sub(b"", content.removeprefix(codecs.BOM_UTF8))
    try:
        unfolded.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "latin-1"
        found.remarks.append("latin1")
    return [line.decode(encoding) for line in _LINE.split(unfolded)]


def _fill(found: Contents, lines: list[str]) -> None:
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:1000]):
        raise Refused("no_calendar", kind="")
    count = sum(line[:12].upper() == "BEGIN:VEVENT" for line in lines)
    if count > MOST_EVENTS:
        raise Refused("many_events", count=count)
    walk = _Walk(found)
    for name, line in _named(lines):
        walk.take(name, line)
    walk.finish()


def _named(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if match := _NAME.match(line):
            yield match[0].upper(), line


class _Walk:
    """Goes through the lines once, knowing within what each of them stands."""

    def __init__(self, found: Contents) -> None:
        self.found = found
        self.within: list[str] = []
        self.event: Event | None = None
        self.method = ""

    def take(self, name: str, line: str) -> None:
        """What one line means where it stands."""
        if name == "BEGIN":
            self._begin(_value(line))
        elif name == "END":
            self._end(_value(line))
        elif self.within == ["VCALENDAR", "VEVENT"] and self.event and name in READ:
            self.event.keep(name, _UNSEEN.sub("", line))
        elif self.within == ["VCALENDAR"] and name == "METHOD":
            self.method = _value(line)

    def finish(self) -> None:
        """Half a file is not read: what it lacks would count as gone from a calendar we follow."""
        if self.within:
            raise Refused("cut_off")

    def _begin(self, kind: str) -> None:
        if kind == "VCALENDAR" and self.within:
            self._close("cut_off")
            self.within, self.method = [], ""
        if kind == "VEVENT" and "VEVENT" in self.within:
            self._close("cut_off")
            self.within = self.within[: self.within.index("VEVENT")]
        self.within.append(kind)
        if len(self.within) > DEEPEST:
            raise Refused("too_deep")
        if self.within == ["VCALENDAR", "VEVENT"]:
            self.event = Event(method=self.method)
        elif len(self.within) == 2 and kind.startswith("V") and kind != "VTIMEZONE":
            self.found.others[kind[:20]] += 1

    def _end(self, kind: str) -> None:
        if kind not in self.within:
            return
        is_odd = self.within[-1] != kind
        while self.within.pop() != kind:
            pass
        if kind in ("VEVENT", "VCALENDAR"):
            self._close("cut_off" if kind == "VCALENDAR" else "broken" if is_odd else "")

    def _close(self, wrong: str) -> None:
        if self.event is not None:
            self.event.wrong = self.event.wrong or wrong
            self.found.events.append(self.event)
        self.event = None


def _value(line: str) -> str:
    return line.partition(":")[2].strip().upper()
