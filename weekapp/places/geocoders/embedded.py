"""Our own gazetteer as a geopy geocoder: postcode areas and places, without any network."""

from math import cos, radians
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from weekapp import clock
from weekapp.places import borders, names, suggestions
from weekapp.places.addresses import Address, Candidate
from weekapp.places.gazetteer import KnownPlace, KnownPostcode, gazetteer
from weekapp.places.where import Found, find


class NoNetwork(BaseSyncAdapter):
    """An adapter that never goes anywhere."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, *, timeout: float, headers: Any) -> Any:
        raise GeocoderServiceError("the gazetteer needs no network")

    get_text = get_json


class GazetteerGeocoder(Geocoder):
    """`geocode` understands what residents type, `reverse` gives the nearest place."""

    def __init__(self) -> None:
        super().__init__(adapter_factory=NoNetwork)

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        answer = find(query, clock.today())
        if not isinstance(answer, Found):
            return None
        point = (answer.latitude, answer.longitude)
        location = Location(answer.label, point, {"precision": answer.precision})
        return location if exactly_one else [location]

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        at = Point(query)
        found = nearest(at.latitude, at.longitude)
        if found is None:
            return None
        location = Location(found.label, (at.latitude, at.longitude), {"candidate": found})
        return location if exactly_one else [location]


class Embedded:
    """The gazetteer behind the port."""

    name = "gazetteer"
    rule = ""
    suggests = False

    def candidates(self, address: Address) -> list[Candidate]:
        """The middle of the postcode area, and that of the place."""
        known = gazetteer().postcodes.get(address.pc4)
        area = [_area(known, address.pc6 or address.pc4)] if known else []
        return area + [
            Candidate(
                label=one.label,
                precision="place",
                latitude=one.one.latitude,
                longitude=one.one.longitude,
                place=one.name,
                municipality_code=one.municipality.code,
            )
            for one in names.meant(address.place.strip())
        ]

    def suggestions(self, text: str) -> list[Candidate]:
        return suggestions.suggest(text)

    def nearest(self, latitude: float, longitude: float) -> Candidate | None:
        return nearest(latitude, longitude)


def nearest(latitude: float, longitude: float) -> Candidate | None:
    """The nearest place in the municipality of a point, and the nearest postcode area in it."""
    code = borders.municipality_at(latitude, longitude)
    if code is None:
        return None
    narrow = cos(radians(latitude))

    def far(one: KnownPlace | KnownPostcode) -> float:
        return (one.latitude - latitude) ** 2 + ((one.longitude - longitude) * narrow) ** 2

    known = gazetteer()
    place = min((one for one in known.places if one.municipality_code == code), key=far)
    areas = (one for one in known.postcodes.values() if one.municipality_code == code)
    return Candidate(
        label=place.shown,
        precision="place",
        latitude=latitude,
        longitude=longitude,
        postcode=min(areas, key=far).pc4,
        place=place.shown,
        municipality_code=code,
    )


def _area(known: KnownPostcode, postcode: str) -> Candidate:
    return Candidate(
        label=f"{known.pc4} {known.place}",
        precision="postcode",
        latitude=known.latitude,
        longitude=known.longitude,
        postcode=postcode,
        place=known.place,
        municipality_code=known.municipality_code,
    )
