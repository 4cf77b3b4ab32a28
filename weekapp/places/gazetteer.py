"""The Dutch gazetteer in memory, read once from the files of the package: no query, no network."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from weekapp.places import spelling
from weekapp.slugs import slug_of

FILES = Path(__file__).parent / "data"
# The borders a browser draws (TopoJSON, object `municipalities`).
OUTLINE = FILES / "municipalities.topojson"
MOST_MERGERS = 20


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality; its point (WGS84 degrees) is one for its label, inside its border.

    `reach_kilometres` is from there to its furthest corner.
    """

    code: str
    name: str
    slug: str
    province: str
    latitude: float
    longitude: float
    reach_kilometres: int
    population: int
    valid_from: date | None
    valid_to: date | None
    successor_code: str | None

    @property
    def shown(self) -> str:
        """“Bergen” for “Bergen (NH.)”."""
        return spelling.shown(self.name)


@dataclass(frozen=True, slots=True)
class KnownPostcode:
    """A postcode of four digits; `other_codes` are municipalities with 10 % of its area or more."""

    pc4: str
    place: str
    municipality_code: str
    latitude: float
    longitude: float
    other_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A town, village or part of one, in one municipality; population 0 when not known."""

    name: str
    municipality_code: str
    latitude: float
    longitude: float
    kind: str
    population: int
    aliases: tuple[str, ...]

    @property
    def shown(self) -> str:
        """“Bergen” for “Bergen (NH)”."""
        return spelling.shown(self.name)


Named = KnownMunicipality | KnownPlace


class Gazetteer:
    """All that is known, by code, by postcode and by the key of each name."""

    def __init__(self) -> None:
        self.municipalities = {one.code: one for one in municipalities()}
        self.postcodes = {one.pc4: one for one in postcodes()}
        self.places = list(places())
        self.names: dict[str, list[Named]] = defaultdict(list)
        for one in self.municipalities.values():
            self._name(one, one.name, one.shown)
        for place in self.places:
            self._name(place, place.name, place.shown, *place.aliases)

    def _name(self, one: Named, *names: str) -> None:
        for key in dict.fromkeys(map(spelling.key, names)):
            self.names[key].append(one)

    def municipality_of(self, one: Named) -> KnownMunicipality:
        """The municipality something is in; of a municipality itself."""
        if isinstance(one, KnownMunicipality):
            return one
        return self.municipalities[one.municipality_code]

    def existing(self, day: date) -> list[KnownMunicipality]:
        """The municipalities there are on that day, in the order people look for their names."""
        there = (
            one for one in self.municipalities.values() if not one.valid_to or day < one.valid_to
        )
        return sorted(there, key=lambda one: spelling.key(one.shown))

    def current_code(self, code: str, day: date) -> str:
        """The municipality that has the tasks of this one on that day: itself or a successor."""
        for _ in range(MOST_MERGERS):
            one = self.municipalities[code]
            if not one.successor_code or one.valid_to is None or day < one.valid_to:
                break
            code = one.successor_code
        return code

    def current(self, code: str, day: date) -> KnownMunicipality:
        """The municipality that has the tasks of this one on that day."""
        return self.municipalities[self.current_code(code, day)]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer; some 50 ms the first time, nothing after that."""
    return Gazetteer()


@cache
def provinces() -> dict[str, str]:
    """The names of the provinces by their slug, in the order of their names."""
    names = {one.province for one in gazetteer().municipalities.values()}
    return {slug_of(name): name for name in sorted(names)}


def current_code(code: str, day: date) -> str:
    """The code of the municipality that has the tasks of `code` on that day."""
    return gazetteer().current_code(code, day)


def municipalities() -> Iterator[KnownMunicipality]:
    """The rows of municipalities.csv."""
    for row in _read("municipalities.csv"):
        yield KnownMunicipality(
            code=row["code"],
            name=row["name"],
            slug=slug_of(row["name"]),
            province=row["province"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            reach_kilometres=int(row["reach_km"]),
            population=int(row["population"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successor_code=row["successor_code"] or None,
        )


def postcodes() -> Iterator[KnownPostcode]:
    """The rows of postcodes4.csv."""
    for row in _read("postcodes4.csv"):
        yield KnownPostcode(
            pc4=row["pc4"],
            place=row["place"],
            municipality_code=row["municipality_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            other_codes=tuple(filter(None, row["other_municipality_codes"].split(";"))),
        )


def places() -> Iterator[KnownPlace]:
    """The rows of places.csv."""
    for row in _read("places.csv"):
        yield KnownPlace(
            name=row["place"],
            municipality_code=row["municipality_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            kind=row["kind"],
            population=int(row["population"] or 0),
            aliases=tuple(filter(None, row["aliases"].split(";"))),
        )


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FILES / name).open(newline="", encoding="utf-8") as opened:
        yield from csv.DictReader(opened)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
