"""Calendars as programs write them, made by us; the dates come after a day that is given."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from weekapp.clock import local
from weekapp.imports import calendar_files

TODAY = "2026-09-01"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
BRUG = r"Buurthuis De Brug\, Dorpsstraat 1\, 6711 AB Ede\, Nederland"

ZONE = """\
BEGIN:VTIMEZONE
TZID:{name}
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(*parts: str, head: str = "") -> bytes:
    """A calendar with these components, its lines folded and ended as they should be."""
    text = "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//proef//NL\n{head}{text}END:VCALENDAR\n"
    return b"".join(_folded(line.encode()) for line in whole[:-1].split("\n"))


def event(*lines: str, uid: str = "koffie@debrug.nl") -> str:
    """A VEVENT of these lines; without a name when `uid` is empty."""
    named = [f"UID:{uid}"] if uid else []
    return "\n".join(("BEGIN:VEVENT", *named, *lines, "END:VEVENT", ""))


def wall(day: date, at: str) -> str:
    """A day and a time (“14:00”) as calendars write them."""
    return f"{day:%Y%m%d}T{at.replace(':', '')}00"


def october_change(after: date) -> date:
    """The first day after this one on which the clock goes back."""
    for year in (after.year, after.year + 1):
        last = date(year, 10, 31)
        sunday = last - DAY * ((last.weekday() + 1) % 7)
        if sunday > after:
            return sunday
    raise AssertionError(after)


def here(content: bytes, today: str = TODAY) -> dict[str, Any]:
    """What is read in this process, as it would come out of the other."""
    answer: dict[str, Any] = json.loads(json.dumps(calendar_files.read(content, today)))
    return answer


def series(*lines: str, today: str = TODAY) -> dict[str, Any]:
    """The only series in a calendar with one event."""
    answer = here(calendar(event(*lines)), today)
    assert not answer["unread"], answer["unread"]
    (found,) = answer["series"]
    return dict(found)


def walls(found: dict[str, Any]) -> list[str]:
    """When the dates begin, by the clock in Amsterdam."""
    moments = (datetime.fromisoformat(one["starts"]) for one in found["dates"])
    return [f"{local(one):%Y-%m-%d %H:%M}" for one in moments]


def first_days(found: dict[str, Any]) -> list[str]:
    """The days on which the dates begin, as they are told."""
    return [one["starts"][:10] for one in found["dates"]]


def google(first: date) -> bytes:
    """As Google exports it: coffee every week from `first` on, ten times at 14.00.

    The third is at 19.00, the fourth a day later, the sixth is off. There is an open day on the
    eleventh day, and singing at 10.00 on two Fridays before and two after the clock goes back.
    """
    friday = october_change(first + 2 * WEEK) - 9 * DAY
    return calendar(
        ZONE.format(name="Europe/Amsterdam"),
        _google("koffie1abc@google.com", "Koffie met de buurt", wall(first, "14:00"),
                wall(first, "16:00"), "RRULE:FREQ=WEEKLY;COUNT=10"),
        _google_other("koffie1abc@google.com", first + 2 * WEEK, first + 2 * WEEK, "19:00"),
        _google_other("koffie1abc@google.com", first + 3 * WEEK, first + 3 * WEEK + DAY, "14:00"),
        _google_other("koffie1abc@google.com", first + 5 * WEEK, first + 5 * WEEK, "14:00",
                      "CANCELLED"),
        event(
            f"DTSTART;VALUE=DATE:{first + 10 * DAY:%Y%m%d}",
            f"DTEND;VALUE=DATE:{first + 11 * DAY:%Y%m%d}",
            "DTSTAMP:20260801T080000Z",
            "SUMMARY:Open dag",
            f"LOCATION:{BRUG}",
            "DESCRIPTION:De hele dag staat de deur van het buurthuis open.",
            uid="opendag2def@google.com",
        ),
        _google("zingen3ghi@google.com", "Samen zingen", wall(friday, "10:00"),
                wall(friday, "11:30"),
                f"RRULE:FREQ=WEEKLY;WKST=MO;UNTIL={friday + 3 * WEEK:%Y%m%d}T225959Z;BYDAY=FR"),
        head="CALSCALE:GREGORIAN\nMETHOD:PUBLISH\nX-WR-CALNAME:Buurthuis De Brug\n"
        "X-WR-TIMEZONE:Europe/Amsterdam\n",
    )  # fmt: skip


def days_of_coffee(first: date) -> list[date]:
    """The days on which there is coffee in the calendar of Google."""
    weeks = [first + number * WEEK for number in range(10)]
    return [day + DAY if day == weeks[3] else day for day in weeks if day != weeks[5]]


def outlook(first: date) -> bytes:
    """As Outlook writes it: lunch every week, four times, and an outing of two days."""
    zone = "W. Europe Standard Time"
    return calendar(
        ZONE.format(name=zone),
        event(
            'ORGANIZER;CN="Ineke de Vries":mailto:ineke@debrug.nl',
            "DESCRIPTION;LANGUAGE=nl-NL:Samen eten aan één lange tafel.\\n\\nTot dan!\\n",
            f"RRULE:FREQ=WEEKLY;COUNT=4;INTERVAL=1;BYDAY={WEEKDAYS[first.weekday()]}",
            f"EXDATE;TZID={zone}:{wall(first + WEEK, '12:00')}",
            "SUMMARY;LANGUAGE=nl-NL:Lunch",
            f"DTSTART;TZID={zone}:{wall(first, '12:00')}",
            f"DTEND;TZID={zone}:{wall(first, '13:30')}",
            "CLASS:PUBLIC",
            "PRIORITY:5",
            "TRANSP:OPAQUE",
            "STATUS:CONFIRMED",
            "SEQUENCE:0",
            "LOCATION;LANGUAGE=nl-NL:Bibliotheek\\, Molenstraat 45\\, 6711 AW Ede",
            "X-ALT-DESC;FMTTYPE=text/html:<html><body>Samen eten</body></html>",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            "BEGIN:VALARM\nDESCRIPTION:REMINDER\nTRIGGER;RELATED=START:-PT15M\nACTION:DISPLAY\n"
            "END:VALARM",
            uid="040000008200E00074C5B7101A82E00800000000C0FFEE",
        ),
        event(
            "SUMMARY:Uitje naar de Veluwe",
            f"DTSTART;TZID={zone}:{wall(first + DAY, '00:00')}",
            f"DTEND;TZID={zone}:{wall(first + 3 * DAY, '00:00')}",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            uid="040000008200E00074C5B7101A82E00800000000DECAF",
        ),
        head="METHOD:PUBLISH\nX-CALSTART:20260801T080000Z\n",
    )  # fmt: skip


def apple(first: date) -> bytes:
    """As the calendar of a Mac writes it: a walk, at a place with a point on the map."""
    return calendar(
        ZONE.format(name="Europe/Amsterdam"),
        event(
            "TRANSP:OPAQUE",
            f"DTEND;TZID=Europe/Amsterdam:{wall(first, '11:00')}",
            "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE=Brug:"
            "geo:52.040000,5.660000",
            "SUMMARY:Wandelen 🚶",
            "URL;VALUE=URI:https://debrug.example/wandelen",
            "LOCATION:Buurthuis De Brug\\nDorpsstraat 1\\, 6711 AB Ede\\, Nederland",
            f"DTSTART;TZID=Europe/Amsterdam:{wall(first, '09:30')}",
            "GEO:52.0401;5.6648",
            "SEQUENCE:1",
            uid="1E7A6E2C-0B1D-4F9A-9E59-6A0D8C1B2F3E",
        ),
        head="CALSCALE:GREGORIAN\n",
    )


def nextcloud(first: date) -> bytes:
    """As Nextcloud writes it: chess every other week, from the third date on an hour later."""
    return calendar(
        event(
            "CREATED:20260801T080000Z\nDTSTAMP:20260802T080000Z\nLAST-MODIFIED:20260802T080000Z",
            "SEQUENCE:2",
            f"DTSTART;TZID=Europe/Amsterdam:{wall(first, '19:00')}",
            f"DTEND;TZID=Europe/Amsterdam:{wall(first, '21:00')}",
            "STATUS:CONFIRMED\nSUMMARY:Schaken\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5",
            "LOCATION:De Brug (Dorpsstraat 1\\, Ede)",
            uid="5a1c2b3d-0000-4000-8000-000000000001",
        ),
        event(
            "SEQUENCE:3",
            f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:"
            f"{wall(first + 4 * WEEK, '19:00')}",
            f"DTSTART;TZID=Europe/Amsterdam:{wall(first + 4 * WEEK, '20:00')}",
            f"DTEND;TZID=Europe/Amsterdam:{wall(first + 4 * WEEK, '22:00')}",
            "STATUS:CONFIRMED\nSUMMARY:Schaken",
            "LOCATION:De Brug (Dorpsstraat 1\\, Ede)",
            uid="5a1c2b3d-0000-4000-8000-000000000001",
        ),
        "BEGIN:VTODO\nUID:taak\nSUMMARY:Borden kopen\nEND:VTODO",
        ZONE.format(name="Europe/Amsterdam"),
    )


def _google(uid: str, title: str, starts: str, ends: str, *lines: str) -> str:
    return event(
        f"DTSTART;TZID=Europe/Amsterdam:{starts}",
        f"DTEND;TZID=Europe/Amsterdam:{ends}",
        *lines,
        "DTSTAMP:20260801T080000Z",
        "CREATED:20260701T080000Z",
        "DESCRIPTION:Kom gezellig langs in het buurthuis.<br>Er is <b>koffie</b> en thee.",
        "LAST-MODIFIED:20260715T080000Z",
        f"LOCATION:{BRUG}",
        "SEQUENCE:1",
        "STATUS:CONFIRMED",
        f"SUMMARY:{title}",
        "TRANSP:OPAQUE",
        uid=uid,
    )


def _google_other(uid: str, of: date, on: date, at: str, status: str = "CONFIRMED") -> str:
    starts = datetime.fromisoformat(f"{on.isoformat()}T{at}")
    return event(
        f"DTSTART;TZID=Europe/Amsterdam:{starts:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Amsterdam:{starts + timedelta(hours=2):%Y%m%dT%H%M%S}",
        f"RECURRENCE-ID;TZID=Europe/Amsterdam:{wall(of, '14:00')}",
        "DTSTAMP:20260801T080000Z",
        "DESCRIPTION:Kom gezellig langs in het buurthuis.<br>Er is <b>koffie</b> en thee.",
        f"LOCATION:{BRUG}",
        "SEQUENCE:2",
        f"STATUS:{status}",
        "SUMMARY:Koffie met de buurt",
        uid=uid,
    )


def _folded(line: bytes) -> bytes:
    """A line in pieces of 75 octets, as Google cuts them: also through a letter."""
    pieces = [line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))]
    return b"\r\n ".join(pieces) + b"\r\n"
