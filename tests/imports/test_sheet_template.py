"""The sheet to fill in: it opens, it offers what there is to choose, and we read it back."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl import Workbook

from tests.imports.sheets import kept
from weekapp.imports import columns, sheet_files, sheet_template
from weekapp.imports.found import CannotRead, Found
from weekapp.imports.headings import LABELS
from weekapp.imports.sheet_limits import MOST_COLUMNS
from weekapp.imports.venues import Venue

ON = date(2026, 9, 1)
BRUG = Venue("De Brug", "Dorpsstraat 1", "6711 AB", "Ede")
EVIL = Venue("=cmd|'/C calc'!A0", "", "", "Ede")

pytestmark = pytest.mark.usefixtures("app")


def opened(*venues: Venue) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(sheet_template.workbook(venues, ON)))


def filled_in(book: Workbook, *rows: dict[str, str]) -> tuple[Found, ...]:
    """What we read when somebody fills in these rows."""
    for number, row in enumerate(rows, 2):
        for name, text in row.items():
            book["Activiteiten"].cell(number, list(LABELS).index(name) + 1).value = text
    return columns.reading(sheet_files.read(kept(book)), [BRUG], ON).found


def test_the_sheet_has_all_our_columns_and_no_more_than_we_read() -> None:
    header = [cell.value for cell in opened()["Activiteiten"][1]]
    assert header == list(LABELS.values())
    assert len(header) <= MOST_COLUMNS


def test_every_column_of_ours_is_read_back() -> None:
    for content in (sheet_template.workbook([], ON), sheet_template.csv()):
        raw = sheet_files.read(content)
        fields, unread = columns.assigned(raw["header"])
        assert (list(fields.values()), unread) == (list(LABELS), [])


def test_the_empty_sheet_is_told_to_be_empty() -> None:
    with pytest.raises(CannotRead, match="staat nog niets"):
        columns.reading(sheet_files.read(sheet_template.workbook([BRUG], ON)))


def test_help_and_venues_are_no_activities() -> None:
    book = opened(BRUG)
    del book["Activiteiten"]
    assert sheet_files.read(kept(book))["fault"] == "header"


def test_own_venues_stand_there_to_choose_from_and_bring_their_address() -> None:
    book = opened(BRUG)
    assert [[cell.value for cell in row] for row in book["Plekken"].iter_rows(min_row=2)] == [
        ["De Brug", "Dorpsstraat 1", "6711 AB", "Ede"]
    ]
    (found,) = filled_in(book, {"title": "Soep", "day": "24-9-2026", "venue_name": "De Brug"})
    assert (found.fields["street"], found.fields["place"]) == (["Dorpsstraat 1"], ["Ede"])


def test_columns_with_fixed_words_offer_them() -> None:
    book = opened(BRUG)
    lists = book["Activiteiten"].data_validations.dataValidation
    offered = {}
    for one in lists:
        _sheet, _mark, where = str(one.formula1).partition("!")
        cells = book["Keuzes"][where.replace("$", "")]
        words = [cell.value for row in cells for cell in row]
        offered[str(one.sqref)] = words
    assert ["De Brug"] in offered.values()
    assert any("Koffie en ontmoeting" in words for words in offered.values())
    assert ["ja", "nee"] in offered.values()
    assert all(None not in words for words in offered.values())
    assert book["Keuzes"].sheet_state == "hidden"


def test_a_telephone_number_typed_in_it_keeps_its_nought() -> None:
    letter = openpyxl.utils.get_column_letter(list(LABELS).index("contact_phone") + 1)
    assert opened()["Activiteiten"].column_dimensions[letter].number_format == "@"


def test_what_the_help_gives_as_an_example_is_understood() -> None:
    book = opened()
    names = {label: name for name, label in LABELS.items()}
    row = {
        names[str(told[0])]: str(told[3])
        for told in book["Uitleg"].iter_rows(min_row=2, values_only=True)
        if told[3]
    }
    (found,) = filled_in(book, row)
    assert (found.problems, found.fields["dates-0-day"]) == ({}, ["2026-10-01"])
    assert found.fields["themes"] == ["koffie", "spel"]


def test_a_venue_that_is_named_as_a_formula_is_only_text() -> None:
    cell = opened(EVIL)["Plekken"]["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{EVIL.name}")
