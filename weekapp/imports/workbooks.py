"""XLSX workbooks: looked at as an archive first, then read sheet by sheet, values only.

Macros, links to other files and pictures are never opened: a workbook with them is read as any
other.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from weekapp.imports.grids import filled, grid, text_of
from weekapp.imports.sheet_limits import TITLE_ROWS, RawCell, RawRow, Refused

MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
MOST_PARTS = 500
MOST_SHEETS = 50
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What other programs pack in a zip, by a file that is in it.
_OTHERS = (
    ("xl/workbook.bin", "binary_excel"),
    ("content.xml", "open_document"),
    ("Index/Document.iwa", "numbers"),
    ("Index.zip", "numbers"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "word"),
)
# Control characters as XLSX writes them in text: “_x000D_”.
_ESCAPED = re.compile(r"_x00(0[9AD]|5F)_")

if not openpyxl.DEFUSEDXML:
    raise RuntimeError("openpyxl has to read XML with defusedxml")


def read_workbook(content: bytes) -> dict[str, Any]:
    """The header and the rows of the first sheet that has a header."""
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            return _first_grid(book)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused("broken") from error


def _check_archive(content: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks into more than it may."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("broken") from error
    names = {part.filename for part in parts}
    for name, fault in _OTHERS:
        if name in names:
            raise Refused(fault)
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise Refused("broken")
    if any(part.flag_bits & 1 or part.compress_type not in _PLAIN for part in parts):
        raise Refused("broken")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(content) or len(parts) > MOST_PARTS:
        raise Refused("unpacked")
    if "[Content_Types].xml" not in names:
        raise Refused("packed")


def _first_grid(book: Any) -> dict[str, Any]:
    sheets = [
        sheet
        for sheet in book.worksheets[:MOST_SHEETS]
        if isinstance(sheet, ReadOnlyWorksheet) and sheet.sheet_state == "visible"
    ]
    for sheet in sheets:
        made = grid(filled(_rows(book, sheet)))
        if made is not None:
            return {"format": "xlsx", "sheet": sheet.title, "sheets": len(sheets), **made}
    if not sheets:
        raise Refused("broken")
    raise Refused("header", seen=_seen(book, sheets[0]))


def _seen(book: Any, sheet: Any) -> str:
    first = islice(filled(_rows(book, sheet)), TITLE_ROWS + 1)
    widest = max((cells for _, cells in first), key=len, default=[])
    return ", ".join(text_of(cell)[:40] for cell in widest[:12] if text_of(cell).strip())


class _Parser(WorkSheetParser):
    """Tells a formula without a value from an empty cell, and forgets how rows look."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"], cell["value"] = "f", ""
        return cell

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        found: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        self.row_dimensions.clear()
        return found


def _rows(book: Any, sheet: Any) -> Iterator[RawRow]:
    """The rows in which anything stands, whatever the sheet says of its own size."""
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, found in parser.parse():
            by_column = {cell["column"]: cell for cell in found if cell["value"] is not None}
            if by_column:
                last = max(by_column)
                yield number, [_cell(by_column.get(at)) for at in range(1, last + 1)]


def _cell(found: dict[str, Any] | None) -> RawCell:
    if found is None:
        return ""
    if found["data_type"] == "f":
        return ["formula", ""]
    if found["data_type"] == "e":
        return ["error", str(found["value"])]
    return _value(found["value"])


def _value(value: Any) -> RawCell:
    match value:
        case bool():
            return ["yes", "ja" if value else "nee"]
        case int() | float():
            return ["number", str(int(value)) if float(value).is_integer() else repr(value)]
        case datetime() if value.year < 9999:
            whole = _to_minute(value)
            is_midnight = whole.time() == time()
            return (
                ["date", whole.date().isoformat()]
                if is_midnight
                else ["moment", f"{whole:%Y-%m-%dT%H:%M}"]
            )
        case date() if not isinstance(value, datetime):
            return ["date", value.isoformat()]
        case time():
            return ["time", f"{_to_minute(datetime.combine(date(2000, 1, 1), value)):%H:%M}"]
        case timedelta() if timedelta() <= value < timedelta(days=1):
            return ["time", f"{_to_minute(datetime(2000, 1, 1) + value):%H:%M}"]  # noqa: DTZ001
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _to_minute(moment: datetime) -> datetime:
    """To the nearest minute: Excel counts in parts of a day, and 14:00 may be 13:59:59.9."""
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
