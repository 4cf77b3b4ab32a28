"""The dates of a series are those that a calendar shows, whatever was changed of single ones."""

from datetime import UTC, date, datetime, timedelta

import pytest
import recurring_ical_events
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from tests.imports import calendars
from tests.imports.calendars import calendar, event, first_days, here, series, walls

ZONE = "TZID=Europe/Amsterdam"
START = f"DTSTART;{ZONE}:20260924T140000"
END = f"DTEND;{ZONE}:20260924T160000"
DAY = timedelta(days=1)


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
    assert answer["series"][0]["unknown_zone"] == "Huis"


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


@pytest.mark.parametrize("why", ["CLASS:PRIVATE", "DURATION:P99999999999W", "EXRULE:FREQ=DAILY"])
def test_a_date_that_became_something_we_cannot_read_is_not_told_as_it_was(why: str) -> None:
    change = ("RECURRENCE-ID:20261001T140000", "DTSTART:20261002T140000", why)
    answer = here(
        calendar(event("DTSTART:20260924T140000", "RRULE:FREQ=WEEKLY;COUNT=3"), event(*change))
    )
    assert len(answer["unread"]) == 1
    (found,) = answer["series"]
    assert walls(found) == ["2026-09-24 14:00", "2026-10-08 14:00"]


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
    assert len(daily["dates"]) == 110 and daily["left_out"] > 20
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
