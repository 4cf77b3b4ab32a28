"""Dates and times on the wall clock in Amsterdam, also in the nights the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from weekapp.activities import wall
from weekapp.clock import AMSTERDAM

CLOCK_BACK = date(2026, 10, 25)
CLOCK_FORWARD = date(2027, 3, 28)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_in_summer_two_o_clock_is_noon_in_utc() -> None:
    assert wall.moments(date(2026, 9, 24), time(14)) == [utc(2026, 9, 24, 12)]


def test_in_winter_two_o_clock_is_one_in_utc() -> None:
    assert wall.moments(date(2026, 11, 5), time(14)) == [utc(2026, 11, 5, 13)]


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_comes_twice_has_two_moments_an_hour_apart(minute: int) -> None:
    first, second = wall.moments(CLOCK_BACK, time(2, minute))
    assert first == utc(2026, 10, 25, 0, minute)
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize("at", [time(1, 59), time(3, 0)])
def test_just_outside_the_hour_that_comes_twice_there_is_one_moment(at: time) -> None:
    assert len(wall.moments(CLOCK_BACK, at)) == 1


@pytest.mark.parametrize("day", [date(2026, 3, 29), CLOCK_FORWARD])
def test_the_hour_that_is_skipped_has_no_moment(day: date) -> None:
    assert wall.moments(day, time(2, 30)) == []
    assert wall.after_gap(day, time(2, 30)) == time(3, 30)


@pytest.mark.parametrize("at", [time(1, 59), time(3, 0)])
def test_just_outside_the_hour_that_is_skipped_there_is_one_moment(at: time) -> None:
    assert len(wall.moments(CLOCK_FORWARD, at)) == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 12, 31)])
def test_years_that_no_activity_is_in_are_refused(day: date) -> None:
    with pytest.raises(wall.OutOfRange):
        wall.moments(day, time(14))


def test_a_moment_knows_which_of_two_times_it_is() -> None:
    first, second = wall.moments(CLOCK_BACK, time(2, 30))
    assert (wall.turn(first), wall.turn(second)) == (0, 1)
    assert wall.turn(utc(2026, 9, 24, 12)) is None


@given(st.dates(date(2001, 1, 1), date(2199, 1, 1)), st.times())
def test_every_moment_shows_the_time_it_was_made_of(day: date, at: time) -> None:
    for moment in wall.moments(day, at):
        shown = moment.astimezone(AMSTERDAM)
        assert (shown.date(), shown.hour, shown.minute) == (day, at.hour, at.minute)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2199, 1, 1)))  # noqa: DTZ001  made aware below
def test_every_moment_is_found_again_by_its_wall_time(naive: datetime) -> None:
    moment = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    shown = moment.astimezone(AMSTERDAM)
    assert moment in wall.moments(shown.date(), shown.time())


def test_a_series_of_weeks_includes_its_last_day() -> None:
    assert wall.weekly(date(2026, 9, 24), date(2026, 10, 8)) == [
        date(2026, 9, 24),
        date(2026, 10, 1),
        date(2026, 10, 8),
    ]


def test_a_series_of_weeks_stops_before_a_last_day_on_another_weekday() -> None:
    assert wall.weekly(date(2026, 9, 24), date(2026, 10, 7))[-1] == date(2026, 10, 1)


def test_a_series_that_ends_before_it_starts_is_empty() -> None:
    assert wall.weekly(date(2026, 9, 24), date(2026, 9, 23)) == []


def test_a_series_never_has_more_dates_than_an_activity_may_have() -> None:
    assert len(wall.weekly(date(2026, 9, 24), date(2190, 1, 1))) == wall.MOST_DATES


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (date(2026, 9, 24), date(2026, 9, 24), 24),
        (date(2026, 9, 24), date(2026, 9, 26), 72),
        (CLOCK_BACK, CLOCK_BACK, 25),
        (CLOCK_FORWARD, CLOCK_FORWARD, 23),
    ],
)
def test_whole_days_run_from_midnight_to_midnight(first: date, last: date, hours: int) -> None:
    starts_at, ends_at = wall.whole_days(first, last)
    assert wall.is_all_day(starts_at, ends_at)
    assert ends_at - starts_at == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (utc(2026, 9, 24, 0), utc(2026, 9, 25, 0)),
        (utc(2026, 9, 24, 22), utc(2026, 9, 25, 21)),
        (utc(2026, 9, 23, 22), utc(2026, 9, 24, 21, 59)),
        (utc(2026, 10, 24, 22), utc(2026, 10, 25, 22)),
    ],
)
def test_a_date_with_times_is_not_whole_days(starts_at: datetime, ends_at: datetime) -> None:
    assert not wall.is_all_day(starts_at, ends_at)


@pytest.mark.parametrize("day", [date(2026, 9, 24), date(2026, 10, 20), date(2027, 3, 25)])
def test_a_week_is_seven_days_on_the_wall_whatever_the_clock_does(day: date) -> None:
    assert not wall.is_too_long(*wall.whole_days(day, day + timedelta(days=6)))
    assert wall.is_too_long(*wall.whole_days(day, day + timedelta(days=7)))


def test_whole_days_are_to_come_until_they_are_over() -> None:
    starts_at, ends_at = wall.whole_days(date(2026, 9, 24), date(2026, 9, 24))
    assert wall.is_yet_to_come(starts_at, ends_at, utc(2026, 9, 24, 12))
    assert not wall.is_yet_to_come(starts_at, ends_at, ends_at)
    assert not wall.is_yet_to_come(utc(2026, 9, 24, 11), ends_at, utc(2026, 9, 24, 12))
