"""Tables that we give out: every cell is text, and none is a formula. CSV here, XLSX in `xlsx`."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# A spreadsheet program reads what starts so as a formula (OWASP: CSV injection); it may skip
# spaces, quotes and invisible marks before it. U+2212 is a minus that NFKC leaves alone.
_FORMULA = set("=+-@\u2212")
_SKIPPED = re.compile("[\\s'\"\u2018\u2019\u201c\u201d`\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*")
# What XML cannot hold (XML 1.0, 2.2).
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Row = Sequence[str]


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
    writer.writerows([neutral(storable(text)) for text in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def storable(text: str) -> str:
    """Text without what XML cannot hold."""
    return _UNHOLDABLE.sub("", text.encode("utf-8", "ignore").decode())
