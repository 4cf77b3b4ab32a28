"""The values of a calendar: moments, lengths and text, read without trusting any of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from html import unescape

import nh3
from icalendar import vDuration
from icalendar.parser import Contentline

from weekapp.imports.zones import AMSTERDAM, zone_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|html-blob|li|ol|p|span|strong|u|ul)\b[^<>]*>", re.I
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6});")
# What Google adds about its own video calls; the link comes along in a property of its own.
_GOOGLE_BLOCK = re.compile(r"-::~:~::~[\s\S]*?~::~:~::-")
_MANY_LINES = re.compile(r"\n\s*\n\s*\n+")
KEPT_TAGS = {"a", "br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "tr", "ul"}
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_NEW_LINE = re.compile(r"<br>|</?(?:div|h[1-4]|ol|p|tr|ul)>")
_OTHER_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\([\\;,:nN\"])")
_ADDRESS = re.compile(r"https?://\S+", re.I)


class Wrong(Exception):
    """Something about an event cannot be; `code` says what, with `values` for the sentence."""

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class When:
    """A moment by the clock of its zone, or with no zone a whole day.

    `unknown` is the name of a zone that nobody knows, when the clock is only taken to be ours.
    """

    wall: datetime
    zone: tzinfo | None = None
    is_floating: bool = False
    unknown: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is a day without a time."""
        return self.zone is None

    @property
    def utc(self) -> datetime:
        """The moment; of a time that is skipped, as far after the change (RFC 5545 3.3.5)."""
        moment = self.wall.replace(tzinfo=self.zone or AMSTERDAM)
        return moment if self.zone is UTC else moment.astimezone(UTC)

    def at(self, wall: datetime) -> "When":
        """Another time on the same clock."""
        return When(wall, self.zone, self.is_floating, self.unknown)


@dataclass(frozen=True)
class Property:
    """One line of an event, taken apart."""

    params: dict[str, str]
    value: str


def property_of(line: str) -> Property:
    """The parameters and the value of a line."""
    try:
        _name, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise Wrong("broken") from error
    return Property({name.upper(): str(given) for name, given in params.items()}, value.strip())


def when_of(given: Property, value: str | None = None) -> When:
    """The moment or day that a property says."""
    text = given.value if value is None else value.strip()
    match = _MOMENT.fullmatch(text)
    if not match:
        raise Wrong("moment", value=text[:40])
    try:
        day = date(*map(int, match.group(1, 2, 3)))
        clock = time(int(match[4]), int(match[5]), int(match[6])) if match[4] else None
    except ValueError as error:
        raise Wrong("moment", value=text[:40]) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Wrong("year", year=day.year)
    if clock is None:
        return When(datetime.combine(day, time()))
    if match[7]:
        return When(datetime.combine(day, clock), UTC)
    named = given.params.get("TZID", "")
    zone = zone_of(named) if named else AMSTERDAM
    return When(
        datetime.combine(day, clock),
        zone or AMSTERDAM,
        is_floating=not named,
        unknown="" if zone else named[:80],
    )


def length_of(text: str) -> timedelta:
    """How long something takes, from “PT1H30M”."""
    try:
        length = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise Wrong("length", value=text[:40]) from error
    if not isinstance(length, timedelta) or length < timedelta():
        raise Wrong("end_before_start")
    return length


def line_of(text: str) -> str:
    """Text on one line, as it is meant."""
    return " ".join(unescaped(text).split())


def text_of(text: str) -> str:
    """Text of more lines, as it is meant; what is written as a web page becomes plain text."""
    meant = _GOOGLE_BLOCK.sub("", unescaped(text))
    if _TAG.search(meant):
        meant = _without_tags(meant)
    elif _ENTITY.search(meant):
        meant = unescape(meant)
    lines = "\n".join(" ".join(line.split()) for line in meant.split("\n"))
    return _MANY_LINES.sub("\n\n", lines).strip()


def web_address(text: str, schemes: tuple[str, ...] = ("https",)) -> str:
    """The web address a value is, or nothing."""
    value = text.strip()
    is_one = _ADDRESS.fullmatch(value) and value.lower().startswith(
        tuple(f"{scheme}://" for scheme in schemes)
    )
    return value if is_one else ""


def values_of(lines: list[str]) -> Iterator[tuple[Property, str]]:
    """Each value of properties that may have several."""
    for line in lines:
        given = property_of(line)
        for value in given.value.split(","):
            if value.strip():
                yield given, value


def unescaped(text: str) -> str:
    """Text without the backslashes that calendars need."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _without_tags(page: str) -> str:
    """The words of a page, a new line where it had one, and where its links go."""
    clean = nh3.clean(page, tags=KEPT_TAGS, attributes={"a": {"href"}}, link_rel=None)
    clean = _LINK.sub(_link, clean.replace("\n", " "))
    return unescape(_OTHER_TAG.sub("", _NEW_LINE.sub("\n", clean.replace("<li>", "\n- "))))


def _link(found: re.Match[str]) -> str:
    """Its words and its address, or only the address when the words say no more."""
    address, words = found[1], _OTHER_TAG.sub("", found[2]).strip()
    if not web_address(unescape(address), ("https", "http")):
        return words
    return address if words.rstrip("/") in address else f"{words} ({address})"
