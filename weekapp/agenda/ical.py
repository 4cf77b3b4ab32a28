"""Calendar files: events in, RFC 5545 text out; knows nothing of activities.

icalendar does the escaping, the folding and the order of properties, one VEVENT at a time; what it
made of an event can be kept, so that a calendar in which one thing changed is joined from text
that was made before. Never `add_missing_timezones()`: ical.js reads what it writes an hour late.
Times are UTC, which every program understands without a VTIMEZONE.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Final

import icalendar
from icalendar import vCalAddress, vCategory, vDuration, vText, vUri

from weekapp.agenda.events import Event, Subscription

PRODUCT = "-//weekapp//Agenda//NL"  # shown by some programs, so it says nothing of anybody
ZONE = "Europe/Amsterdam"
COLOUR_NAME, COLOUR = "teal", "#0B5D5B"  # RFC 7986, 5.9 wants a name, Apple a number
APPLE_RADIUS_METRES = "70"
_END: Final = b"END:VCALENDAR\r\n"

# C0 and C1 controls except the line feed, and halves of surrogate pairs: no calendar may have them.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# A calendar needs one component at least (RFC 5545, 3.6): an empty one gets the zone it names.
# The yearly rules are the form that Outlook, libical, ical.js and khal read alike.
_ZONE_COMPONENT = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Europe/Amsterdam",
        b"BEGIN:DAYLIGHT",
        b"DTSTART:19700329T020000",
        b"TZNAME:CEST",
        b"TZOFFSETFROM:+0100",
        b"TZOFFSETTO:+0200",
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        b"END:DAYLIGHT",
        b"BEGIN:STANDARD",
        b"DTSTART:19701025T030000",
        b"TZNAME:CET",
        b"TZOFFSETFROM:+0200",
        b"TZOFFSETTO:+0100",
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)


class Text(vText):
    r"""Text escaped as RFC 5545 has it (3.3.11); icalendar takes a typed `\N` for a line feed."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def calendar(events: Iterable[Event], about: Subscription | None = None) -> bytes:
    """A whole calendar file; without `about` a loose one, to be added to any calendar.

    A loose one has no name: Outlook makes a new calendar of whatever has one.
    """
    return joined([vevent(event) for event in events], about)


def joined(texts: list[bytes], about: Subscription | None = None) -> bytes:
    """A calendar of events that were made into text before."""
    whole = icalendar.Calendar()
    whole.add("VERSION", "2.0")
    whole.add("PRODID", PRODUCT)
    whole.add("CALSCALE", "GREGORIAN")
    whole.add("METHOD", "PUBLISH")
    if about:
        _describe(whole, about)
    head = whole.to_ical().removesuffix(_END)
    return b"".join((head, *texts, b"" if texts else _ZONE_COMPONENT, _END))


def vevent(event: Event) -> bytes:
    """One event as text."""
    made = icalendar.Event()
    made.add("UID", Text(tidy(event.uid)))
    made.add("DTSTAMP", event.changed_at.astimezone(UTC))
    made.add("LAST-MODIFIED", event.changed_at.astimezone(UTC))
    made.add("CREATED", event.created_at.astimezone(UTC))
    made.add("SEQUENCE", event.sequence)
    for name, moment in zip(("DTSTART", "DTEND"), _span(event), strict=True):
        made.add(name, moment)
    made.add("STATUS", _status(event))
    made.add("TRANSP", "TRANSPARENT")
    made.add("SUMMARY", Text(tidy_line(event.summary)))
    made.add("ORGANIZER", _organiser(event))
    if event.description:
        made.add("DESCRIPTION", Text(tidy(event.description)))
    if event.url:
        made.add("URL", _uri(event.url))
    if event.categories:
        made.add("CATEGORIES", _categories(event.categories))
    _place(made, event)
    _more(made, event)
    text: bytes = made.to_ical()
    return text


def tidy(text: str) -> str:
    """Text as a calendar can carry it: composed, line feeds only, no control characters."""
    with_feeds = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", with_feeds))


def tidy_line(text: str) -> str:
    """`tidy`, on one line."""
    return " ".join(tidy(text).split())


def tidy_parameter(text: str) -> str:
    """`tidy_line` for a property parameter, which cannot hold a double quote.

    Nor a backslash: it means nothing there, but some programs read it as an escape.
    """
    return tidy_line(text).replace('"', "'").replace("\\", "/")


def _describe(whole: icalendar.Calendar, about: Subscription) -> None:
    name, description = tidy_line(about.name), tidy_line(about.description)
    refresh = timedelta(hours=about.refresh_hours)
    interval = vDuration(refresh)
    interval.params["VALUE"] = "DURATION"
    whole.add("NAME", Text(name))
    whole.add("X-WR-CALNAME", Text(name))
    whole.add("DESCRIPTION", Text(description))
    whole.add("X-WR-CALDESC", Text(description))
    whole.add("X-WR-TIMEZONE", Text(ZONE))
    whole.add("REFRESH-INTERVAL", interval)
    whole.add("X-PUBLISHED-TTL", vDuration(refresh))
    whole.add("SOURCE", _uri(about.source))
    whole.add("URL", _uri(about.url))
    whole.add("COLOR", Text(COLOUR_NAME))
    whole.add("X-APPLE-CALENDAR-COLOR", Text(COLOUR))
    whole.add("LAST-MODIFIED", about.changed_at.astimezone(UTC))


def _span(event: Event) -> tuple[date, date]:
    """Start and end; of whole days the end is the day after the last (RFC 5545, 3.6.1)."""
    if event.days:
        first, last = event.days
        return first, last + timedelta(days=1)
    return event.starts_at.astimezone(UTC), event.ends_at.astimezone(UTC)


def _status(event: Event) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_tentative else "CONFIRMED"


def _organiser(event: Event) -> vCalAddress:
    """On every event, as METHOD:PUBLISH wants (RFC 5546, 3.2.1); the address is of the site."""
    organiser = vCalAddress(f"mailto:{tidy_line(event.sender)}")
    organiser.params["CN"] = tidy_parameter(event.organiser)
    return organiser


def _categories(names: tuple[str, ...]) -> vCategory:
    made = vCategory([])
    made.cats = [Text(tidy_line(name)) for name in names]
    return made


def _place(made: icalendar.Event, event: Event) -> None:
    """LOCATION, and the point twice: Apple shows a map only when its title is the location."""
    location = tidy_parameter(event.location)
    if location:
        made.add("LOCATION", Text(location))
    if event.point is None:
        return
    latitude, longitude = event.point
    # As text: icalendar's own GEO writes as many decimals as a float has, and floats as "1e-06".
    made["GEO"] = vUri(f"{latitude:.6f};{longitude:.6f}")
    if location:
        apple = _uri(f"geo:{latitude:.6f},{longitude:.6f}")
        apple.params["X-APPLE-RADIUS"] = APPLE_RADIUS_METRES
        apple.params["X-TITLE"] = location
        made.add("X-APPLE-STRUCTURED-LOCATION", apple)


def _more(made: icalendar.Event, event: Event) -> None:
    """Where to take part from home, and a picture (RFC 7986, 5.10 and 5.11)."""
    if event.conference:
        conference = _uri(event.conference)
        conference.params["FEATURE"] = "VIDEO"
        if label := tidy_parameter(event.conference_label):
            conference.params["LABEL"] = label
        made.add("CONFERENCE", conference)
    if event.image:
        image = _uri(event.image)
        image.params["DISPLAY"] = "BADGE"
        image.params["FMTTYPE"] = "image/jpeg"
        made.add("IMAGE", image)


def _uri(address: str) -> vUri:
    uri = vUri("".join(tidy_line(address).split()))
    uri.params["VALUE"] = "URI"
    return uri
