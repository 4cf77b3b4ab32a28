"""Which days the list is about."""

from datetime import date
from typing import Any

from weekapp.agenda.days import Period, is_near, period
from weekapp.agenda.filters import Filters
from weekapp.campaign.models import Edition

WEEK = Edition(year=2026, first_day=date(2026, 9, 24), last_day=date(2026, 9, 30))
FAR, NEAR, RUNNING = date(2026, 2, 1), date(2026, 9, 1), date(2026, 9, 26)


def days(today: date, **asked: Any) -> Period:
    return period(Filters(**asked), today, WEEK)


def test_the_week_is_shown_when_it_is_near() -> None:
    assert days(NEAR) == Period(date(2026, 9, 24), date(2026, 9, 30), is_week=True)


def test_a_running_week_is_shown_from_today_on() -> None:
    assert days(RUNNING) == Period(RUNNING, date(2026, 9, 30), is_week=True)


def test_everything_from_today_on_is_shown_when_the_week_is_far_or_unknown() -> None:
    assert days(FAR) == Period(FAR)
    assert period(Filters(), FAR, None) == Period(FAR)


def test_a_week_is_near_from_six_weeks_before_until_its_last_day() -> None:
    near = [date(2026, 8, 12), date(2026, 8, 13), date(2026, 9, 30), date(2026, 10, 1)]
    assert [is_near(WEEK, day) for day in near] == [False, True, True, False]


def test_days_that_are_asked_for_take_the_place_of_the_week() -> None:
    tomorrow = date(2026, 9, 2)
    assert days(NEAR, dag="vandaag") == Period(NEAR, NEAR)
    assert days(NEAR, dag="morgen") == Period(tomorrow, tomorrow)
    assert days(NEAR, dag="2026-10-01") == Period(date(2026, 10, 1), date(2026, 10, 1))
    assert days(NEAR, van=date(2026, 9, 5)) == Period(date(2026, 9, 5))


def test_until_a_day_starts_today() -> None:
    assert days(NEAR, tot=date(2026, 9, 5)) == Period(NEAR, date(2026, 9, 5))


def test_a_weekday_counts_within_the_days_that_are_shown() -> None:
    assert days(NEAR, dag="weekend").weekdays == (5, 6)
    assert days(FAR, dag="donderdag") == Period(FAR, None, (3,))
