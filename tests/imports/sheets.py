"""Sheets to read: as people make them, and as nobody would who meant well."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from weekapp.imports import sheet_files

HEADER = ("Titel", "Datum", "Van", "Tot")
SOUP = ("Soep", "24-9-2026", "14:00", "16:00")
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
TYPES = "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> bytes:
    """An XLSX with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    return kept(book)


def kept(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The same archive with other parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return made.getvalue()


def shared(content: bytes, strings: str = "<si><t>Soep</t></si>") -> bytes:
    """The workbook with its soup in the table of strings, as Excel keeps all text."""
    types = part(content, TYPES).replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml" /></Types>',
    )
    sheet = part(content, SHEET).replace('t="inlineStr"><is><t>Soep</t></is>', 't="s"><v>0</v>')
    return repacked(
        content,
        {TYPES: types, SHEET: sheet, STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>'},
    )


def part(content: bytes, name: str) -> str:
    """The text of one part of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def comma(*rows: Sequence[str], header: Sequence[str] = HEADER, separator: str = ";") -> str:
    """The text of a CSV."""
    return "\n".join(separator.join(row) for row in (header, *rows))


def cells(content: bytes) -> list[list[Any]]:
    """The rows that are read, without their numbers."""
    raw = sheet_files.read(content)
    assert "fault" not in raw, raw
    return [row for _number, row in raw["rows"]]


def fault(content: bytes) -> str:
    """Why a file is not read."""
    return str(sheet_files.read(content).get("fault"))
