"""Whatever stands in a file, it is read or refused, and nothing falls over."""

from hypothesis import given, settings, strategies as st

from tests.imports.calendars import here


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for one in (content, b"BEGIN:VCALENDAR\n" + content, _in_event(content)):
        answer = here(one)
        assert answer["problem"] is None or answer["problem"]["code"]


PIECES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "UID:a", "UID:", "DTSTART", ":",
        "DTSTART:20260924T140000", "DTSTART;VALUE=DATE:20260924", "DTEND:20260924T150000Z",
        "DTEND;TZID=Mars:20260101", "DURATION:PT1H", "DURATION:-P1W", "RRULE:FREQ=WEEKLY;COUNT=3",
        "RRULE:FREQ=YEARLY;BYDAY=53MO", "RRULE:;;=", "RDATE;VALUE=PERIOD:20260924T140000/PT1H",
        "RDATE:20260924,,x", "EXDATE;VALUE=DATE:20260924", "RECURRENCE-ID:20260924T140000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260924T140000", "RECURRENCE-ID;VALUE=DATE:20260924",
        "STATUS:CANCELLED", "GEO:52;5", "GEO:nan;inf", "ORGANIZER;CN=\"x:mailto:a@b.nl",
        "ORGANIZER:", "SEQUENCE:-5", "SEQUENCE:٣", "SUMMARY;LANGUAGE==:x", "METHOD:CANCEL",
        "DTSTART;TZID=Europe/Amsterdam:21001231T235959", "DTSTART:20000101", " gevouwen", "",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_lines_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    here(_in_event("\n".join(lines).encode()))


def _in_event(content: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + content + b"\nEND:VEVENT\nEND:VCALENDAR\n"
