"""Tables that we give out, as CSV and XLSX: every cell is text, and none is a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What an XLSX cell can hold, less the quote that may come before it.
MOST_CHARACTERS = 32_766
# A spreadsheet program reads what starts so as a formula (OWASP: CSV injection); it may skip
# spaces, quotes and invisible marks before it. U+2212 is a minus that NFKC leaves alone.
_FORMULA = set("=+-@\u2212")
_SKIPPED = re.compile("[\\s'\"\u2018\u2019\u201c\u201d`\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*")
# What XML cannot hold, and what XLSX reads as a character in disguise: “_x000D_”.
_UNHOLDABLE = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")
_DISGUISED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEADER = PatternFill("solid", fgColor="E8EEF7")

Row = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first row is the header; `widths` are in characters."""

    title: str
    rows: Sequence[Row]
    widths: Sequence[int] = ()
    is_hidden: bool = False


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program could take this for a formula."""
    skipped = _SKIPPED.match(text)
    start = skipped.end() if skipped else 0
    if "\t" in text[:start] or "\r" in text[:start]:
        return True
    return start < len(text) and unicodedata.normalize("NFKC", text[start])[0] in _FORMULA


def neutral(text: str) -> str:
    """The text with a quote before it when it could be a formula."""
    return f"'{text}" if is_formula(text) else text


def restored(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def csv_of(rows: Iterable[Row]) -> bytes:
    """CSV as a Dutch Excel opens it: UTF-8 with a BOM, semicolons, CRLF."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(_storable(text)) for text in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def xlsx_of(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with these sheets."""
    return saved(workbook(sheets))


def workbook(sheets: Sequence[Sheet]) -> Workbook:
    """A workbook with these sheets, to which more can be added before it is `saved`."""
    made = Workbook()
    if made.active is not None:
        made.remove(made.active)
    for sheet in sheets:
        drawn: Worksheet = made.create_sheet(sheet.title)
        for number, row in enumerate(sheet.rows, 1):
            for column, text in enumerate(row, 1):
                _write(drawn.cell(number, column), text, is_header=number == 1)
        for column, width in enumerate(sheet.widths, 1):
            drawn.column_dimensions[get_column_letter(column)].width = width
        drawn.freeze_panes = "A2"
        drawn.sheet_state = "hidden" if sheet.is_hidden else "visible"
    return made


def saved(made: Workbook) -> bytes:
    """The bytes of a workbook."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _write(cell: Cell | MergedCell, text: str, is_header: bool) -> None:
    """Write text as text: the type is set after the value, which openpyxl would guess from it."""
    if not text:
        return
    kept = neutral(_storable(text))[: MOST_CHARACTERS + 1]
    cell.value = _DISGUISED.sub("_x005F_", kept)
    cell.data_type = "s"
    # Stays text when somebody edits it, so that a telephone number keeps its 0.
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_header:
        cell.font, cell.fill = Font(bold=True), _HEADER


def _storable(text: str) -> str:
    """Text without what XML cannot hold."""
    return _UNHOLDABLE.sub("", text.encode("utf-8", "ignore").decode())
