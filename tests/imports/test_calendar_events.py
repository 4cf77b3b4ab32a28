"""What calendars of four programs say, as an organiser would have typed it in the form."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.factories import THURSDAY
from tests.imports import calendars
from tests.imports.calendars import calendar, event
from weekapp import clock
from weekapp.activities.rows import rows_in
from weekapp.imports import calendar_events, calendar_files
from weekapp.imports.found import CannotRead, Found, Reading
from weekapp.imports.judging import judged

FIRST = date(2026, 9, 24)
START = "DTSTART;TZID=Europe/Amsterdam:20260924T140000"
END = "DTEND;TZID=Europe/Amsterdam:20260924T160000"
AT = datetime.fromisoformat("2026-09-01T08:00:00+00:00")

pytestmark = pytest.mark.usefixtures("app")


def reading(content: bytes) -> Reading:
    """What there is in a calendar file."""
    return calendar_events.reading(calendar_files.read(content, "2026-09-01"), AT.date(), AT)


def only(*lines: str) -> Found:
    """The one activity of a calendar with one event."""
    (found,) = reading(calendar(event(*lines))).found
    return found


def said(found: Found, *names: str) -> tuple[str, ...]:
    return tuple((found.fields.get(name) or [""])[0] for name in names)


def days(found: Found) -> list[str]:
    """Day and time of each date in the form."""
    return [f"{row['day']} {row.get('starts') or 'hele dag'}" for row in rows_in(found.fields)]


def test_a_google_series_has_its_exceptions_and_not_what_is_off() -> None:
    coffee, open_day, singing = reading(calendars.google(FIRST)).found
    assert days(coffee) == [
        "2026-09-24 14:00", "2026-10-01 14:00", "2026-10-08 19:00", "2026-10-16 14:00",
        "2026-10-22 14:00", "2026-11-05 14:00", "2026-11-12 14:00", "2026-11-19 14:00",
        "2026-11-26 14:00",
    ]  # fmt: skip
    assert days(open_day) == ["2026-10-04 hele dag"]
    assert {day[-5:] for day in days(singing)} == {"10:00"}


def test_a_google_event_is_an_activity_but_for_theme_audience_and_how_to_join() -> None:
    for found in reading(calendars.google(FIRST)).found:
        _form, faults = judged(found.fields, clock.now(), [])
        assert set(faults) - {"summary"} == {"themes", "audiences", "join_ways", "contact_phone"}
        assert found.problems == {}


@pytest.mark.parametrize(
    ("content", "street", "postcode", "place"),
    [
        (calendars.google(FIRST), "Dorpsstraat 1", "6711 AB", "Ede"),
        (calendars.outlook(FIRST), "Molenstraat 45", "6711 AW", "Ede"),
        (calendars.apple(FIRST), "Dorpsstraat 1", "6711 AB", "Ede"),
        (calendars.nextcloud(FIRST), "Dorpsstraat 1", "", "Ede"),
    ],
    ids=["google", "outlook", "apple", "nextcloud"],
)
def test_a_location_is_taken_apart(content: bytes, street: str, postcode: str, place: str) -> None:
    found = reading(content).found[0]
    assert said(found, "street", "postcode", "place") == (street, postcode, place)
    assert said(found, "venue_name")[0]


def test_markup_becomes_words() -> None:
    coffee = reading(calendars.google(FIRST)).found[0]
    (told,) = said(coffee, "description")
    assert told == "Kom gezellig langs in het buurthuis.\nEr is koffie en thee."


@pytest.mark.parametrize("link", ["https://meet.example/abc", "https://teams.example/l/1?x=y"])
def test_only_a_link_is_online(link: str) -> None:
    found = only(START, END, "SUMMARY:Bellen", f"LOCATION:{link}")
    assert said(found, "attendance", "online_url") == ("online", link)


def test_a_title_that_is_too_long_is_asked_about_and_kept() -> None:
    found = only(START, END, f"SUMMARY:{'lang ' * 30}")
    assert "title" in found.problems
    assert len(said(found, "title")[0]) > 80


def test_a_series_that_is_called_off_is_told_as_that() -> None:
    assert only(START, END, "SUMMARY:Koffie", "STATUS:CANCELLED").is_cancelled


def test_what_cannot_be_an_activity_is_listed_with_its_reason() -> None:
    answer = reading(
        calendar(
            event(START, END, "SUMMARY:Goed", uid="goed"),
            event(END.replace("DTEND", "DTSTART"), START.replace("DTSTART", "DTEND"), uid="om"),
            event(START, "RRULE:FREQ=SECONDLY", uid="storm"),
        )
    )
    assert [one.key for one in answer.found] == ["goed"]
    assert {one.key for one in answer.unread} == {"om", "storm"}
    assert all(one.why for one in answer.unread)


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "CET-1CEST"])
def test_a_zone_nobody_knows_is_asked_about(name: str) -> None:
    found = only(START.replace("Europe/Amsterdam", name), "SUMMARY:Koffie")
    assert days(found) == ["2026-09-24 14:00"]
    assert name in found.problems["dates-0-starts"]


def test_what_has_been_is_left_out_and_counted() -> None:
    old = event("DTSTART:20240101T120000Z", "SUMMARY:Oud", uid="oud")
    answer = reading(calendar(old, event(START, END, "SUMMARY:Nieuw")))
    assert [one.title for one in answer.found] == ["Nieuw"]
    assert answer.remarks == ("Al voorbij en weggelaten: 1 afspraak.",)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from((*map(str.encode, (START, END, "BEGIN:VEVENT", "END:VEVENT",
                 "RRULE:FREQ=DAILY;COUNT=3", "BEGIN:VCALENDAR", "END:VCALENDAR", "UID:a",
                 "SUMMARY:\\", "DTSTART:00010101", "RDATE:x", "EXDATE;TZID=y:z")), b"\x00\xff")),
                 max_size=14).map(b"\r\n".join),
    )
)  # fmt: skip
def test_whatever_the_bytes_there_is_a_reading_or_a_reason(content: bytes) -> None:
    try:
        answer: Any = reading(content)
    except CannotRead as refusal:
        answer = str(refusal)
    assert answer


def test_the_first_date_is_where_it_is_found_back() -> None:
    found = only(START, END, "SUMMARY:Koffie")
    assert found.where == f"donderdag {THURSDAY.day} september 2026"
