"""The columns of a sheet as the form: which column is which field, and what its rows say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from weekapp.clock import today
from weekapp.formats import plural
from weekapp.imports import headings, line_dates, line_texts, line_words
from weekapp.imports.cells import cell_of, cells_by
from weekapp.imports.faults import cannot_read
from weekapp.imports.found import CannotRead, Reading, Unread
from weekapp.imports.grouping import grouped
from weekapp.imports.headings import LABELS
from weekapp.imports.lines import Line
from weekapp.imports.venues import Venue, by_name

__all__ = ["LABELS", "CannotRead", "Venue", "column_of", "reading"]

_DATE_FIELD = re.compile(r"dates-[0-9]+-([a-z_]+)")
_SHARED = {"is_free": "price", "all_day": "starts", "starts_turn": "starts", "ends_turn": "ends"}
OWN_SHEETS = ("Activiteiten",)
MOST_NAMED = 8


def reading(
    raw: Mapping[str, Any], venues: Iterable[Venue] = (), on: date | None = None
) -> Reading:
    """What a sheet says, from what the child read of it; raises CannotRead when it read nothing.

    A venue of `venues` that a row names without an address gets its address; a date without a
    year is the next one seen from `on`.
    """
    if "fault" in raw:
        raise cannot_read(str(raw["fault"]), raw.get("about") or {})
    header: list[str] = list(raw["header"])
    fields, unread_columns = assigned(header)
    known = by_name(venues)
    unread: list[Unread] = []
    lines: list[Line] = []
    for number, cells in raw["rows"]:
        if is_too_wide(raw, cells):
            unread.append(_too_wide(number, cells))
            continue
        line = Line(number, cells_by(fields, cells), on or today())
        line_texts.read_into(line, known)
        line_words.read_into(line)
        line_dates.read_into(line)
        lines.append(line)
    if not lines and not unread:
        raise CannotRead(_("Onder de namen van de kolommen staat nog niets."))
    found, double = grouped(lines)
    return Reading(found, (*unread, *double), _remarks(raw, fields, unread_columns, lines))


def column_of(field: str) -> str:
    """The name of the column a field is in: “Datum” for “dates-3-day”."""
    in_row = _DATE_FIELD.fullmatch(field)
    name = in_row[1] if in_row else field
    if name == "dates":
        name = "day"
    return LABELS.get(_SHARED.get(name, name), "")


def assigned(header: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """The field of each column by its place, and the headings of columns that are not read.

    Of two columns for one field our own name goes first, and then the one on the left.
    """
    by_field: dict[str, int] = {}
    names = [headings.field_of(text) for text in header]
    for at, name in enumerate(names):
        if name and (name not in by_field or _is_ours(header, at, by_field[name], name)):
            by_field[name] = at
    unread = [
        text for at, text in enumerate(header) if text.strip() and at not in by_field.values()
    ]
    return {at: name for name, at in by_field.items()}, unread


def is_too_wide(raw: Mapping[str, Any], cells: Sequence[Any]) -> bool:
    """Whether a row of a CSV has more cells than there are columns, so that they have shifted."""
    return raw.get("format") == "csv" and len(cells) > len(raw["header"])


def _is_ours(header: Sequence[str], at: int, other: int, name: str) -> bool:
    ours = LABELS.get(name, "")
    return header[at].strip() == ours and header[other].strip() != ours


def _too_wide(number: int, cells: Sequence[Any]) -> Unread:
    return Unread(
        _("rij %(number)s", number=number),
        cell_of(cells[0]).line[:80],
        _(
            "Deze rij heeft meer vakjes dan er kolommen zijn. Staat er een puntkomma of komma in "
            "een tekst? Zet die tekst dan tussen aanhalingstekens."
        ),
    )


def _remarks(
    raw: Mapping[str, Any], fields: Mapping[int, str], unread: list[str], lines: list[Line]
) -> tuple[str, ...]:
    """What there is to say about the sheet as a whole."""
    said: list[str] = []
    if unread:
        names = ", ".join(text.strip()[:40] for text in unread[:MOST_NAMED])
        rest = "…" if len(unread) > MOST_NAMED else ""
        said.append(_("Deze kolommen lezen we niet: %(names)s%(rest)s.", names=names, rest=rest))
    if raw.get("sheets", 1) > 1 and raw.get("sheet") not in OWN_SHEETS:
        said.append(_("We lazen alleen het blad “%(sheet)s”.", sheet=raw.get("sheet")))
    if not {"price", "free"} & set(fields.values()):
        said.append(_("Er is geen kolom Kosten. Alle activiteiten staan op gratis."))
    elif empty := [line for line in lines if "is_free" not in line.fields]:
        rows = plural(len(empty), "rij", "rijen")
        said.append(_("Bij %(rows)s is niet ingevuld wat het kost: gratis dus.", rows=rows))
    if any(len(cells) > len(raw["header"]) for _number, cells in raw["rows"]):
        said.append(_("Rechts van de laatste kolom staat nog iets. Dat lezen we niet."))
    return tuple(said)
