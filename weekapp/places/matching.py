"""Decides which candidate of a geocoder is the address that was asked for, if any is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from weekapp.places import borders, names, spelling
from weekapp.places.addresses import PRECISIONS, Address, Candidate, Located, NotLocated
from weekapp.places.gazetteer import current_code, gazetteer

ALIKE = 0.8
# Borders are simplified: so near to one, the text and the geocoder may both be right.
BORDER_KILOMETRES = 0.05


@dataclass(frozen=True)
class Match:
    """A candidate that can be the address, with the precision it has for it."""

    candidate: Candidate
    precision: str
    code: str
    expected: str | None


def choose(address: Address, candidates: list[Candidate], on: date) -> Located:
    """The candidate that is the address, agreeing ones first; NotLocated when there is none."""
    if not address.pc4 and not address.place.strip():
        raise NotLocated("incomplete")
    dutch = [(one, code) for one in candidates if (code := municipality_of(one, on))]
    if candidates and not dutch:
        raise NotLocated("outside")
    matches = [found for one, code in dutch if (found := match(address, one, code, on))]
    if not matches:
        raise NotLocated("unknown")
    best = min(matches, key=lambda one: (one.expected is not None, PRECISIONS.index(one.precision)))
    return Located(
        best.candidate.latitude or 0.0,
        best.candidate.longitude or 0.0,
        best.precision,
        best.code,
        best.candidate.label,
        best.candidate.postcode,
        best.expected,
    )


def municipality_of(candidate: Candidate, on: date) -> str | None:
    """The municipality of a candidate on that day; None outside the Netherlands.

    The code of the geocoder counts, if we know it: near a border it is right more often than
    our simplified borders are.
    """
    if candidate.latitude is None or candidate.longitude is None:
        return None
    at = borders.municipality_at(candidate.latitude, candidate.longitude)
    if at is None:
        return None
    code = candidate.municipality_code
    return current_code(code if code in gazetteer().municipalities else at, on)


def match(address: Address, candidate: Candidate, code: str, on: date) -> Match | None:
    """How a candidate fits the address; None when it is something else."""
    expected = contradicted(address, candidate, code, on)
    precision = fitting_precision(address, candidate, is_elsewhere=expected is not None)
    return Match(candidate, precision, code, expected) if precision else None


def fitting_precision(address: Address, candidate: Candidate, is_elsewhere: bool) -> str | None:
    """The precision a candidate has for an address; None when it is another address.

    A geocoder gives its best guess for any text, so what it gives is compared with what was
    asked: postcode and house number together are enough; a street needs its place or postcode,
    or else lies elsewhere, which is told.
    """
    has_postcode = bool(address.pc6) and candidate.postcode == address.pc6
    has_area = bool(address.pc4) and candidate.postcode[:4] == address.pc4
    has_street = is_street(address.street, candidate.street)
    has_town = has_postcode or has_area or is_town(address.place, candidate.place) or is_elsewhere
    if candidate.precision == "address":
        if candidate.number in address.numbers:
            return "address" if has_postcode or (has_street and has_town) else None
        is_whole_street = has_street and has_town and not address.numbers
        return "street" if is_whole_street else None
    if candidate.precision == "street":
        return "street" if has_street and has_town else None
    if candidate.precision == "postcode":
        return "postcode" if has_postcode or (has_area and not address.pc6) else None
    return "place" if is_town(address.place, candidate.place) else None


def contradicted(address: Address, candidate: Candidate, code: str, on: date) -> str | None:
    """A municipality that postcode, place or border say, while the candidate is in another."""
    for codes in (_of_postcode(address.pc4), _of_place(address.place)):
        current = {current_code(one, on) for one in codes}
        if current and code not in current and not _is_near(candidate, codes):
            return min(current)
    at = borders.municipality_at(candidate.latitude or 0.0, candidate.longitude or 0.0)
    predecessors = [one for one in gazetteer().municipalities if current_code(one, on) == code]
    return None if at is None or _is_near(candidate, predecessors) else current_code(at, on)


def is_street(asked: str, given: str) -> bool:
    """Whether a street is the one that was asked for, allowing for a typing error."""
    typed, known = spelling.key("".join(c for c in asked if not c.isdigit())), spelling.key(given)
    known = "".join(c for c in known if not c.isdigit())
    if not typed or not known:
        return False
    return known in typed or OSA.normalized_similarity(typed, known) >= ALIKE


def is_town(asked: str, given: str) -> bool:
    """Whether a place is the one that was asked for: “Den Haag” is “'s-Gravenhage”."""
    typed, known = spelling.key(asked), spelling.key(given)
    if not typed or not known:
        return False
    if typed == known or OSA.normalized_similarity(typed, known) >= ALIKE:
        return True
    ours = {meaning.one for meaning in names.called(asked)}
    return not ours.isdisjoint(meaning.one for meaning in names.called(given))


def _of_postcode(pc4: str) -> set[str]:
    known = gazetteer().postcodes.get(pc4)
    return {known.municipality_code, *known.other_codes} if known else set()


def _of_place(place: str) -> set[str]:
    return {meaning.municipality.code for meaning in names.meant(place.strip())}


def _is_near(candidate: Candidate, codes: Iterable[str]) -> bool:
    point = candidate.latitude or 0.0, candidate.longitude or 0.0
    return any(borders.kilometres_outside(one, *point) <= BORDER_KILOMETRES for one in codes)
