"""The programme of a library comes in as it was mailed: nine rows are asked about, no more."""

from datetime import timedelta

import pytest

from tests.factories import THURSDAY
from tests.imports import library_sheet
from weekapp import clock, confined
from weekapp.imports import columns, sheets
from weekapp.imports.found import Found
from weekapp.imports.judging import judged

FIRST = THURSDAY.date()
WRONG = library_sheet.wrong(FIRST)

pytestmark = pytest.mark.usefixtures("app")


def faults(found: Found) -> dict[str, str]:
    """What the form and the sheet find wrong with an activity."""
    _form, said = judged(found.fields, clock.now(), [])
    return said | found.problems


def test_exactly_the_nine_wrong_rows_are_asked_about() -> None:
    reading = sheets.read(library_sheet.build(FIRST), on=clock.today())
    asked = {found.where: list(faults(found)) for found in reading.found if faults(found)}
    assert asked == {f"rij {one.row}": [one.field] for one in WRONG}
    assert [columns.column_of(one.field) for one in WRONG] == [one.column for one in WRONG]
    assert (len(reading.found), reading.unread) == (library_sheet.ROWS, ())


def test_each_wrong_row_is_right_once_its_cell_is_corrected() -> None:
    reading = sheets.read(library_sheet.build(FIRST), on=clock.today())
    by_place = {found.where: found for found in reading.found}
    for one in WRONG:
        fields = by_place[f"rij {one.row}"].fields | {one.field: [one.value]}
        assert judged(fields, clock.now(), [])[1] == {}, one


def test_what_the_library_keeps_for_itself_is_named_and_not_read() -> None:
    reading = sheets.read(library_sheet.build(FIRST), on=clock.today())
    assert reading.remarks == (
        "Deze kolommen lezen we niet: Intern: wie regelt dit.",
        "We lazen alleen het blad “Programma”.",
    )


def test_the_same_sheet_twice_has_the_same_keys_in_another_year_it_has_not() -> None:
    keys = [
        {found.key for found in sheets.read(library_sheet.build(day), on=clock.today()).found}
        for day in (FIRST, FIRST, FIRST + timedelta(days=364))
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) == library_sheet.ROWS
    # Only the row with a date that never was has the same text in both.
    assert len(keys[0] & keys[2]) <= 1


def test_a_workbook_that_takes_too_long_is_stopped_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(confined, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(columns.CannotRead, match="kost te veel tijd"):
        sheets.read(library_sheet.build(FIRST))
