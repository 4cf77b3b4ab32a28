"""Workbooks that we give out, with the rules of `tables`; read only where one is asked for."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from weekapp.tables import Row, neutral, storable

# What a cell can hold, less the quote that may come before it.
MOST_CHARACTERS = 32_766
# What XLSX reads as a character in disguise: “_x000D_”.
_DISGUISED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEADER = PatternFill("solid", fgColor="E8EEF7")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first row is the header; `widths` are in characters."""

    title: str
    rows: Sequence[Row]
    widths: Sequence[int] = ()
    is_hidden: bool = False


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
    kept = neutral(storable(text))[: MOST_CHARACTERS + 1]
    cell.value = _DISGUISED.sub("_x005F_", kept)
    cell.data_type = "s"
    # Stays text when somebody edits it, so that a telephone number keeps its 0.
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_header:
        cell.font, cell.fill = Font(bold=True), _HEADER
