"""The texts, answers and address of a row of a sheet."""

import re
from collections.abc import Mapping

from flask_babel import gettext as _

from weekapp.activities.vocabulary import FACILITIES
from weekapp.imports.cells import NotUnderstood
from weekapp.imports.dutch_words import yes_or_no
from weekapp.imports.lines import Line
from weekapp.imports.venues import Venue, address_in, named

MULTILINE = ("description", "first_visit")
TEXTS = (
    "title",
    "summary",
    "venue_name",
    "street",
    "postcode",
    "place",
    "online_url",
    "join_url",
    "contact_name",
    "contact_hours",
    "contact_email",
    "host_name",
    *MULTILINE,
)
FLAGS = ("is_met_at_door", "may_bring_someone", "is_picked_up", "continues_weekly")
ADDRESS = ("street", "postcode", "place")
# A number of nine digits lost its 0; one of eleven that starts with 31 lost its plus.
_LOST_NOUGHT = re.compile(r"[1-9][0-9]{8}")
_LOST_PLUS = re.compile(r"31[1-9][0-9]{8}")
_ABOUT = re.compile(r"(?:ca\.?|circa|ongeveer|max\.?|maximaal|\+/-|±|~)?\s*([0-9]{1,5})"
                    r"\s*(?:personen|mensen|deelnemers|pers\.?)?", re.IGNORECASE)  # fmt: skip


def read_into(line: Line, venues: Mapping[str, Venue | None]) -> None:
    """Type the texts and answers of a row, and the address of a venue that is known."""
    for name in TEXTS:
        line.attempt(name, _text)
    for name in FACILITIES:
        line.attempt(name, _answer)
    for name in FLAGS:
        line.attempt(name, _flag)
    line.attempt("contact_phone", _telephone)
    line.attempt("group_size", _group)
    _complete_address(line, venues)


def _text(line: Line, name: str) -> None:
    cell = line.cell(name)
    line.fields[name] = [cell.text if name in MULTILINE else cell.line]
    cell.check()


def _answer(line: Line, name: str) -> None:
    line.fields[name] = [_yes_or_no(line, name, _("ja, nee of weet ik niet"))]


def _flag(line: Line, name: str) -> None:
    if _yes_or_no(line, name, _("ja of nee")) == "yes":
        line.fields[name] = ["y"]


def _yes_or_no(line: Line, name: str, choices: str) -> str:
    cell = line.cell(name)
    cell.check()
    answer = yes_or_no(cell.line)
    if answer is None:
        raise NotUnderstood(_("Vul hier %(choices)s in.", choices=choices))
    return answer


def _telephone(line: Line, name: str) -> None:
    cell = line.cell(name)
    cell.check()
    number = cell.line
    if _LOST_NOUGHT.fullmatch(number):
        number = f"0{number}"
        line.remarks.append(
            _("We zetten een 0 voor het telefoonnummer: %(number)s.", number=number)
        )
    elif cell.kind == "number" and _LOST_PLUS.fullmatch(number):
        number = f"+{number}"
        line.remarks.append(
            _("We zetten een + voor het telefoonnummer: %(number)s.", number=number)
        )
    elif cell.kind == "number":
        raise NotUnderstood(
            _("Excel maakte van dit telefoonnummer een getal. Typ het met een spatie: 0318 123456.")
        )
    line.fields[name] = [number]


def _group(line: Line, name: str) -> None:
    cell = line.cell(name)
    cell.check()
    about = _ABOUT.fullmatch(cell.line)
    line.fields[name] = [about[1] if about else cell.line]


def _complete_address(line: Line, venues: Mapping[str, Venue | None]) -> None:
    """Add a house number, take apart an address in one cell, look up a venue without one."""
    number = line.cell("house_number").line
    if number and line.text("street"):
        line.fields["street"] = [f"{line.text('street')} {number}"]
    parts = address_in(line.text("street"))
    if parts and not line.text("postcode") and not line.text("place"):
        line.fields |= {name: [part] for name, part in parts.items()}
    venue = named(line.text("venue_name"), venues)
    if venue and not any(line.text(name) for name in ADDRESS):
        line.fields |= {name: [getattr(venue, name)] for name in ADDRESS}
        line.remarks.append(
            _("Het adres van %(name)s komt uit je lijst met plekken.", name=venue.name)
        )
