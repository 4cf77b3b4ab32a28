"""Reading the bytes of a CSV: whatever a program makes of it, and whatever is wrong with it."""

import json

import pytest

from tests.imports.sheets import HEADER, SOUP, cells, comma, fault
from weekapp.imports import sheet_files

CAFE = ("Café Zoë", "24-9-2026", "14:00", "16:00")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_separator_is_found(separator: str) -> None:
    assert cells(comma(SOUP, separator=separator).encode()) == [list(SOUP)]


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_are_read_whatever_letters_a_program_writes(letters: str) -> None:
    assert cells(comma(CAFE).encode(letters)) == [list(CAFE)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(ending: str) -> None:
    assert cells(comma(SOUP, SOUP).replace("\n", ending).encode()) == [list(SOUP), list(SOUP)]


def test_the_line_in_which_excel_is_told_the_separator_is_no_row() -> None:
    raw = sheet_files.read(f"sep=|\r\n{comma(SOUP, separator='|')}".encode())
    assert (raw["header_row"], raw["rows"]) == (1, [(2, list(SOUP))])


def test_a_cell_may_hold_quotes_separators_and_lines() -> None:
    text = comma(('"Soep; ""lekker""\nen brood"', *SOUP[1:]), SOUP)
    raw = sheet_files.read(text.encode())
    assert raw["rows"] == [(2, ['Soep; "lekker"\nen brood', *SOUP[1:]]), (3, list(SOUP))]


def test_titles_above_the_header_and_empty_rows_are_passed_by() -> None:
    text = f"Programma 2026;;;\n;;;\n{comma()}\n;;;\n\n{';'.join(SOUP)}\n;;;\n"
    raw = sheet_files.read(text.encode())
    assert (raw["header"], raw["header_row"]) == (list(HEADER), 3)
    assert raw["rows"] == [(6, list(SOUP))]


def test_the_header_is_the_row_that_names_most() -> None:
    text = comma(SOUP, header=("Titel", "Datum", "en meer", ""))
    assert cells(f"{text}\n{comma(CAFE)}".encode()) == [list(CAFE)]


@pytest.mark.parametrize("header", [("Titel", "Plaats"), ("Datum", "Van"), ("a", "b")])
def test_without_title_and_date_there_is_no_header(header: tuple[str, ...]) -> None:
    raw = sheet_files.read(comma(SOUP, header=header).encode())
    assert raw["fault"] == "header"
    assert raw["about"]["seen"]


def test_a_thousand_rows_are_read_and_one_more_is_refused() -> None:
    assert len(cells(comma(*[SOUP] * 1000).encode())) == 1000
    raw = sheet_files.read(comma(*[SOUP] * 1001).encode())
    assert raw == {"fault": "rows", "about": {"rows": 1001}}


def test_forty_columns_are_read_and_one_more_is_refused() -> None:
    wide = (*HEADER, *(f"k{n}" for n in range(36)))
    assert len(sheet_files.read(comma(SOUP, header=wide).encode())["header"]) == 40
    assert fault(comma(SOUP, header=(*wide, "nog een")).encode()) == "columns"


def test_a_file_or_a_cell_that_is_too_large_is_refused() -> None:
    assert fault(b"x" * 10_000_000) == "bytes"
    long = comma(SOUP, ("x" * 20_001, *SOUP[1:])).encode()
    assert sheet_files.read(long) == {"fault": "cell", "about": {"row": 3}}
    assert fault(comma(SOUP, ("x" * 1_900_000, *SOUP[1:])).encode()) == "cell"
    assert len(cells(comma(("x" * 20_000, *SOUP[1:])).encode())) == 1


def test_a_million_separators_take_no_time_and_are_refused_or_passed_by() -> None:
    assert fault(comma(SOUP).encode() + b"\n" + b";" * 1_900_000) == "None"
    assert fault((";x" * 900_000).encode()) == "header"


def test_a_quote_that_is_never_closed_is_told_with_its_row() -> None:
    raw = sheet_files.read(comma(SOUP, ('"Soep', *SOUP[1:]), SOUP).encode())
    assert raw == {"fault": "quote", "about": {"row": 3}}


def test_a_quote_that_swallows_rows_up_to_the_next_one_is_told() -> None:
    raw = sheet_files.read(comma(SOUP, ('"Soep', *SOUP[1:]), ('Brij"', *SOUP[1:])).encode())
    assert raw == {"fault": "quote", "about": {"row": 3}}


def test_a_quote_inside_a_text_means_nothing() -> None:
    assert cells(comma(('TV van 40" kijken', *SOUP[1:]), SOUP).encode())[0][0] == (
        'TV van 40" kijken'
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (comma(SOUP).encode() + b"\0", "binary"),
        (comma(SOUP).encode("utf-16-le"), "binary"),
        (comma(CAFE).encode() + "\nCafé".encode("cp1252"), "letters"),
        (b"\xef\xbb\xbf" + comma(CAFE).encode("cp1252"), "letters"),
        (comma(SOUP).encode() + b"\x81", "letters"),
        (b"\xff\xfe" + comma(SOUP).encode("utf-16-le") + b"\x00", "letters"),
        (b"", "empty"),
        (b" \n ", "empty"),
    ],
)
def test_letters_that_cannot_be_are_refused(content: bytes, why: str) -> None:
    assert fault(content) == why


@pytest.mark.parametrize(
    ("start", "why"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"{\\rtf1", "word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "calendar"),
        (b"<!DOCTYPE html><table><tr><td>Titel</td></tr></table>", "page"),
        (b"\n<table><tr><td>Titel</td></tr></table>", "page"),
        (b'<?xml version="1.0"?><Workbook/>', "page"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "packed"),
    ],
)
def test_what_is_no_sheet_is_known_by_how_it_starts(start: bytes, why: str) -> None:
    assert fault(start) == why


def test_what_a_spreadsheet_would_run_is_only_text() -> None:
    attack = "=cmd|' /C calc'!A0"
    assert cells(comma((attack, *SOUP[1:])).encode())[0][0] == attack


def test_what_is_read_can_be_sent_as_json() -> None:
    raw = sheet_files.read(comma(CAFE).encode())
    assert json.loads(json.dumps(raw))["rows"] == [[2, list(CAFE)]]
