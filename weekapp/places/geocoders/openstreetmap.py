"""Nominatim and Photon behind the port: geopy's own geocoders on OpenStreetMap.

They know no CBS codes, so the municipality follows from the point. Suggestions and what is near
a point come from our own gazetteer: the usage policy of Nominatim forbids searching while typing.
"""

from typing import Any

from geopy.geocoders import Nominatim, Photon

from weekapp.places import nearby, suggestions
from weekapp.places.addresses import Address, Candidate

MOST = 5
# South-west and north-east corner of the Netherlands in Europe.
NETHERLANDS = ((50.70, 3.30), (53.60, 7.25))
TOWNS = ("city", "town", "village", "hamlet", "suburb", "municipality")


class _FromOurOwn:
    def suggestions(self, text: str) -> list[Candidate]:
        return suggestions.suggest(text)

    def nearest(self, latitude: float, longitude: float) -> Candidate | None:
        return nearby.nearest(latitude, longitude)


class NominatimLocator(_FromOurOwn):
    """Nominatim; its public server allows one question a second for the whole site."""

    name = "nominatim"
    rule = "1/second"
    suggests = False

    def __init__(self, geocoder: Nominatim) -> None:
        self.geocoder = geocoder

    def candidates(self, address: Address) -> list[Candidate]:
        found = self.geocoder.geocode(
            str(address),
            exactly_one=False,
            limit=MOST,
            addressdetails=True,
            country_codes="nl",
            language="nl",
        )
        return [_of_nominatim(one.raw) for one in found or ()]


class PhotonLocator(_FromOurOwn):
    """Photon, Komoot's search on the same data."""

    name = "photon"
    rule = "1/second"
    suggests = False

    def __init__(self, geocoder: Photon) -> None:
        self.geocoder = geocoder

    def candidates(self, address: Address) -> list[Candidate]:
        found = self.geocoder.geocode(
            str(address), exactly_one=False, limit=MOST, bbox=list(NETHERLANDS)
        )
        return [_of_photon(one.raw) for one in found or ()]


def _of_nominatim(raw: dict[str, Any]) -> Candidate:
    parts: dict[str, Any] = raw.get("address") or {}
    kind = raw.get("addresstype") or raw.get("type")
    if parts.get("house_number"):
        precision = "address"
    elif kind == "postcode":
        precision = "postcode"
    else:
        precision = "street" if kind == "road" or raw.get("class") == "highway" else "place"
    return Candidate(
        label=str(raw.get("display_name", "")),
        precision=precision,
        latitude=float(raw["lat"]),
        longitude=float(raw["lon"]),
        street=str(parts.get("road", "")),
        number=_number(parts.get("house_number")),
        postcode=str(parts.get("postcode", "")).replace(" ", "").upper(),
        place=str(next((parts[town] for town in TOWNS if parts.get(town)), "")),
    )


def _of_photon(raw: dict[str, Any]) -> Candidate:
    about: dict[str, Any] = raw["properties"]
    longitude, latitude = raw["geometry"]["coordinates"][:2]
    is_street = about.get("type") == "street"
    street = str(about.get("street") or (about.get("name") if is_street else None) or "")
    town = about.get("city") or about.get("name") or ""
    precision = "address" if about.get("housenumber") else "street" if is_street else "place"
    return Candidate(
        label=", ".join(str(about[k]) for k in ("name", "street", "city") if about.get(k)),
        precision=precision,
        latitude=float(latitude),
        longitude=float(longitude),
        street=street,
        number=_number(about.get("housenumber")),
        postcode=str(about.get("postcode", "")).replace(" ", "").upper(),
        place=str(town),
    )


def _number(written: Any) -> str:
    """“12” for “12-A”."""
    digits = ""
    for character in str(written or ""):
        if not character.isdigit():
            break
        digits += character
    return digits
