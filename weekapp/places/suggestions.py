"""Places, municipalities and postcodes that begin with what somebody typed so far."""

from bisect import bisect_left
from functools import cache
from itertools import takewhile

from weekapp.places import names, spelling
from weekapp.places.addresses import Candidate
from weekapp.places.gazetteer import KnownPostcode, gazetteer
from weekapp.places.names import Meaning

MOST = 8
LONGEST = 100
FEWEST_CHARACTERS = 2


def suggest(text: str) -> list[Candidate]:
    """At most eight, the best known first; for an address those of its last part."""
    typed = text[:LONGEST].strip()
    last = typed.rpartition(",")[2].strip()
    digits = "".join(typed.split())
    if digits[:1].isdigit():
        return _postcodes(digits)
    key = spelling.key(last)
    if len(key) < FEWEST_CHARACTERS:
        return []
    found = {one.one: one for word in _beginning(key) for one in names.called(word)}
    exact = {one.one for one in names.called(last)}
    order = sorted(found.values(), key=lambda one: (one.one not in exact, -one.population))
    return [_candidate(one) for one in order[:MOST]]


def _beginning(key: str) -> list[str]:
    ordered = _ordered()
    start = bisect_left(ordered, (key, ""))
    return [name for _k, name in takewhile(lambda one: one[0].startswith(key), ordered[start:])]


@cache
def _ordered() -> list[tuple[str, str]]:
    """Every key with a name that has it, in order."""
    known = gazetteer()
    spelt = {}
    for place in known.places:
        for name in (place.shown, *place.aliases):
            spelt[spelling.key(name)] = name
    for municipality in known.municipalities.values():
        spelt.setdefault(spelling.key(municipality.shown), municipality.shown)
    return sorted(spelt.items())


def _postcodes(digits: str) -> list[Candidate]:
    pc4, letters = digits[:4], digits[4:6].upper()
    if not pc4.isdecimal() or not pc4.isascii() or len(pc4) < FEWEST_CHARACTERS:
        return []
    if letters and not (letters.isalpha() and letters.isascii()):
        letters = ""
    known = gazetteer().postcodes
    found = [one for code, one in known.items() if code.startswith(pc4)]
    return [_area(one, letters) for one in found[:MOST]]


def _area(one: KnownPostcode, letters: str) -> Candidate:
    written = f"{one.pc4} {letters}" if len(letters) == 2 else one.pc4
    return Candidate(
        label=f"{written} {one.place}",
        precision="postcode",
        latitude=one.latitude,
        longitude=one.longitude,
        postcode=written,
        place=one.place,
        municipality_code=one.municipality_code,
    )


def _candidate(meaning: Meaning) -> Candidate:
    return Candidate(
        label=meaning.token if meaning.is_municipality else meaning.label,
        precision="municipality" if meaning.is_municipality else "place",
        latitude=meaning.one.latitude,
        longitude=meaning.one.longitude,
        place="" if meaning.is_municipality else meaning.name,
        municipality_code=meaning.municipality.code,
    )
