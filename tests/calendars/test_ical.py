"""The text of calendars: whatever goes in comes out of a parser again, and nothing else does."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from tests.calendars.reading import event, parsed
from weekapp.agenda import ical
from weekapp.agenda.events import Event, Subscription

THURSDAY = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
PLAIN = Event(
    uid="0198f1c2@weekapp",
    starts_at=THURSDAY,
    ends_at=THURSDAY + timedelta(hours=2),
    created_at=datetime(2026, 8, 1, 9, 30, tzinfo=UTC),
    changed_at=datetime(2026, 8, 2, 10, 45, 12, tzinfo=UTC),
    sequence=3,
    is_cancelled=False,
    summary="Koffie in de Brug",
    organiser="Buurthuis De Brug",
    sender="post@week.test",
)
ABOUT = Subscription(
    name="Agenda Ede",
    description="Activiteiten in Ede",
    source="https://week.test/gemeenten/ede/agenda.ics",
    url="https://week.test/gemeenten/ede",
    changed_at=THURSDAY,
    refresh_hours=12,
)
PROPERTIES = (
    "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "CREATED",
    "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "STATUS", "TRANSP", "URL",
    "X-APPLE-STRUCTURED-LOCATION", "END",
)  # fmt: skip

# Whatever people type, and then what breaks calendars put in the way more often.
hostile = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [",", ";", "\\", "\\n", "\\N", "\n", "\r\n", "\r", "\t", "\0", "\x07", "\x7f", "\x85",
             "\u2028",
             "é", "€", "😀", "\ud800", "e\u0301", '"', "^n", "^'", ":", "END:VEVENT",
             "a" * 73]
        ),
    ),
    max_size=8,
).map("".join)  # fmt: skip
filled = hostile.filter(lambda text: ical.tidy_line(text) != "")


@given(filled, filled, st.lists(filled, min_size=1, max_size=3))
def test_every_text_comes_out_as_it_went_in(
    summary: str, description: str, categories: list[str]
) -> None:
    told = replace(PLAIN, summary=summary, description=description, categories=tuple(categories))
    read = event(ical.calendar([told]))
    assert str(read["SUMMARY"]) == ical.tidy_line(summary)
    assert str(read["DESCRIPTION"]) == ical.tidy(description)
    assert [str(c) for c in read["CATEGORIES"].cats] == [ical.tidy_line(c) for c in categories]


@given(filled, filled)
def test_every_name_comes_out_as_it_went_in(location: str, organiser: str) -> None:
    told = replace(PLAIN, location=location, organiser=organiser, point=(52.0402, 5.6649))
    read = event(ical.calendar([told]))
    assert str(read["LOCATION"]) == ical.tidy_parameter(location)
    assert str(read["ORGANIZER"]) == "mailto:post@week.test"
    assert read["ORGANIZER"].params["CN"] == ical.tidy_parameter(organiser)
    apple = read["X-APPLE-STRUCTURED-LOCATION"]
    assert str(apple) == "geo:52.040200,5.664900"
    assert apple.params["X-TITLE"] == str(read["LOCATION"])


@given(filled, filled, filled, filled)
def test_no_text_adds_a_property(
    summary: str, description: str, location: str, organiser: str
) -> None:
    told = replace(
        PLAIN,
        summary=summary,
        description=description,
        location=location,
        organiser=organiser,
        categories=(summary, location),
        point=(52.0402, 5.6649),
        url=f"https://week.test/{description}",
    )
    assert names_in(ical.calendar([told])) == list(PROPERTIES)


@given(hostile, hostile, hostile)
def test_lines_are_folded_at_75_octets_and_end_in_crlf(
    summary: str, description: str, organiser: str
) -> None:
    told = replace(PLAIN, summary=summary, description=description, organiser=organiser)
    body = ical.calendar([told], replace(ABOUT, name=summary, description=description))
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", body)
    for line in lines:
        line.decode()  # no character is cut in two


@given(
    st.integers(946_684_800, 4_102_444_800).map(lambda s: datetime.fromtimestamp(s, UTC)),
    st.integers(0, 10_000),
    st.booleans(),
)
def test_times_and_status_come_out_as_they_went_in(
    start: datetime, sequence: int, is_cancelled: bool
) -> None:
    end = start + timedelta(minutes=90)
    read = event(
        ical.calendar(
            [replace(PLAIN, starts_at=start, ends_at=end, changed_at=start, sequence=sequence,
                     is_cancelled=is_cancelled)]
        )
    )  # fmt: skip
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (start, end)
    assert read["DTSTAMP"].dt == read["LAST-MODIFIED"].dt == start
    assert read["CREATED"].dt == PLAIN.created_at
    assert read["SEQUENCE"] == sequence
    assert read["STATUS"] == ("CANCELLED" if is_cancelled else "CONFIRMED")


@pytest.mark.parametrize(
    ("point", "written"),
    [
        ((52.0402, 5.6649), b"GEO:52.040200;5.664900"),
        ((52.123456789, 4.0), b"GEO:52.123457;4.000000"),
        ((53, 7.2), b"GEO:53.000000;7.200000"),
    ],
)
def test_a_point_has_six_decimals_and_a_semicolon(
    point: tuple[float, float], written: bytes
) -> None:
    assert written in ical.vevent(replace(PLAIN, point=point)).splitlines()


def test_a_calendar_says_who_it_is_and_how_often_to_look() -> None:
    calendar = parsed(ical.calendar([PLAIN], ABOUT))
    assert calendar["VERSION"] == "2.0"
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Agenda Ede"
    assert calendar["X-WR-CALDESC"] == "Activiteiten in Ede"
    assert calendar["X-WR-TIMEZONE"] == "Europe/Amsterdam"
    assert calendar["SOURCE"] == "https://week.test/gemeenten/ede/agenda.ics"
    assert calendar["URL"] == "https://week.test/gemeenten/ede"
    assert calendar["LAST-MODIFIED"].dt == THURSDAY
    assert calendar["COLOR"] == "teal"


def test_the_pace_is_written_in_both_ways_programs_read() -> None:
    lines = ical.calendar([], ABOUT).splitlines()
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    assert b"X-PUBLISHED-TTL:PT12H" in lines


def test_an_empty_calendar_still_has_a_component() -> None:
    calendar = parsed(ical.calendar([], ABOUT))
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert parsed(ical.calendar([PLAIN], ABOUT)).walk("VTIMEZONE") == []


def test_a_loose_file_has_no_name_of_its_own() -> None:
    calendar = parsed(ical.calendar([PLAIN]))
    assert "X-WR-CALNAME" not in calendar
    assert "REFRESH-INTERVAL" not in calendar


def test_nothing_in_an_event_wakes_or_invites_anybody() -> None:
    body = ical.calendar([PLAIN], ABOUT)
    assert b"VALARM" not in body
    assert b"ATTENDEE" not in body
    assert b"TRANSP:TRANSPARENT" in body


def names_in(body: bytes) -> list[str]:
    """The names of the properties of the first event, as they stand in it."""
    unfolded = body.replace(b"\r\n ", b"").decode()
    inside = unfolded[unfolded.index("BEGIN:VEVENT") : unfolded.index("END:VCALENDAR")]
    return [re.split("[:;]", line)[0] for line in inside.rstrip("\r\n").split("\r\n")]
