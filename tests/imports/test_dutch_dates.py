"""Dates and times as people write them: understood, or asked about, but never guessed."""

from datetime import date, time

import pytest
from flask import Flask

from tests.imports.test_columns import one
from weekapp.activities.rows import Row, rows_in
from weekapp.imports import dutch_dates, dutch_times
from weekapp.imports.cells import Cell, NotUnderstood
from weekapp.imports.found import Found

ON = date(2026, 9, 1)
THURSDAY = date(2026, 9, 24)

pytestmark = pytest.mark.usefixtures("app")


def rows(found: Found) -> list[Row]:
    """The filled parts of the dates of an activity."""
    return [{part: text for part, text in row.items() if text} for row in rows_in(found.fields)]


@pytest.mark.parametrize(
    "typed",
    ["24-9-2026", "24-09-2026", "24/9/26", "24.9.2026", "24 - 9 - 2026", "24 september 2026",
     "24 sept. 2026", "24 sep '26", "donderdag 24 september 2026", "do 24 sept 2026",
     "do. 24-9-2026", "Donderdag, 24 September 2026", "2026-09-24", "2026-09-24T00:00:00",
     "24e september 2026", "24 september", "do 24 sept", "24-9", "46289", "46289.0"],
)  # fmt: skip
def test_a_date_is_understood(typed: str, app: Flask) -> None:
    assert dutch_dates.day(typed, ON).date == THURSDAY


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31-9-2026", "31 september 2026 bestaat niet."),
        ("29 februari 2027", "29 februari 2027 bestaat niet."),
        ("vr 24 september 2026", "24 september 2026 is een donderdag, geen vrijdag."),
        ("9/24/2026", "Schrijf hem zo: 24-09-2026."),
        ("24 t/m 26 september", "Schrijf hem zo: 24-09-2026."),
        ("volgende week", "Schrijf hem zo: 24-09-2026."),
        ("24-9-1026", "Klopt het jaar?"),
        ("0-0-2026", "Schrijf hem zo: 24-09-2026."),
        ("१-९-2026", "Schrijf hem zo: 24-09-2026."),
        ("9999999999-1-1", "Schrijf hem zo: 24-09-2026."),
    ],
)
def test_a_date_that_is_not_understood_is_asked_about(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as asked:
        dutch_dates.day(typed, ON)
    assert says in str(asked.value)


def test_a_date_without_a_year_is_the_next_one_and_that_is_said() -> None:
    assert dutch_dates.day("3 januari", ON) == dutch_dates.Day(date(2027, 1, 3), True)
    assert dutch_dates.day("29 februari", ON).date == date(2028, 2, 29)
    assert one(day="24 sept").remarks == (
        "Er stond geen jaar bij de datum. We maakten er donderdag 24 september 2026 van.",
    )


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("14:00", (14, 0)), ("14.00", (14, 0)), ("14:00 uur", (14, 0)), ("14u", (14, 0)),
     ("14u30", (14, 30)), ("14 uur", (14, 0)), ("14:00:00", (14, 0)), ("1400", (14, 0)),
     ("930", (9, 30)), ("9", (9, 0)), ("2:00 pm", (14, 0)), ("12:15 AM", (0, 15)),
     ("om 14.00 uur", (14, 0)), ("vanaf 10u", (10, 0)), ("02:30", (2, 30))],
)  # fmt: skip
def test_a_time_is_understood(typed: str, clock: tuple[int, int]) -> None:
    assert dutch_times.clock(Cell("text", typed)).time == time(*clock)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("0.5833333333", (14, 0)), ("14", (14, 0)), ("14.3", (14, 30)), ("0.9999999", (0, 0))],
)
def test_a_number_of_excel_is_a_time(typed: str, clock: tuple[int, int]) -> None:
    assert dutch_times.clock(Cell("number", typed)).time == time(*clock)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2 uur", "Is dit 2 uur ’s nachts of 14 uur ’s middags? Schrijf het zo: 14:00."),
        ("2 uur 's middags", "Schrijf hem zo: 14:00."),
        ("half 3", "Schrijf hem zo: 14:00."),
        ("25:00", "Deze tijd bestaat niet."),
        ("14:60", "Deze tijd bestaat niet."),
        ("13:00 pm", "Schrijf hem zo: 14:00."),
        ("na de lunch", "Schrijf hem zo: 14:00."),
    ],
)
def test_a_time_that_is_not_understood_is_asked_about(typed: str, says: str) -> None:
    found = one(starts=typed)
    assert says in found.problems["dates-0-starts"]
    assert rows(found)[0]["starts"] == typed


@pytest.mark.parametrize(
    "typed",
    ["14:00-16:00", "14.00 – 16.00 uur", "van 14:00 tot 16:00 uur", "14u tot 16u", "14-16 uur"],
)
def test_times_in_one_cell_are_taken_apart(typed: str) -> None:
    (row,) = rows(one(times=typed))
    assert (row["starts"], row["ends"]) == ("14:00", "16:00")


def test_date_and_times_may_stand_together() -> None:
    told = {"day": "2026-09-24", "starts": "14:00"}
    assert rows(one(day="do 24 sept 14:00-16:00")) == [told | {"ends": "16:00"}]
    assert rows(one(day="24-9-2026 om 14.00 uur")) == [told]
    assert rows(one(day="", when="24 september, 14:00 tot 16:00")) == [told | {"ends": "16:00"}]
    assert rows(one(day=["moment", "2026-09-24T14:00"])) == [told]
    moments = {"starts": ["moment", "2026-09-24T14:00"], "ends": ["moment", "2026-09-25T02:00"]}
    assert rows(one(day="", **moments)) == [told | {"ends": "02:00", "last_day": "2026-09-25"}]


def test_several_dates_in_one_cell_are_at_the_same_times() -> None:
    found = one(day="24-9-2026, 25-9-2026 en 1 oktober 2026", starts="14:00", ends="16:00")
    assert [row["day"] for row in rows(found)] == ["2026-09-24", "2026-09-25", "2026-10-01"]
    assert {row["ends"] for row in rows(found)} == {"16:00"}


def test_whole_days_have_no_times() -> None:
    found = one(starts="hele dag", ends="17:00", last_day="26-9-2026")
    assert rows(found) == [{"day": "2026-09-24", "all_day": "y", "last_day": "2026-09-26"}]


def test_midnight_after_is_on_the_next_day() -> None:
    (row,) = rows(one(starts="20:00", ends="24:00"))
    assert (row["ends"], row["last_day"]) == ("00:00", "2026-09-25")


def test_every_week_becomes_dates() -> None:
    found = one(starts="14:00", ends="16:00", weekly_until="8-10-2026")
    assert [row["day"] for row in rows(found)] == ["2026-09-24", "2026-10-01", "2026-10-08"]
    assert "weekly_until" not in found.fields
    assert (
        "voor de eerste datum"
        in one(starts="14:00", weekly_until="1-9-2026").problems["weekly_until"]
    )


def test_the_same_hour_of_the_night_of_october_can_be_told() -> None:
    found = one(day="25-10-2026", starts="02:30 (wintertijd)", ends="04:00")
    assert rows(found)[0]["starts_turn"] == "1"


def test_a_date_that_does_not_exist_stays_as_it_was_typed() -> None:
    found = one(day="31-9-2026", starts="14:00")
    assert rows(found) == [{"day": "31-9-2026", "starts": "14:00"}]
    assert found.problems == {"dates-0-day": "31 september 2026 bestaat niet."}
