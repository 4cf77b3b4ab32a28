"""The rows of dates as they were typed."""

import pytest
from hypothesis import given, strategies as st

from weekapp.activities.rows import (
    CannotRepeat,
    another,
    is_filled,
    repeated,
    rows_in,
    with_rows,
    without,
)

THURSDAY = {"day": "2026-10-22", "starts": "14:00", "ends": "16:00"}


def test_rows_are_read_in_their_order_and_numbered_anew() -> None:
    typed = {"title": ["Soep"], "dates-10-day": ["b"], "dates-2-day": ["a"]}
    rows = rows_in(typed)
    assert [row["day"] for row in rows] == ["a", "b"]
    again = with_rows(typed, rows)
    assert (again["title"], again["dates-1-day"]) == (["Soep"], ["b"])
    assert "dates-10-day" not in again


@given(st.dictionaries(st.text(), st.lists(st.text())))
def test_any_field_names_can_be_read(typed: dict[str, list[str]]) -> None:
    assert len(rows_in(typed)) <= 101


@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 30, ""])
def test_odd_numbers_are_no_rows(number: str) -> None:
    assert rows_in({f"dates-{number}-day": ["2026-10-22"]}) == []


def test_another_row_has_the_times_of_the_last() -> None:
    assert another([THURSDAY])[1] == {"all_day": "", "starts": "14:00", "ends": "16:00"}


def test_another_row_after_whole_days_is_whole_days_too() -> None:
    again = another([{"day": "2026-10-22", "all_day": "y"}])[1]
    assert again["all_day"] == "y"
    assert not is_filled(again)


def test_without_its_only_row_an_empty_one_is_left() -> None:
    assert without([THURSDAY], 0) == [{}]
    assert not is_filled(without([THURSDAY], 0)[0])


def test_every_week_keeps_the_time_on_the_wall_over_the_clock_change() -> None:
    rows = repeated([THURSDAY], "2026-11-05")
    assert [row["day"] for row in rows] == ["2026-10-22", "2026-10-29", "2026-11-05"]
    assert {row["starts"] for row in rows} == {"14:00"}


def test_every_week_fills_only_the_weeks_that_are_not_there() -> None:
    later = {"day": "2026-10-29", "starts": "14:00", "ends": "17:00", "note": "In de tuin"}
    rows = repeated([THURSDAY, later], "2026-11-05")
    assert [row.get("note", "") for row in rows] == ["", "In de tuin", ""]


def test_every_week_past_midnight_ends_each_time_the_day_after() -> None:
    late = {"day": "2026-10-22", "starts": "22:00", "ends": "01:00", "last_day": "2026-10-23"}
    assert [row["last_day"] for row in repeated([late], "2026-10-29")] == [
        "2026-10-23",
        "2026-10-30",
    ]


def test_every_week_of_whole_days_keeps_how_many_days_it_lasts() -> None:
    weekend = {"day": "2026-10-24", "all_day": "y", "last_day": "2026-10-25", "starts": "14:00"}
    known = {"day": "2026-10-31", "all_day": "y", "last_day": "2026-11-01"}
    rows = repeated([weekend, known], "2026-11-07")
    assert [(row["day"], row["last_day"]) for row in rows] == [
        ("2026-10-24", "2026-10-25"),
        ("2026-10-31", "2026-11-01"),
        ("2026-11-07", "2026-11-08"),
    ]
    assert {row["all_day"] for row in rows} == {"y"}


@pytest.mark.parametrize(
    ("rows", "until", "why"),
    [
        ([{}], "2026-11-05", "first"),
        ([{"day": "morgen", "starts": "14:00"}], "2026-11-05", "first"),
        ([THURSDAY], "", "until"),
        ([THURSDAY], "2026-10-01", "order"),
        ([THURSDAY], "2029-10-01", "many"),
        ([THURSDAY], "9999-12-31", "many"),
    ],
)
def test_what_cannot_be_repeated_says_why(rows: list[dict[str, str]], until: str, why: str) -> None:
    with pytest.raises(CannotRepeat, match=why):
        repeated(rows, until)
