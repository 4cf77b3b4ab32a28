"""The bytes of a sheet as cells: runs in the confined child, and trusts nothing."""

import re
from collections.abc import Callable
from typing import Any

from weekapp.imports.comma_files import read_csv
from weekapp.imports.sheet_limits import MOST_BYTES, Refused
from weekapp.imports.workbooks import read_workbook

# What people send that is no sheet, by how it starts.
_STARTS = (
    (rb"%PDF", "pdf"),
    (rb"\{\\rtf", "word"),
    (rb"\xd0\xcf\x11\xe0", "old_excel"),
    (rb"BEGIN:VCALENDAR", "calendar"),
    (rb"<(?:!doctype\s+html|html|table|meta|body|div)", "page"),
    (rb"<\?xml", "page"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "picture"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!", "packed"),
)


def read(content: bytes, **arguments: Any) -> dict[str, Any]:
    """The header and the rows of a sheet as JSON, or under `fault` why there are none."""
    try:
        return _reader_of(content)(content)
    except Refused as refused:
        return {"fault": refused.fault, "about": refused.about}


def _reader_of(content: bytes) -> Callable[[bytes], dict[str, Any]]:
    if len(content) > MOST_BYTES:
        raise Refused("bytes")
    if not content.strip():
        raise Refused("empty")
    if content.startswith(b"PK"):
        return read_workbook
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, fault in _STARTS:
        if re.match(pattern, start, re.IGNORECASE):
            raise Refused(fault)
    return read_csv
