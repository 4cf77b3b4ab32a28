"""CSV as Excel and others write it: which letters, which separator, and where a row ends."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from weekapp.imports.grids import filled, grid, header_at
from weekapp.imports.headings import fields_of
from weekapp.imports.sheet_limits import TITLE_ROWS, RawRow, Refused

SEPARATORS = ";,\t"
# How Excel is told which separator a file has; Excel does not show this line.
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
# Letters with accents as UTF-8 writes them: next to bytes that are no UTF-8, two files in one.
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x82\xac|\xe2\x80[\x90-\xa6]")
_END = "\0"


def read_csv(content: bytes) -> dict[str, Any]:
    """The header and the rows of a CSV file."""
    text = decoded(content)
    told = _SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator_of(text)
    made = grid(filled(_rows(text, separator)))
    if made is None:
        raise Refused("header", seen=_seen(text, separator))
    _check_quotes(made, separator)
    return {"format": "csv", "sheet": "", "sheets": 1, **made}


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without their mark, else Windows-1252."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = _decoded_bytes(content)
    except UnicodeDecodeError as error:
        raise Refused("letters") from error
    if "\0" in text:
        raise Refused("binary")
    return text


def _decoded_bytes(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if content.startswith(b"\xef\xbb\xbf") or _UTF8_LETTER.search(content):
            raise
        return content.decode("cp1252")


def _separator_of(text: str) -> str:
    """The separator with which the first rows name most of what we know."""
    return max(SEPARATORS, key=lambda one: _known_with(text, one))


def _known_with(text: str, separator: str) -> tuple[int, int]:
    try:
        first = [list(cells) for _, cells in _first(text, separator)]
    except Refused:
        return 0, 0
    at = header_at(first)
    known = len(fields_of([str(cell) for cell in first[at]])) if at is not None else 0
    return known, max(map(len, first), default=0)


def _first(text: str, separator: str) -> list[RawRow]:
    return list(islice(filled(_rows(text, separator)), TITLE_ROWS + 1))


def _seen(text: str, separator: str) -> str:
    """The row that is most like a header, for who wonders what we looked at."""
    widest = max((cells for _, cells in _first(text, separator)), key=len, default=[])
    return ", ".join(str(cell)[:40] for cell in widest[:12] if str(cell).strip())


def _rows(text: str, separator: str) -> Iterator[RawRow]:
    """Rows as a spreadsheet numbers them; refuses a quote that is opened and never closed."""
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    number, row = 0, [""]
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=separator), 1):
            if row != [_END]:
                if any(_END in cell for cell in row):
                    raise Refused("quote", row=number)
                yield number, list(row)
    except csv.Error as error:
        raise Refused("cell", row=number + 1) from error


def _check_quotes(made: dict[str, Any], separator: str) -> None:
    """A cell in which whole rows stand began with a quote that nobody meant."""
    columns = len(made["header"])
    for number, cells in made["rows"]:
        for cell in cells:
            lines = cell.splitlines() if columns > 3 else []
            if len(lines) > 1 and any(line.count(separator) >= columns - 1 for line in lines):
                raise Refused("quote", row=number)
