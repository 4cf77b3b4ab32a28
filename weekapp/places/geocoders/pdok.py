"""PDOK's Locatieserver 3.1 as a geopy geocoder: every Dutch address, from the registers.

https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/ ; unknown parameters are refused there.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import GeocoderParseError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from weekapp.places.addresses import Address, Candidate

ADDRESS = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
FIELDS = (
    "id,type,weergavenaam,score,straatnaam,huisnummer,huis_nlt,postcode,woonplaatsnaam,"
    "gemeentecode,gemeentenaam,centroide_ll"
)
PRECISIONS = {
    "adres": "address",
    "weg": "street",
    "postcode": "postcode",
    "woonplaats": "place",
    "gemeente": "municipality",
}
SOUGHT = "type:(adres OR weg OR postcode OR woonplaats)"
MOST_CHARACTERS = 200
NEAR_METRES = 200

_SOLR = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/<>=@#%;]')
_OPERATORS = re.compile(r"\b(AND|OR|NOT|TO)\b")
_POINT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)")


class Pdok(Geocoder):
    """`geocode` asks free, `suggest` suggest, `lookup` lookup and `reverse` reverse.

    A Location has the document of Locatieserver as its raw; a suggestion may have no point.
    """

    def __init__(self, *, address: str = ADDRESS, **more: Any) -> None:
        super().__init__(**more)
        self.address = address.rstrip("/")

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        rows: int = 10,
        fq: str = SOUGHT,
    ) -> Any:
        asked = {"q": plain(query), "fq": fq, "rows": rows, "fl": FIELDS}
        return self._ask("free", asked, exactly_one, timeout)

    def suggest(self, query: str, *, timeout: Any = DEFAULT_SENTINEL, rows: int = 8) -> Any:
        asked = {"q": plain(query), "rows": rows, "fl": FIELDS}
        return self._ask("suggest", asked, False, timeout)

    def lookup(self, identity: str, *, timeout: Any = DEFAULT_SENTINEL) -> Any:
        return self._ask("lookup", {"id": identity}, True, timeout)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        distance: int = NEAR_METRES,
    ) -> Any:
        latitude, longitude = self._coerce_point_to_string(query).split(",")
        asked = {
            "lat": latitude,
            "lon": longitude,
            "type": "adres",
            "distance": distance,
            "rows": 1,
            "fl": FIELDS,
        }
        return self._ask("reverse", asked, exactly_one, timeout)

    def _ask(self, what: str, asked: dict[str, Any], exactly_one: bool, timeout: Any) -> Any:
        url = f"{self.address}/{what}?{urlencode(asked)}"
        read: Callable[[Any], Any] = partial(self._parse_json, exactly_one=exactly_one)
        return self._call_geocoder(url, read, timeout=timeout)

    def _parse_json(self, answer: Any, *, exactly_one: bool) -> Any:
        try:
            documents = [one for one in answer["response"]["docs"] if isinstance(one, dict)]
        except (KeyError, TypeError) as error:
            raise GeocoderParseError("the answer has no documents") from error
        if not documents:
            return None
        locations = [
            Location(str(one.get("weergavenaam", "")), point_of(one) or (0.0, 0.0), one)
            for one in documents
        ]
        return locations[0] if exactly_one else locations


class PdokLocator:
    """Locatieserver behind the port."""

    name = "pdok"
    rule = "10/second"
    suggests = True

    def __init__(self, geocoder: Pdok) -> None:
        self.geocoder = geocoder

    def candidates(self, address: Address) -> list[Candidate]:
        found = self.geocoder.geocode(str(address), exactly_one=False)
        return [candidate(one.raw) for one in found or () if one.raw.get("type") in PRECISIONS]

    def suggestions(self, text: str) -> list[Candidate]:
        found = self.geocoder.suggest(text)
        return [candidate(one.raw) for one in found or () if one.raw.get("type") in PRECISIONS]

    def nearest(self, latitude: float, longitude: float) -> Candidate | None:
        found = self.geocoder.reverse((latitude, longitude))
        return candidate(found.raw) if found else None


def candidate(document: dict[str, Any]) -> Candidate:
    """A document of Locatieserver behind the port; its municipality by code, never by name."""
    point = point_of(document) or (None, None)
    code = str(document.get("gemeentecode") or "")
    label = _text(document, "weergavenaam")
    if document.get("type") == "woonplaats" and "gemeentenaam" in document:
        label = f"{_text(document, 'woonplaatsnaam')}, {_text(document, 'gemeentenaam')}"
    return Candidate(
        label=label,
        precision=PRECISIONS[document["type"]] if document.get("type") in PRECISIONS else "place",
        latitude=point[0],
        longitude=point[1],
        street=_text(document, "straatnaam"),
        number=_text(document, "huisnummer"),
        postcode=_text(document, "postcode").replace(" ", "").upper(),
        place=_text(document, "woonplaatsnaam"),
        municipality_code=f"GM{code.zfill(4)}" if code.isdecimal() else None,
    )


def point_of(document: dict[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude of “POINT(lon lat)”."""
    parts = _POINT.fullmatch(_text(document, "centroide_ll"))
    if not parts:
        return None
    try:
        longitude, latitude = float(parts[1]), float(parts[2])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def plain(text: str) -> str:
    """Text as search words only: nothing in it that means something in Solr's query language."""
    words = _OPERATORS.sub(lambda found: found[0].lower(), _SOLR.sub(" ", text[:MOST_CHARACTERS]))
    return " ".join(words.split())


def _text(document: dict[str, Any], name: str) -> str:
    value = document.get(name)
    return str(value)[:MOST_CHARACTERS] if isinstance(value, str | int) else ""
