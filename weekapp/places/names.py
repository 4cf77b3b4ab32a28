"""Which places and municipalities a typed name may mean, the best known first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from weekapp.places import spelling
from weekapp.places.gazetteer import KnownMunicipality, KnownPlace, Named, gazetteer

# One that has so many people, and so many times those of the next, is what nearly everybody means.
LARGE, TIMES_LARGER = 5_000, 10
UNKNOWN_POPULATION = 1_500
SHORTEST_MISSPELT, LONGEST_MISSPELT = 4, 40

_PROVINCES = {
    "Drenthe": "dr",
    "Flevoland": "fl",
    "Fryslân": "fr frl friesland",
    "Gelderland": "gld ge",
    "Groningen": "gn gr",
    "Limburg": "l lb",
    "Noord-Brabant": "nb brabant",
    "Noord-Holland": "nh",
    "Overijssel": "ov",
    "Utrecht": "ut u",
    "Zeeland": "zld ze",
    "Zuid-Holland": "zh",
}
_OF_MUNICIPALITY = re.compile(r"gem(?:eente|\.)?\s+(.+)", re.IGNORECASE)
_QUALIFIED = re.compile(r"([^,(]+?)\s*[,(]\s*(?:gem(?:eente|\.)?\s+)?(.+?)\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """A place or municipality, under the name people know it by: “Den Haag”."""

    one: Named
    name: str

    @property
    def municipality(self) -> KnownMunicipality:
        return gazetteer().municipality_of(self.one)

    @property
    def is_municipality(self) -> bool:
        """Whether the whole municipality is meant, not a place in it."""
        return isinstance(self.one, KnownMunicipality)

    @property
    def is_own_name_of_place(self) -> bool:
        """Whether it is a place by its own name, not by another one such as “Den Haag”."""
        own = spelling.key(self.one.shown)
        return not self.is_municipality and spelling.key(self.name) == own

    @property
    def population(self) -> int:
        """How many people live there, as far as is known; for putting in order only."""
        if isinstance(self.one, KnownPlace) and self.one.shown == self.municipality.shown:
            return self.municipality.population
        return self.one.population or UNKNOWN_POPULATION

    @property
    def label(self) -> str:
        """The name, with the municipality where others have the same: “Elst (Overbetuwe)”."""
        municipality = self.municipality
        if len(called(self.name)) == 1 or self.name == municipality.name:
            return self.name
        is_seat = self.name == municipality.shown
        return municipality.name if is_seat else f"{self.name} ({municipality.name})"

    @property
    def token(self) -> str:
        """What can be typed to mean exactly this one: “Bergen, Bergen (NH.)”."""
        if self.is_municipality:
            return f"gemeente {self.municipality.name}"
        return f"{self.one.shown}, {self.municipality.name}"


def meant(typed: str) -> list[Meaning]:
    """Everything a name spelt right may mean: “Bergen”, “Bergen NH”, “gemeente Bergen (L.)”."""
    municipality = _OF_MUNICIPALITY.fullmatch(typed)
    if municipality and (found := _municipalities(municipality[1])):
        return found
    return called(typed) or _qualified(typed)


def called(name: str) -> list[Meaning]:
    """Everything with this very name. A place stands for the municipality named after it."""
    key = spelling.key(name)
    found = [Meaning(one, _name_of(one, key)) for one in gazetteer().names.get(key, ())]
    whole = {one.municipality.code for one in found if one.is_municipality}
    own = {one.municipality.code for one in found if one.is_own_name_of_place}
    fitting = (
        one
        for one in found
        if one.is_own_name_of_place
        or one.municipality.code not in (own if one.is_municipality else own | whole)
    )
    return _best_first(fitting)


def misspelt(typed: str) -> list[Meaning]:
    """What a name with a typing error or two may mean."""
    key = spelling.key(typed)
    if not SHORTEST_MISSPELT <= len(key) <= LONGEST_MISSPELT:
        return []
    errors = 1 if len(key) < 7 else 2
    near = process.extract(key, _keys(), scorer=OSA.distance, score_cutoff=errors, limit=30)
    least = min((distance for _key, distance, _index in near), default=0)
    found = [
        Meaning(one, _name_of(one, candidate))
        for candidate, distance, _index in near
        if distance == least
        for one in gazetteer().names[candidate]
    ]
    return _best_first(meaning for one in found for meaning in called(one.name))


def is_dominant(meanings: list[Meaning]) -> bool:
    """Whether the first is what nearly everybody means."""
    first = meanings[0].population
    return len(meanings) == 1 or (first >= LARGE and first >= TIMES_LARGER * meanings[1].population)


def _municipalities(name: str) -> list[Meaning]:
    key = spelling.key(name)
    return _best_first(
        Meaning(one, one.shown)
        for one in gazetteer().names.get(key, ())
        if isinstance(one, KnownMunicipality)
    )


def _qualified(typed: str) -> list[Meaning]:
    """“Bergen, Limburg”, “Bergen (GM0893)” and “Bergen NH”."""
    parts = _QUALIFIED.fullmatch(typed)
    name, where = parts.groups() if parts else typed.rpartition(" ")[::2]
    possible = called(name) if name else []
    return next((found for found in _in(possible, spelling.key(where)) if found), [])


def _in(meanings: list[Meaning], key: str) -> Iterator[list[Meaning]]:
    """Those in the municipality of that name or code; in one called so for short; in a province."""
    places = [(one, one.municipality) for one in meanings]
    yield [one for one, at in places if key in (spelling.key(at.name), at.code.lower())]
    yield [one for one, at in places if key == spelling.key(at.shown)]
    yield [one for one, at in places if key in _PROVINCES[at.province].split()]
    yield [one for one, at in places if key == spelling.key(at.province)]


def _name_of(one: Named, key: str) -> str:
    aliases = one.aliases if isinstance(one, KnownPlace) else ()
    return next((name for name in (one.shown, *aliases) if spelling.key(name) == key), one.shown)


def _best_first(meanings: Iterable[Meaning]) -> list[Meaning]:
    unique = {(one.one, one.name): one for one in meanings}
    return sorted(unique.values(), key=lambda one: (-one.population, one.token))


@cache
def _keys() -> list[str]:
    return list(gazetteer().names)
