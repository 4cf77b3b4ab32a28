"""Our own gazetteer as a geopy geocoder: postcode areas and places, without any network."""

from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from weekapp import clock
from weekapp.places import names, nearby, suggestions
from weekapp.places.addresses import Address, Candidate
from weekapp.places.gazetteer import KnownPostcode, gazetteer
from weekapp.places.where import Found, find


class NoNetwork(BaseSyncAdapter):
    """An adapter that never goes anywhere."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, *, timeout: float, headers: Any) -> Any:
        raise GeocoderServiceError("the gazetteer needs no network")

    get_text = get_json


class GazetteerGeocoder(Geocoder):
    """`geocode` understands an Address and what residents type, `reverse` gives the nearest place.

    A Location has the candidate as its raw; `suggest` gives a list of them, as geopy's own do.
    """

    def __init__(self) -> None:
        super().__init__(adapter_factory=NoNetwork)

    def geocode(
        self, query: str | Address, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        known = _typed(query) if isinstance(query, str) else _addressed(query)
        return _locations(known, exactly_one)

    def suggest(self, query: str, *, timeout: Any = DEFAULT_SENTINEL) -> Any:
        return _locations(suggestions.suggest(query), exactly_one=False)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Any:
        at = Point(query)
        found = nearby.nearest(at.latitude, at.longitude)
        return _locations([found] if found else [], exactly_one)


class Embedded:
    """The gazetteer behind the port."""

    name = "gazetteer"
    rule = ""
    suggests = False

    def __init__(self, geocoder: GazetteerGeocoder) -> None:
        self.geocoder = geocoder

    def candidates(self, address: Address) -> list[Candidate]:
        """The middle of the postcode area, and that of the place."""
        return [one.raw for one in self.geocoder.geocode(address, exactly_one=False) or ()]

    def suggestions(self, text: str) -> list[Candidate]:
        return [one.raw for one in self.geocoder.suggest(text) or ()]

    def nearest(self, latitude: float, longitude: float) -> Candidate | None:
        found = self.geocoder.reverse((latitude, longitude))
        return found.raw if found else None


def _locations(known: list[Candidate], exactly_one: bool) -> Any:
    found = [Location(one.label, (one.latitude, one.longitude), one) for one in known]
    if not found:
        return None
    return found[0] if exactly_one else found


def _typed(text: str) -> list[Candidate]:
    answer = find(text, clock.today())
    if not isinstance(answer, Found):
        return []
    known = Candidate(
        label=answer.label,
        precision=answer.precision,
        latitude=answer.latitude,
        longitude=answer.longitude,
        municipality_code=answer.municipality_code,
    )
    return [known]


def _addressed(address: Address) -> list[Candidate]:
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
