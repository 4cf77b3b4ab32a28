"""Understands where a resident means: a postcode, place, municipality, address or point.

Needs no network and no database. Whatever is typed gives an answer, never an error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from weekapp.forms import clean_line
from weekapp.places import names
from weekapp.places.gazetteer import KnownPostcode, gazetteer
from weekapp.places.names import Meaning

LONGEST = 200
MOST_OPTIONS = 8
MOST_WORDS = 5  # of the longest names of places
LARGE_TOWN = 50_000
NEAR, WIDER, FURTHEST = 5, 10, 30  # kilometres

_POSTCODE = re.compile(r"([0-9]{4})[\s-]*([A-Za-z]{2})?")
_POSTCODE_INSIDE = re.compile(r"(?<![^\s,;(])([0-9]{4})\s?([A-Za-z]{2})(?![^\s,;)])")
_FOUR_DIGITS = re.compile(r"(?<![^\s,;(])([1-9][0-9]{3})(?![^\s,;)])")
_POINT = re.compile(r"([0-9]{2}\.[0-9]{1,8})\s*[,;]\s*([0-9]\.[0-9]{1,8})")
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Option:
    """One of the places that may be meant; `token` typed as *waar* means this one only."""

    token: str
    label: str
    detail: str


@dataclass(frozen=True)
class Found:
    """A point (WGS84 degrees) to search around, and how exact it is.

    `precision` is point, address, street, postcode, place or municipality. `municipality_code`
    is the municipality today. `kilometres` is a reach that fits. `note` says, where needed, what
    was searched for instead of what was typed; `others` have the same name and are less likely.
    """

    latitude: float
    longitude: float
    label: str
    precision: str
    municipality_code: str
    kilometres: int
    note: str = ""
    others: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Several places may be meant: ask which one."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Nothing:
    """Nothing was found; `reason` says why and what to do."""

    reason: str


Answer = Found | Choice | Nothing


def find(text: str, on: date) -> Answer:
    """Where is meant; municipalities as they are on that day."""
    typed = clean_line(text[: 2 * LONGEST])[:LONGEST].strip(" ,;.")
    if not typed:
        return Nothing(_("Vul een postcode, plaats of adres in."))
    return (
        _point(typed, on)
        or _postcode(typed, on)
        or _named(names.meant(typed), on)
        or _address(typed, on)
        or Nothing(
            _("Wij kennen geen plaats of postcode “%(typed)s”. Klopt de spelling?", typed=typed)
        )
    )


def is_address(text: str) -> bool:
    """Whether a street seems to be in it, so that a geocoder can know more than the gazetteer."""
    typed = clean_line(text[: 2 * LONGEST])[:LONGEST]
    words = _POSTCODE_INSIDE.sub(" ", typed).split()
    has_number = any(_DIGIT.match(word) and len(word) < 8 for word in words)
    return has_number and any(word.isalpha() and len(word) > 2 for word in words)


def told(answer: Answer) -> str:
    """An answer in words, for the command line."""
    if isinstance(answer, Nothing):
        return answer.reason
    if isinstance(answer, Choice):
        return "\n".join(f"{one.token}  ({one.detail})" for one in answer.options)
    return (
        f"{answer.label}: {answer.latitude}, {answer.longitude} "
        f"({answer.precision}, {answer.municipality_code}, {answer.kilometres} km) {answer.note}"
    ).strip()


def _point(typed: str, on: date) -> Found | Nothing | None:
    parts = _POINT.fullmatch(typed)
    if not parts:
        return None
    latitude, longitude = float(parts[1]), float(parts[2])
    from weekapp.places import borders

    code = borders.municipality_at(latitude, longitude)
    if code is None:
        return Nothing(_("Deze plek ligt niet in Nederland."))
    current = gazetteer().current_code(code, on)
    return Found(latitude, longitude, _("jouw plek"), "point", current, NEAR)


def _postcode(typed: str, on: date) -> Answer | None:
    parts = _POSTCODE.fullmatch(typed)
    if not parts:
        return None
    known = gazetteer().postcodes.get(parts[1])
    return _around(known, parts[2], on) if known else _unknown(parts[1], parts[2])


def _around(known: KnownPostcode, letters: str | None, on: date) -> Found:
    written = f"{known.pc4} {letters.upper()}" if letters else known.pc4
    return Found(
        known.latitude,
        known.longitude,
        f"{written} {known.place}",
        "postcode",
        gazetteer().current_code(known.municipality_code, on),
        NEAR,
    )


def _unknown(pc4: str, letters: str | None) -> Nothing:
    written = f"{pc4} {letters.upper()}" if letters else pc4
    if pc4.startswith("0"):
        return Nothing(
            _("Postcode %(it)s bestaat niet. Een postcode begint niet met een 0.", it=written)
        )
    return Nothing(
        _("Postcode %(it)s kennen wij niet. Klopt hij? Je kunt ook je plaats typen.", it=written)
    )


def _named(meanings: list[Meaning], on: date, note: str = "") -> Found | Choice | None:
    """One place if there is one, or one that nearly everybody means; else a choice."""
    if not meanings:
        return None
    options = tuple(_option(one, on) for one in meanings[:MOST_OPTIONS])
    if not names.is_dominant(meanings):
        return Choice(options)
    return replace(_place(meanings[0], on), note=note, others=options[1:])


def _option(meaning: Meaning, on: date) -> Option:
    municipality = gazetteer().current(meaning.municipality.code, on)
    label = meaning.name
    if meaning.is_municipality:
        label = _("gemeente %(name)s", name=meaning.municipality.name)
        return Option(meaning.token, label, municipality.province)
    detail = _(
        "gemeente %(name)s, %(province)s", name=municipality.name, province=municipality.province
    )
    return Option(meaning.token, label, detail)


def _place(meaning: Meaning, on: date) -> Found:
    code = meaning.municipality.code
    name = meaning.label
    if meaning.is_municipality:
        name = _("gemeente %(name)s", name=meaning.municipality.name)
        kilometres = min(max(meaning.municipality.reach_kilometres, NEAR), FURTHEST)
    else:
        kilometres = NEAR if meaning.population > LARGE_TOWN else WIDER
    return Found(
        meaning.one.latitude,
        meaning.one.longitude,
        name,
        "municipality" if meaning.is_municipality else "place",
        gazetteer().current_code(code, on),
        kilometres,
    )


def _address(typed: str, on: date) -> Answer | None:
    """The postcode in it, or else the place; and a typing error in a name."""
    inside = _POSTCODE_INSIDE.search(typed)
    known = gazetteer().postcodes.get(inside[1]) if inside else None
    if inside and known:
        return _instead(_around(known, inside[2], on), known)
    if inside:
        rest = typed[: inside.start()] + ", " + typed[inside.end() :]
        note = _("Postcode %(it)s kennen wij niet.", it=f"{inside[1]} {inside[2].upper()}")
        found = _in_words(rest, on)
        if isinstance(found, Found):
            return replace(found, note=f"{note} {found.note}")
        return found or _unknown(inside[1], inside[2])
    if not _DIGIT.search(typed) and "," not in typed:
        return _corrected(typed, on) or _in_words(typed, on)
    return _four_digits(typed, on) or _in_words(typed, on)


def _four_digits(typed: str, on: date) -> Found | None:
    """A postcode without letters, unless a place in the text shows that it is something else."""
    for inside in _FOUR_DIGITS.finditer(typed):
        known = gazetteer().postcodes.get(inside[1])
        if not known:
            continue
        rest = typed[: inside.start()] + ", " + typed[inside.end() :]
        place = _in_words(rest, on)
        found = _around(known, None, on)
        codes = {gazetteer().current_code(code, on) for code in known.other_codes}
        if not isinstance(place, Found) or place.municipality_code in codes | {
            found.municipality_code
        }:
            return _instead(found, known)
    return None


def _in_words(typed: str, on: date) -> Found | Choice | None:
    """The place in an address: written right anywhere in it, or else misspelt at its end."""
    for part in _parts(typed):
        if found := _named(names.called(part), on):
            return _instead(found) if isinstance(found, Found) else found
    last = typed.rpartition(",")[2].strip()
    tails = [last, last.rpartition(" ")[2]]
    return next((found for tail in tails if (found := _corrected(tail, on))), None)


def _parts(typed: str) -> Iterator[str]:
    """Parts of a text that may name the place: after a comma, the last words, the first words."""
    pieces = [piece.strip() for piece in typed.split(",") if piece.strip()]
    if len(pieces) > 1:
        yield from reversed(pieces)
    for piece in reversed(pieces):
        words = piece.split()
        yield from (" ".join(words[-n:]) for n in range(min(MOST_WORDS, len(words)), 0, -1))
        yield from (" ".join(words[:n]) for n in range(min(MOST_WORDS, len(words)) - 1, 0, -1))


def _corrected(typed: str, on: date) -> Found | Choice | None:
    meanings = names.misspelt(typed)
    if not meanings:
        return None
    return _named(meanings, on, _("We zochten in %(place)s.", place=meanings[0].name))


def _instead(found: Found, known: KnownPostcode | None = None) -> Found:
    """Say that it is not the address itself, but the middle of what."""
    if known:
        middle = _(
            "We zochten vanaf het midden van postcode %(pc4)s in %(place)s.",
            pc4=known.pc4,
            place=known.place,
        )
    else:
        middle = _("We zochten vanaf het midden van %(it)s.", it=found.label)
    return replace(found, note=middle)
