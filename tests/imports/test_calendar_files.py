"""Calendar files are read for what they say, and what is wrong in one event stays in that event."""

import gzip
import json
from datetime import date
from typing import Any

import pytest

from tests.imports import calendars
from tests.imports.calendars import calendar, event, here, series
from weekapp import confined

FIRST = date(2026, 9, 24)
START = "DTSTART;TZID=Europe/Amsterdam:20260924T140000"
END = "DTEND;TZID=Europe/Amsterdam:20260924T160000"


@pytest.fixture
def clock() -> None:
    """Real time: a child has a clock of its own."""


def read(content: bytes) -> dict[str, Any]:
    """What is read in the limited process."""
    answer: dict[str, Any] = confined.run("calendar", content, today=calendars.TODAY)
    return answer


def code(*lines: str) -> str:
    """Why an event is not read, and that the event beside it is."""
    answer = here(calendar(event(*lines), event(START, END, uid="goed")))
    assert [one["key"] for one in answer["series"]] == ["goed"]
    (unread,) = answer["unread"]
    return str(unread["code"])


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "rule_frequency"),
        ("FREQ=MINUTELY;COUNT=999999999", "rule_frequency"),
        ("FREQ=HOURLY", "rule_frequency"),
        ("FREQ=DAILY;INTERVAL=0", "rule_interval"),
        ("FREQ=DAILY;INTERVAL=-1", "rule_interval"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "rule_interval"),
        ("FREQ=DAILY;COUNT=999999999", "rule_count"),
        ("FREQ=DAILY;COUNT=0", "rule_count"),
        ("FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))), "rule_part"),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "rule_part"),
        ("FREQ=YEARLY;BYYEARDAY=1", "rule_part"),
        ("FREQ=MONTHLY;BYDAY=99MO;BYSETPOS=9999", "rule_part"),
        ("FREQ=DAILY;FREQ=SECONDLY", "rule_part"),
        ("FREQ=DAILY;UNTIL=00010101T000000Z", "year"),
        ("FREQ=DAILY;UNTIL=gisteren", "moment"),
        ("", "rule_frequency"),
        ("FREQ==========DAILY", "rule_frequency"),
    ],
)
def test_a_rule_that_is_a_trap_is_refused_and_nothing_else(rule: str, why: str) -> None:
    attack = event(START, END, f"RRULE:{rule}", "SUMMARY:Val", uid="val")
    answer = read(calendar(attack, event(START, END, uid="goed")))
    assert [one["key"] for one in answer["series"]] == ["goed"]
    assert [(one["title"], one["code"]) for one in answer["unread"]] == [("Val", why)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=99",
    ],
)
def test_rules_that_never_hold_end_soon(rule: str) -> None:
    start = "DTSTART:20010131T120000Z"
    events = [event(start, f"RRULE:{rule}", uid=f"nooit-{one}") for one in range(200)]
    answer = read(calendar(*events))
    assert len(answer["series"]) == 200
    assert not any(one["dates"] for one in answer["series"])


def test_a_thousand_events_that_never_end_are_read_within_the_limits() -> None:
    events = [event("DTSTART:20200101T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", uid=str(one))
              for one in range(1000)]  # fmt: skip
    answer = read(calendar(*events))
    assert len(answer["series"]) == 1000
    assert answer["series"][0]["dates"][0]["starts"] == "2026-09-01T12:00:00+00:00"
    assert answer["series"][0]["left_out"] > 20


def test_more_events_than_we_read_are_refused_with_their_number() -> None:
    answer = read(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 30_000)
    assert answer["problem"] == {"code": "many_events", "values": {"count": 30_000}}


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 50_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"x" * 1_000_001,
        b"BEGIN:VCALENDAR\n" + b" x\n" * 400_000,
    ],
)
def test_a_file_that_is_too_big_is_refused(content: bytes) -> None:
    assert read(content)["problem"]["code"] == "too_big"


@pytest.mark.parametrize("fold", ["", "\r\n "])
def test_a_line_of_almost_a_megabyte_spoils_only_its_event(fold: str) -> None:
    text = fold.join(["x" * 75] * (900_000 // (75 + len(fold))))
    long = f"BEGIN:VEVENT\r\n{START}\r\nSUMMARY:{text}\r\nEND:VEVENT\r\n"
    good = calendar(event(START, END, uid="goed")).removesuffix(b"END:VCALENDAR\r\n")
    answer = read(good + long.encode() + b"END:VCALENDAR\r\n")
    assert [one["key"] for one in answer["series"]] == ["goed"]
    assert [one["code"] for one in answer["unread"]] == ["long_property"]


def test_components_within_components_are_refused() -> None:
    nested = b"BEGIN:VCALENDAR\n" + b"BEGIN:VTODO\nBEGIN:VALARM\n" * 20_000
    assert read(nested)["problem"]["code"] == "too_deep"
    alarms = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 50_000
    assert read(alarms)["problem"]["code"] == "too_deep"


@pytest.mark.parametrize("name", [b"/etc/passwd", b"/etc/hostname\n", b"../../pyproject.toml"])
def test_the_name_of_a_file_opens_no_file(name: bytes) -> None:
    assert read(name)["problem"] == {"code": "no_calendar", "values": {"kind": ""}}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><html><body>BEGIN:VCALENDAR</body></html>", "page"),
        (b"\n  <html>", "page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (gzip.compress(calendars.google(FIRST)), "gzip"),
        (gzip.compress(bytes(50_000_000)), "gzip"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (b"%PDF-1.7", "pdf"),
        (b"Naam;Datum\nKoffie;24-9-2026\n", ""),
    ],
)
def test_what_is_no_calendar_is_called_by_its_name(content: bytes, kind: str) -> None:
    assert read(content)["problem"] == {"code": "no_calendar", "values": {"kind": kind}}


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert read(b" \r\n")["problem"]["code"] == "empty"
    assert read(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")["series"] == []


def test_an_alarm_that_repeats_for_ever_never_comes_in() -> None:
    alarm = (
        "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1S\nREPEAT:999999999\nDURATION:PT1S\nEND:VALARM"
    )
    answer = read(calendar(event(START, END, alarm)))
    assert len(answer["series"][0]["dates"]) == 1
    assert "REPEAT" not in json.dumps(answer)


@pytest.mark.parametrize("name", ["RDATE", "EXDATE"])
def test_more_loose_dates_than_fit_are_refused(name: str) -> None:
    many = ",".join(f"20260925T{at // 60 % 24:02}{at % 60:02}00Z" for at in range(1000))
    lines = [f"{name}:{many}"] * 15
    answer = read(calendar(event(START, END, *lines)))
    assert [one["code"] for one in answer["unread"]] == ["many_dates"]
    apart = [f"{name}:20260925T{at // 60 % 24:02}{at % 60:02}00Z" for at in range(500)]
    assert code(START, END, *apart) == "many_dates"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((START, "DTEND;TZID=Europe/Amsterdam:20260924T130000"), "end_before_start"),
        ((START, "DURATION:-PT1H"), "end_before_start"),
        (("DTSTART;VALUE=DATE:20260924", "DTEND;VALUE=DATE:20260923"), "end_before_start"),
        (("DTSTART;VALUE=DATE:20260924", END), "end_kind"),
        ((START, "DTEND;VALUE=DATE:20260925"), "end_kind"),
        (("DTSTART:00010101T000000Z",), "year"),
        (("DTSTART:99991231T235959Z",), "year"),
        (("DTSTART:20260931T140000Z",), "moment"),
        (("DTSTART:20260924T250000Z",), "moment"),
        (("DTSTART:morgen",), "moment"),
        (("DTSTART:２０２６０９２４T140000Z",), "moment"),
        (("DTSTART;TZID=:20260924T140000", "DURATION:P1X"), "length"),
        ((START, "DURATION:P400D"), "long"),
        ((START, "DURATION:P99999999999D"), "length"),
        (("SUMMARY:Zonder begin",), "no_start"),
        ((START, END, "EXRULE:FREQ=WEEKLY", "RRULE:FREQ=WEEKLY"), "exrule"),
        ((START, END, "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"), "rule_part"),
        ((START, END, "CLASS:PRIVATE"), "private"),
        ((START, END, "CLASS:confidential"), "private"),
        (('DTSTART;TZID="Europe/Amsterdam:20260924T140000',), "broken"),
    ],
)
def test_what_is_wrong_in_one_event_stays_there(lines: tuple[str, ...], why: str) -> None:
    assert code(*lines) == why


@pytest.mark.parametrize("at", [b"SUMMARY:Half", b"END:VEVENT", b"END:VCALENDAR", b"VCALENDAR\r"])
def test_half_a_file_is_refused_since_nobody_knows_what_is_missing(at: bytes) -> None:
    whole = calendar(event(START, END, uid="goed"), event(START, END, "SUMMARY:Half", uid="half"))
    answer = here(whole.rpartition(at)[0])
    assert answer["problem"] == {"code": "cut_off", "values": {}}
    assert not answer["series"]


def test_an_event_that_is_cut_off_spoils_no_other() -> None:
    lost = calendar("BEGIN:VEVENT\nUID:half\n" + START, event(START, END, uid="goed"))
    answer = here(lost)
    assert [one["key"] for one in answer["series"]] == ["goed"]
    assert [one["code"] for one in answer["unread"]] == ["cut_off"]


def test_control_characters_and_line_ends_within_text_do_no_harm() -> None:
    found = series(
        START, END, "SUMMARY:Kof\x00fie\x0b\x7f \x85met\rX-KWAAD:ja", "DESCRIPTION:een\\ntwee"
    )
    assert found["title"] == "Koffie met"
    assert found["description"] == "een\ntwee"


def test_what_is_not_for_us_never_comes_through() -> None:
    answer = here(
        calendar(
            event(
                START,
                END,
                "ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:R0VIRUlN",
                "ATTENDEE;CN=Geheim Persoon:mailto:geheim@voorbeeld.nl",
                "COMMENT:geheim",
                "X-GEHEIM:geheim",
                "X-ALT-DESC;FMTTYPE=text/html:<b>geheim</b>",
            )
        )
    )
    assert "geheim" not in json.dumps(answer).lower()
    assert "R0VI" not in json.dumps(answer)
