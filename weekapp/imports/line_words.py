"""The fixed words of a row: for whom, what about, how to join, what it costs, where it counts."""

import re
from datetime import date

from flask_babel import gettext as _

from weekapp.forms import normalised_address
from weekapp.imports.cells import NotUnderstood
from weekapp.imports.dutch_words import codes, named, yes_or_no
from weekapp.imports.lines import Line
from weekapp.places.gazetteer import gazetteer
from weekapp.places.spelling import key

LISTS = ("themes", "audiences", "languages")
FREE = {"gratis", "geen", "nee", "0", "00", "000", "free", "vrij", "vrijentree", "kosteloos",
        "eur0", "0euro", "eur000", "geenkosten", "gratistoegang", "gratisentree"}  # fmt: skip
NOT_FREE = "Het kost iets"
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{7,22}[0-9]")
_WEBSITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def read_into(line: Line) -> None:
    """Type the fixed words of a row."""
    for name in LISTS:
        line.attempt(name, _list)
    line.attempt("join_ways", _join_ways)
    for name in ("attendance", "novelty"):
        line.attempt(name, _choice)
    line.attempt("free", _free)
    line.attempt("price", _price)
    line.attempt("municipality_code", _municipality)
    line.fields.pop("free", None)
    if "free" in line.problems:
        line.problems["is_free"] = line.problems.pop("free")
    if not line.text("attendance") and line.text("online_url"):
        has_address = any(line.text(name) for name in ("street", "postcode", "place"))
        line.fields["attendance"] = ["both" if has_address else "online"]


def _list(line: Line, name: str) -> None:
    cell = line.cell(name)
    cell.check()
    found, strange = codes(name, cell.text)
    line.fields[name] = [*found, *strange]
    if strange:
        raise NotUnderstood(_unknown(name, strange, several=True))


def _choice(line: Line, name: str) -> None:
    cell = line.cell(name)
    cell.check()
    found, strange = codes(name, cell.text)
    if strange or len(found) > 1:
        raise NotUnderstood(_unknown(name, [cell.line], several=False))
    if found:
        line.fields[name] = found


def _join_ways(line: Line, name: str) -> None:
    """How to join: in words, or by the number, address or website to do it with."""
    cell = line.cell(name)
    cell.check()
    ways = [
        ("email", "contact_email", normalised_address(cell.line) is not None),
        ("link", "join_url", bool(_WEBSITE.fullmatch(cell.line))),
        ("phone", "contact_phone", bool(_TELEPHONE.fullmatch(cell.line))),
    ]
    for way, field, is_meant in ways:
        if is_meant:
            line.fields[name] = [way]
            if not line.text(field):
                line.fields[field] = [cell.line]
            return
    _list(line, name)


def _free(line: Line, name: str) -> None:
    cell = line.cell(name)
    cell.check()
    answer = yes_or_no(cell.line)
    if answer is None:
        raise NotUnderstood(_("Vul hier %(choices)s in.", choices=_("ja of nee")))
    if answer != "unknown":
        line.fields["is_free"] = [answer]


def _price(line: Line, name: str) -> None:
    cell = line.cell(name)
    line.fields[name] = [cell.line]
    cell.check()
    if cell.kind == "number" and cell.text != "0":
        line.fields |= {name: [_euros(cell.text)], "is_free": ["no"]}
    elif cell.line == NOT_FREE:
        line.fields |= {name: [""], "is_free": ["no"]}
    elif key(cell.line) in FREE:
        line.fields |= {name: [""], "is_free": ["yes"]}
    elif cell.line:
        line.fields["is_free"] = ["no"]


def _euros(number: str) -> str:
    whole, _dot, cents = f"{float(number):.2f}".partition(".")
    return f"€ {whole}" if cents == "00" else f"€ {whole},{cents}"


def _municipality(line: Line, name: str) -> None:
    cell = line.cell(name)
    line.fields[name] = [cell.line]
    cell.check()
    if not cell.line:
        return
    found = _municipalities(cell.line, line.on)
    if len(found) != 1:
        raise NotUnderstood(
            _("We kennen geen gemeente die zo heet.")
            if not found
            else _("Er zijn meer gemeenten die zo heten. Zet de provincie erbij: Bergen (NH.).")
        )
    line.fields[name] = found


def _municipalities(text: str, on: date) -> list[str]:
    wanted = key(re.sub(r"^gemeente\s+", "", text, flags=re.IGNORECASE))
    existing = gazetteer().existing(on)
    exact = [one.code for one in existing if wanted in (key(one.name), one.code.lower())]
    return exact or [one.code for one in existing if wanted == key(one.shown)]


def _unknown(name: str, strange: list[str], several: bool) -> str:
    says: str = _(
        "We kennen “%(strange)s” niet. Kies uit: %(choices)s.",
        strange=", ".join(strange)[:100],
        choices=named(name),
    )
    return f"{says} {_('Zet een komma tussen meer dan één.')}" if several else says
