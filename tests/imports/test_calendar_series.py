"""The dates of a series are those that a calendar shows, whatever was changed of single ones."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from tests.imports import calendars
from tests.imports.calendars import calendar, event, here, series, walls
from weekapp.imports.calendar_values import When, Wrong
from weekapp.imports.recurrences import days_of, rule_of

ZONE = "TZID=Europe/Amsterdam"
START = f"DTSTART;{ZONE}:20260924T140000"
END = f"DTEND;{ZONE}:20260924T160000"
DAY = timedelta(days=1)


def first_days(found: dict[str, Any]) -> list[str]:
    """The days on which the dates begin, as they are told."""
    return [one["starts"][:10] for one in found["dates"]]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", "0924 0925 0926"),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20261014", "0924 1004 1014"),
        ("FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH", "0924 0929 1001"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "0924 1008 1022"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=4TH", "0924 1022 1126"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-1TH", "0924 1029 1126"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "0924 0930 1030"),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=24", "0924 1024 1124"),
        ("freq=weekly;count=2;byhour=14;byminute=0;bysecond=0;", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20261001T120000Z", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20261001T115959Z", "0924"),
        ("FREQ=WEEKLY;UNTIL=20261001T140000", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20260101", "0924"),
    ],
)
def test_a_rule_gives_the_days_it_says(rule: str, days: str) -> None:
    found = series(START, END, f"RRULE:{rule}")
    assert [day[5:].replace("-", "") for day in first_days(found)] == days.split()


def one_of(*parts: str) -> st.SearchStrategy[str]:
    """One of these parts of a rule, or none."""
    return st.sampled_from(("", *parts))


RULES = st.tuples(
    st.sampled_from([f"FREQ={every}" for every in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")]),
    one_of("INTERVAL=1", "INTERVAL=2", "INTERVAL=5"),
    one_of("BYDAY=MO", "BYDAY=TU,SA", "BYDAY=1MO", "BYDAY=-1FR,2TH", "BYDAY=5WE"),
    one_of("BYMONTHDAY=1", "BYMONTHDAY=-1", "BYMONTHDAY=31,13", "BYMONTHDAY=29"),
    one_of("BYMONTH=2", "BYMONTH=9,10"),
    one_of("BYSETPOS=1", "BYSETPOS=-1,2"),
    one_of("WKST=SU", "WKST=WE"),
    st.sampled_from(("COUNT=7", "UNTIL=20280301T120000Z")),
)


def why_not(text: str, start: datetime) -> str:
    """The code for why a rule is not followed; empty when it is."""
    try:
        rule_of(text, When(start.replace(tzinfo=None), UTC))
    except Wrong as wrong:
        return wrong.code
    return ""


@settings(max_examples=300, deadline=None)
@given(RULES, st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_our_days_are_those_of_dateutil(parts: tuple[str, ...], first: date) -> None:
    text = ";".join(filter(None, parts))
    start = datetime.combine(first, time(12), UTC)
    if parts[0] in ("FREQ=DAILY", "FREQ=WEEKLY") and why_not(text, start) == "rule_part":
        return
    rule = rule_of(text, When(start.replace(tzinfo=None), UTC))
    theirs = [one.date() for one in rrulestr(text, dtstart=start)]
    # Of a start that does not fit its rule it is not agreed what it means (RFC 5545 3.8.5.3).
    if theirs[:1] == [first]:
        last = theirs[-1] if "COUNT" in text else date(2028, 3, 1)
        assert list(days_of(rule, first, first, last)) == theirs


def test_a_rule_that_began_long_ago_is_not_walked_from_its_beginning() -> None:
    start = When(datetime.fromisoformat("2001-01-03T12:00"), UTC)
    for text, step in (("FREQ=DAILY;INTERVAL=3", 3), ("FREQ=WEEKLY;INTERVAL=2", 14)):
        rule = rule_of(text, start)
        whole = [one for one in days_of(rule, start.wall.date(), date(2001, 1, 3), date(2027, 1, 1))
                 if one >= date(2026, 9, 1)]  # fmt: skip
        short = list(days_of(rule, start.wall.date(), date(2026, 9, 1), date(2027, 1, 1)))
        assert [one for one in short if one >= date(2026, 9, 1)] == whole
        assert len(short) < 366 / step + 3


def test_a_series_stays_at_its_hour_when_the_clock_changes() -> None:
    autumn = series(START, END, "RRULE:FREQ=WEEKLY;COUNT=7")
    assert walls(autumn)[4:] == ["2026-10-22 14:00", "2026-10-29 14:00", "2026-11-05 14:00"]
    starts = [one["starts"] for one in autumn["dates"]]
    assert starts[4:6] == ["2026-10-22T12:00:00+00:00", "2026-10-29T13:00:00+00:00"]
    start = f"DTSTART;{ZONE}:20270325T140000"
    spring = series(start, "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert walls(spring) == ["2027-03-25 14:00", "2027-04-01 14:00"]
    assert [one["ends"][11:13] for one in spring["dates"]] == ["15", "14"]


def test_an_hour_that_is_skipped_or_comes_twice_is_read_as_the_rule_says() -> None:
    skipped = series(f"DTSTART;{ZONE}:20270328T023000", f"DTEND;{ZONE}:20270328T040000")
    assert skipped["dates"][0]["starts"] == "2027-03-28T01:30:00+00:00"
    twice = series(f"DTSTART;{ZONE}:20261025T023000", "DTEND:20261025T013000Z")
    assert twice["dates"] == [
        {"starts": "2026-10-25T00:30:00+00:00", "ends": "2026-10-25T01:30:00+00:00"}
    ]


@pytest.mark.parametrize(
    "name",
    [
        "W. Europe Standard Time",
        "w. europe standard time",
        "/freeassociation.sourceforge.net/Europe/Amsterdam",
        "/citadel.org/20210210_1/Europe/Amsterdam",
        '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
    ],
)
def test_a_zone_is_known_by_many_names(name: str) -> None:
    found = series(f"DTSTART;TZID={name}:20260924T140000")
    assert found["dates"][0]["starts"] == "2026-09-24T12:00:00+00:00"


def test_the_rules_of_a_zone_that_come_along_are_not_believed() -> None:
    lying = calendars.ZONE.format(name="Europe/Amsterdam").replace("+0200", "+1100")
    answer = here(calendar(lying, event(START, END)))
    assert answer["series"][0]["dates"][0]["starts"] == "2026-09-24T12:00:00+00:00"
    unknown = calendars.ZONE.format(name="Huis")
    answer = here(calendar(unknown, event("DTSTART;TZID=Huis:20260924T140000")))
    assert answer["unread"][0]["values"] == {"name": "Huis"}


def test_a_time_without_a_zone_is_that_of_the_netherlands() -> None:
    found = series("DTSTART:20260924T140000", "DTEND:20260924T160000")
    assert (walls(found), found["is_floating"]) == (["2026-09-24 14:00"], True)
    assert not series("DTSTART:20260924T120000Z")["is_floating"]


def test_whole_days_have_a_first_and_a_last() -> None:
    one = series("DTSTART;VALUE=DATE:20260924")
    assert one["dates"] == [{"starts": "2026-09-24", "ends": "2026-09-24"}]
    same = series("DTSTART;VALUE=DATE:20260924", "DTEND;VALUE=DATE:20260924")
    assert same["dates"] == one["dates"]
    more = series(
        "DTSTART;VALUE=DATE:20260924", "DTEND;VALUE=DATE:20260927", "RRULE:FREQ=MONTHLY;COUNT=2"
    )
    assert [(day["starts"], day["ends"]) for day in more["dates"]] == [
        ("2026-09-24", "2026-09-26"),
        ("2026-10-24", "2026-10-26"),
    ]


def test_without_an_end_a_length_or_nothing_is_told() -> None:
    assert series(START, "DURATION:PT90M")["dates"][0]["ends"] == "2026-09-24T13:30:00+00:00"
    assert series(START)["dates"][0]["ends"] == ""
    assert series(START, START.replace("START", "END"))["dates"][0]["ends"] == ""


@pytest.mark.parametrize(
    "excluded",
    [
        f"EXDATE;{ZONE}:20261001T140000,20261008T140000",
        "EXDATE:20261001T120000Z,20261008T120000Z",
        "EXDATE;VALUE=DATE:20261001,20261008",
        "EXDATE:20261001T140000,20261008T140000",
        'EXDATE;TZID="W. Europe Standard Time":20261001T140000\nEXDATE:20261008T120000Z',
    ],
)
def test_excluded_dates_are_not_there_however_they_are_written(excluded: str) -> None:
    found = series(START, END, "RRULE:FREQ=WEEKLY;COUNT=4", excluded)
    assert first_days(found) == ["2026-09-24", "2026-10-15"]


def test_added_dates_are_there_once_at_their_own_length() -> None:
    found = series(
        START, END, "RRULE:FREQ=WEEKLY;COUNT=2",
        f"RDATE;{ZONE}:20260926T100000,20261001T140000",
        "RDATE;VALUE=PERIOD:20260927T100000Z/PT3H,20260928T100000Z/20260928T101500Z",
        "RDATE;VALUE=DATE:20260929",
    )  # fmt: skip
    assert walls(found) == [
        "2026-09-24 14:00", "2026-09-26 10:00", "2026-09-27 12:00", "2026-09-28 12:00",
        "2026-09-29 14:00", "2026-10-01 14:00",
    ]  # fmt: skip
    assert [one["ends"][11:16] for one in found["dates"]][1:4] == ["10:00", "13:00", "10:15"]


def test_dates_that_were_changed_or_called_off_are_as_they_became() -> None:
    answer = here(calendars.google(date(2026, 9, 24)))
    coffee, open_day, singing = answer["series"]
    assert walls(coffee) == [
        "2026-09-24 14:00", "2026-10-01 14:00", "2026-10-08 19:00", "2026-10-16 14:00",
        "2026-10-22 14:00", "2026-11-05 14:00", "2026-11-12 14:00", "2026-11-19 14:00",
        "2026-11-26 14:00",
    ]  # fmt: skip
    assert open_day["dates"] == [{"starts": "2026-10-04", "ends": "2026-10-04"}]
    assert walls(singing) == [f"2026-{day} 10:00" for day in ("10-16", "10-23", "10-30", "11-06")]
    assert answer["unread"] == []


def test_this_one_and_all_after_it_move_together() -> None:
    answer = here(calendars.nextcloud(date(2026, 9, 24)))
    assert walls(answer["series"][0]) == [
        "2026-09-24 19:00", "2026-10-08 19:00", "2026-10-22 20:00", "2026-11-05 20:00",
        "2026-11-19 20:00",
    ]  # fmt: skip
    assert answer["others"] == {"VTODO": 1}


def test_outlook_writes_days_from_midnight_to_midnight() -> None:
    lunch, outing = here(calendars.outlook(date(2026, 9, 24)))["series"]
    assert walls(lunch) == ["2026-09-24 12:00", "2026-10-08 12:00", "2026-10-15 12:00"]
    assert lunch["description"] == "Samen eten aan één lange tafel.\n\nTot dan!"
    assert outing["dates"][0] == {
        "starts": "2026-09-24T22:00:00+00:00", "ends": "2026-09-26T22:00:00+00:00"
    }  # fmt: skip


def test_a_series_called_off_is_told_as_that_with_its_dates() -> None:
    off = series(START, END, "STATUS:CANCELLED")
    assert off["is_cancelled"] and len(off["dates"]) == 1
    answer = here(calendar(event(START, END), head="METHOD:CANCEL\n"))
    assert answer["series"][0]["is_cancelled"]


def test_exceptions_without_their_series_stand_on_their_own() -> None:
    exception = (f"RECURRENCE-ID;{ZONE}:20260924T140000", START, END)
    assert walls(here(calendar(event(*exception)))["series"][0]) == ["2026-09-24 14:00"]
    off = here(calendar(event(*exception, "STATUS:CANCELLED")))
    assert (off["series"], off["unread"][0]["code"]) == ([], "only_cancelled")
    spoilt = here(calendar(event(START, END, "RRULE:FREQ=HOURLY"), event(*exception)))
    assert (spoilt["series"], len(spoilt["unread"])) == ([], 1)


def test_of_two_versions_the_newest_counts() -> None:
    old = event(START, END, "SUMMARY:Oud", "SEQUENCE:1")
    new = event(
        START.replace("T14", "T15"), END.replace("T16", "T17"), "SUMMARY:Nieuw", "SEQUENCE:2"
    )
    for parts in ((old, new), (new, old)):
        (found,) = here(calendar(*parts))["series"]
        assert (found["title"], walls(found)) == ("Nieuw", ["2026-09-24 15:00"])


def test_events_that_wrongly_share_a_name_are_all_there() -> None:
    later = event(START.replace("0924", "0925"), END.replace("0924", "0925"))
    answer = here(calendar(event(START, END), later))
    assert len({one["key"] for one in answer["series"]}) == 2


def test_an_event_without_a_name_is_known_by_what_it_says() -> None:
    (first,) = here(calendar(event(START, END, "SUMMARY:Koffie", uid="")))["series"]
    (again,) = here(calendar(event("SUMMARY:Koffie", END, START, uid="")))["series"]
    (other,) = here(calendar(event(START, END, "SUMMARY:Thee", uid="")))["series"]
    assert first["key"] == again["key"] != other["key"]


def test_only_dates_from_today_to_two_years_on_are_told() -> None:
    found = series("DTSTART:20250101T120000Z", "RRULE:FREQ=MONTHLY")
    assert (found["has_past"], found["has_later"], len(found["dates"])) == (True, True, 24)
    assert first_days(found)[0] == "2026-10-01" or first_days(found)[0] == "2026-09-01"
    daily = series("DTSTART:20260101T120000Z", "RRULE:FREQ=DAILY")
    assert len(daily["dates"]) == 120 and daily["left_out"] > 200
    past = series("DTSTART:20250101T120000Z")
    assert (past["dates"], past["has_past"], past["has_later"]) == ([], True, False)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.integers(0, 7), max_size=3),
    st.dictionaries(
        st.integers(0, 7), st.tuples(st.integers(-2, 2), st.integers(8, 20)), max_size=3
    ),
)
def test_our_dates_are_those_of_another_reader(
    excluded: set[int], moved: dict[int, tuple[int, int]]
) -> None:
    first = datetime.fromisoformat("2026-09-24T14:00")
    days = [first + timedelta(weeks=week) for week in range(8)]
    exceptions = [
        event(
            f"RECURRENCE-ID;{ZONE}:{days[week]:%Y%m%dT%H%M%S}",
            f"DTSTART;{ZONE}:{days[week] + DAY * by:%Y%m%d}T{hour:02}0000",
            f"DTEND;{ZONE}:{days[week] + DAY * by:%Y%m%d}T{hour:02}3000",
        )
        for week, (by, hour) in moved.items()
        if week not in excluded
    ]
    off = [f"EXDATE;{ZONE}:{days[week]:%Y%m%dT%H%M%S}" for week in excluded]
    content = calendar(event(START, END, "RRULE:FREQ=WEEKLY;COUNT=8", *off), *exceptions)
    theirs = recurring_ical_events.of(Calendar.from_ical(content)).between(
        (2026, 9, 1), (2027, 1, 1)
    )
    (found,) = here(content)["series"] if len(excluded) < 9 else ({"dates": []},)
    assert sorted((one["starts"], one["ends"]) for one in found["dates"]) == sorted(
        tuple(one[name].dt.astimezone(UTC).isoformat() for name in ("DTSTART", "DTEND"))
        for one in theirs
    )
