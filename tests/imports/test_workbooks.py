"""Reading an XLSX: cells keep what they are, and an archive that is a trap is not walked into."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from tests.imports.sheets import (
    BOOK,
    HEADER,
    SHEET,
    SOUP,
    STRINGS,
    TYPES,
    cells,
    fault,
    kept,
    part,
    repacked,
    shared,
    workbook,
)
from weekapp.imports import sheet_files

LAUGHS = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("tekst", "tekst"),
        (14, ["number", "14"]),
        (14.0, ["number", "14"]),
        (3.5, ["number", "3.5"]),
        (True, ["yes", "ja"]),
        (date(2026, 9, 24), ["date", "2026-09-24"]),
        (datetime(2026, 9, 24), ["date", "2026-09-24"]),  # noqa: DTZ001
        (datetime(2026, 9, 24, 13, 59, 59, 900000), ["moment", "2026-09-24T14:00"]),  # noqa: DTZ001
        (time(14, 30), ["time", "14:30"]),
        (timedelta(hours=14, minutes=30), ["time", "14:30"]),
        ("regel_x000D_\neen", "regel\r\neen"),
    ],
)
def test_a_cell_keeps_what_it_is(value: object, read: object) -> None:
    assert cells(workbook((value, "24-9-2026")))[0][0] == read


def test_text_in_the_table_of_strings_is_read() -> None:
    assert cells(shared(workbook(SOUP))) == [list(SOUP)]


def test_a_formula_is_its_outcome_and_without_one_it_is_told() -> None:
    content = workbook(("=1+1", "24-9-2026"), ('=cmd|" /C calc"!A0', "25-9-2026"))
    assert [row[0] for row in cells(content)] == [["formula", ""]] * 2
    sheet = part(content, SHEET).replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    assert cells(repacked(content, {SHEET: sheet}))[0][0] == ["number", "2"]


def test_an_error_of_excel_is_told() -> None:
    assert cells(workbook(("#REF!", "24-9-2026")))[0][0] == ["error", "#REF!"]


def test_the_first_sheet_in_sight_with_a_header_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(("Verborgen", "24-9-2026"))))
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Voorblad").append(["Welkom"])
    book.create_sheet("Lijst")
    for row in (("Programma",), (), HEADER, (), SOUP):
        book["Lijst"].append(list(row))
    raw = sheet_files.read(kept(book))
    assert (raw["sheet"], raw["sheets"], raw["header_row"]) == ("Lijst", 2, 3)
    assert raw["rows"] == [(5, list(SOUP))]


def test_a_thousand_rows_fit_and_one_more_is_told() -> None:
    assert len(cells(workbook(*[SOUP] * 1000))) == 1000
    assert sheet_files.read(workbook(*[SOUP] * 1001))["about"] == {"rows": 1001}


def test_a_cell_or_header_that_is_too_large_is_refused() -> None:
    assert fault(workbook(("x" * 20_001, "24-9-2026"))) == "cell"
    assert fault(workbook(SOUP, header=(*HEADER, *"x" * 37))) == "columns"


def test_a_bomb_is_not_unpacked() -> None:
    rows = b"<row><c><v>1</v></c></row>" * 4_000_000
    assert fault(repacked(workbook(SOUP), {SHEET: rows})) == "unpacked"
    assert fault(shared(workbook(SOUP), "<si><t>a</t></si>" * 1_000_000)) == "unpacked"


def test_an_archive_of_very_many_parts_is_not_opened() -> None:
    assert fault(repacked(workbook(SOUP), {f"xl/{n}.xml": "x" for n in range(600)})) == "unpacked"


def test_a_part_that_is_larger_than_it_says_is_not_read() -> None:
    content = shared(workbook(SOUP), f"<si><t>{'a' * 100_000}</t></si>")
    size = len(part(content, STRINGS)).to_bytes(4, "little")
    assert content.count(size) == 2
    assert fault(content.replace(size, (10).to_bytes(4, "little"))) == "broken"


@pytest.mark.parametrize("name", [BOOK, SHEET, STRINGS, "xl/styles.xml", TYPES])
@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE])
def test_entities_are_refused_in_every_part(name: str, prologue: str) -> None:
    content = shared(workbook(SOUP))
    text = part(content, name).partition("?>")[2] or part(content, name)
    hostile = prologue + text.replace("Soep", "&c;")
    assert fault(repacked(content, {name: hostile})) == "broken"


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    content = workbook(SOUP)
    sheet = part(content, SHEET).replace('ref="A1:D2"', 'ref="A1:XFD1048576"')
    assert "XFD1048576" in sheet
    assert cells(repacked(content, {SHEET: sheet})) == [list(SOUP)]


def test_very_many_rows_with_only_looks_are_passed_by() -> None:
    content = workbook(SOUP)
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 100_000))
    sheet = part(content, SHEET).replace("</sheetData>", f"{empty}</sheetData>")
    assert cells(repacked(content, {SHEET: sheet})) == [list(SOUP)]


@pytest.mark.parametrize("name", ["/etc/passwd", "../../xl/a.xml", "xl\\..\\..\\a.xml"])
def test_an_archive_that_wants_out_is_refused(name: str) -> None:
    assert fault(repacked(workbook(SOUP), {name: "x"})) == "broken"


def test_a_broken_archive_is_told_to_be_broken() -> None:
    content = workbook(SOUP)
    assert fault(content[: len(content) // 2]) == "broken"
    assert fault(b"PK\x03\x04" + b"\0" * 100) == "broken"
    assert fault(repacked(content, {SHEET: "<worksheet"})) == "broken"
    assert fault(repacked(content, {BOOK: "<a/>"})) == "broken"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("content.xml", "open_document"),
        ("Index/Document.iwa", "numbers"),
        ("word/document.xml", "word"),
        ("xl/workbook.bin", "binary_excel"),
        ("lijst.xlsx", "packed"),
    ],
)
def test_other_archives_are_known_by_what_is_in_them(name: str, why: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    assert fault(made.getvalue()) == why


def test_macros_and_links_to_other_files_are_left_alone() -> None:
    content = repacked(
        workbook(SOUP), {"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<a"}
    )
    assert cells(content) == [list(SOUP)]
