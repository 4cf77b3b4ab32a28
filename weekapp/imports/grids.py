"""Finds the header among the rows of a sheet, and what stands under it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from weekapp.imports.headings import fields_of, is_header
from weekapp.imports.sheet_limits import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    TITLE_ROWS,
    RawCell,
    RawRow,
    Refused,
)


def text_of(cell: RawCell) -> str:
    """The text of a cell, whatever its kind."""
    return cell if isinstance(cell, str) else cell[1]


def filled(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """The rows in which anything stands, without the empty cells at their end."""
    for number, cells in rows:
        while cells and not _is_filled(cells[-1]):
            cells.pop()
        if cells:
            _check(number, cells)
            yield number, cells


def grid(rows: Iterator[RawRow]) -> dict[str, Any] | None:
    """Header and rows of a sheet whose rows are `filled`; None when there is no header."""
    first = list(islice(rows, TITLE_ROWS + 1))
    at = header_at([cells for _, cells in first])
    if at is None:
        return None
    number, header = first[at]
    if len(header) > MOST_COLUMNS:
        raise Refused("columns", columns=len(header))
    kept: list[RawRow] = []
    many = 0
    for row in chain(first[at + 1 :], rows):
        many += 1
        if many <= MOST_ROWS:
            kept.append(row)
    if many > MOST_ROWS:
        raise Refused("rows", rows=many)
    return {"header": [text_of(cell) for cell in header], "header_row": number, "rows": kept}


def header_at(rows: Sequence[list[RawCell]]) -> int | None:
    """Which of these rows is the header: the one that names most of what we know."""
    best, most = None, 0
    for place, cells in enumerate(rows):
        texts = [text_of(cell) for cell in cells]
        known = len(fields_of(texts))
        if known > most and is_header(texts):
            best, most = place, known
    return best


def _is_filled(cell: RawCell) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _check(number: int, cells: list[RawCell]) -> None:
    if any(len(text_of(cell)) > MOST_CHARACTERS for cell in cells):
        raise Refused("cell", row=number)
