"""What one VEVENT tells: a series or a single event, or an exception to a series."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from weekapp.imports.calendar_lines import Event
from weekapp.imports.calendar_values import (
    Property,
    When,
    Wrong,
    length_of,
    line_of,
    property_of,
    text_of,
    unescaped,
    values_of,
    web_address,
    when_of,
)
from weekapp.imports.recurrences import MOST_TIMES, Rule, rule_of

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
ONLINE = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")
# Addresses that calendars make up for themselves.
_MADE_UP = ("calendar.google.com", "import.calendar.google.com", ".invalid", "example.com")
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class Length:
    """How long each date of it takes: days by the calendar, then time by the clock or exactly."""

    wall: timedelta = timedelta()
    exact: timedelta = timedelta()

    def end_of(self, start: When) -> datetime:
        """When something that starts then ends."""
        return start.at(start.wall + self.wall).utc + self.exact

    def __bool__(self) -> bool:
        return bool(self.wall or self.exact)


@dataclass(frozen=True)
class Part:
    """One VEVENT, understood."""

    event: Event
    start: When
    end: When | None
    length: Length
    instance: When | None
    is_for_later: bool
    rule: Rule | None
    extra: tuple[tuple[When, Length], ...]
    excluded: tuple[When, ...]

    @property
    def is_cancelled(self) -> bool:
        """Whether it is called off."""
        status = value_in(self.event, "STATUS").upper()
        return status == "CANCELLED" or self.event.method == "CANCEL"

    @property
    def version(self) -> tuple[int, str]:
        """What is higher for what was changed later."""
        number = value_in(self.event, "SEQUENCE")
        changed = value_in(self.event, "LAST-MODIFIED") or value_in(self.event, "DTSTAMP")
        return int(number) if _NUMBER.fullmatch(number) else 0, changed

    def end_of(self, start: When, length: Length) -> datetime:
        """When the date that starts then ends; of the first one just as it is written."""
        is_first = self.end is not None and start == self.start and length == self.length
        return self.end.utc if is_first and self.end else length.end_of(start)


def part_of(event: Event) -> Part:
    """What an event tells; Wrong when it cannot be."""
    if event.wrong:
        raise Wrong(event.wrong)
    if value_in(event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Wrong("private")
    if "EXRULE" in event.lines:
        raise Wrong("exrule")
    if "DTSTART" not in event.lines:
        raise Wrong("no_start")
    start = when_of(_property(event, "DTSTART"))
    end = when_of(_property(event, "DTEND")) if "DTEND" in event.lines else None
    length = _length(event, start, end)
    instance = _property(event, "RECURRENCE-ID") if "RECURRENCE-ID" in event.lines else None
    return Part(
        event=event,
        start=start,
        end=end if length and not start.is_day else None,
        length=length,
        instance=when_of(instance) if instance else None,
        is_for_later=instance is not None
        and instance.params.get("RANGE", "").upper() == "THISANDFUTURE",
        rule=_rule(event, start),
        extra=tuple(_extra(event, start, length)),
        excluded=tuple(when_of(*one) for one in _dates(event, "EXDATE")),
    )


def instance_in(event: Event) -> When | None:
    """Which date of a series an event is another form of, also when that form cannot be read."""
    try:
        return (
            when_of(_property(event, "RECURRENCE-ID")) if "RECURRENCE-ID" in event.lines else None
        )
    except Wrong:
        return None


def value_in(event: Event, name: str) -> str:
    """The value of the first line with this name, as it is written; empty when there is none."""
    lines = event.lines.get(name)
    try:
        return property_of(lines[0]).value if lines else ""
    except Wrong:
        return ""


def words_of(event: Event) -> dict[str, object]:
    """What an event says to people, and where; never a word more than the form has a field for."""
    organizer = event.lines.get("ORGANIZER")
    return {
        "title": line_of(value_in(event, "SUMMARY")),
        "description": text_of(value_in(event, "DESCRIPTION")),
        "location": unescaped(value_in(event, "LOCATION")).strip(),
        "url": web_address(value_in(event, "URL"), ("https", "http")),
        "online": next(filter(None, (_online(event, name) for name in ONLINE)), ""),
        "point": _point(value_in(event, "GEO")),
        "organizer": _person(organizer[0]) if organizer else {},
        "contact": line_of(value_in(event, "CONTACT")),
        "is_tentative": value_in(event, "STATUS").upper() == "TENTATIVE",
    }


def _property(event: Event, name: str) -> Property:
    return property_of(event.lines[name][0])


def _length(event: Event, start: When, end: When | None) -> Length:
    if end is None:
        taken = length_of(value_in(event, "DURATION")) if "DURATION" in event.lines else None
        return _of_duration(start, taken)
    if end.is_day != start.is_day:
        raise Wrong("end_kind")
    if start.is_day:
        days = end.wall - start.wall
        if days < timedelta():
            raise Wrong("end_before_start")
        return _checked(Length(days or DAY))
    if end.utc < start.utc:
        raise Wrong("end_before_start")
    there = end.utc.astimezone(start.zone).replace(tzinfo=None)
    wall = there - start.wall
    # By the clock it can end before it begins, in the night that has an hour twice.
    return _checked(Length(wall) if wall > timedelta() else Length(exact=end.utc - start.utc))


def _of_duration(start: When, taken: timedelta | None) -> Length:
    """The length that DURATION says; without one a day lasts a day, and a moment no time."""
    if start.is_day:
        if taken and taken % DAY:
            raise Wrong("end_kind")
        return _checked(Length(taken or DAY))
    taken = taken or timedelta()
    return _checked(Length(timedelta(days=taken.days), taken - timedelta(days=taken.days)))


def _checked(length: Length) -> Length:
    if length.wall + length.exact > LONGEST:
        raise Wrong("long", days=(length.wall + length.exact).days)
    return length


def _rule(event: Event, start: When) -> Rule | None:
    rules = event.lines.get("RRULE", [])
    if len(rules) > 1:
        raise Wrong("rule_part", value="RRULE")
    return rule_of(property_of(rules[0]).value, start) if rules else None


def _extra(event: Event, start: When, length: Length) -> list[tuple[When, Length]]:
    found = []
    for given, value in _dates(event, "RDATE"):
        begins, _slash, ends = value.partition("/")
        when = when_of(given, begins)
        if when.is_day and not start.is_day:  # a day on which it is as well, at its own time
            when = start.at(datetime.combine(when.wall.date(), start.wall.time()))
        found.append((when, _of_period(given, when, ends) if ends else length))
    return found


def _of_period(given: Property, start: When, ends: str) -> Length:
    if ends.strip().upper().startswith(("P", "+P")):
        return _of_duration(start, length_of(ends))
    end = when_of(given, ends)
    if end.utc < start.utc:
        raise Wrong("end_before_start")
    return _checked(Length(exact=end.utc - start.utc))


def _dates(event: Event, name: str) -> list[tuple[Property, str]]:
    lines = event.lines.get(name, [])
    if sum(line.count(",") + 1 for line in lines) > MOST_TIMES:
        raise Wrong("many_dates")
    return list(values_of(lines))


def _online(event: Event, name: str) -> str:
    for line in event.lines.get(name, []):
        try:
            if address := web_address(property_of(line).value):
                return address
        except Wrong:
            continue
    return ""


def _point(text: str) -> list[float]:
    latitude, _semicolon, longitude = text.replace(",", ";").partition(";")
    try:
        point = [float(latitude), float(longitude)]
    except ValueError:
        return []
    is_on_earth = abs(point[0]) <= 90 and abs(point[1]) <= 180 and any(point)
    return [round(part, 6) for part in point] if is_on_earth else []


def _person(line: str) -> dict[str, str]:
    try:
        given = property_of(line)
    except Wrong:
        return {}
    scheme, _colon, address = given.value.partition(":")
    email = address.strip().lower() if scheme.lower() == "mailto" else ""
    if email.endswith(_MADE_UP):
        return {}
    name = line_of(given.params.get("CN", "")).strip("\"'")
    return {"name": "" if "@" in name else name, "email": email}


def day_in(event: Event) -> str:
    """The day an event begins as it is written (ISO), for whoever has to find it back."""
    text = value_in(event, "DTSTART")[:8]
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text.isascii() and text.isdigit() else ""
