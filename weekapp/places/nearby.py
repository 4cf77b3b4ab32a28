"""What the gazetteer knows to be at a point."""

from math import cos, radians

from weekapp.places.addresses import Candidate
from weekapp.places.gazetteer import KnownPlace, KnownPostcode, gazetteer


def nearest(latitude: float, longitude: float) -> Candidate | None:
    """The nearest place in the municipality of a point, and the nearest postcode area in it."""
    from weekapp.places import borders

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
