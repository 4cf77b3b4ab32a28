"""The area of a letter: what somebody typed becomes the four digits of a postcode, and no more."""

from dataclasses import dataclass
from datetime import date
from math import cos, radians

from flask_babel import gettext as _

from weekapp.places import where
from weekapp.places.gazetteer import KnownPostcode, gazetteer


@dataclass(frozen=True)
class Area:
    """A postcode of four digits, with the place it is in as long as it is known."""

    pc4: str

    @property
    def label(self) -> str:
        """“6711 Ede”."""
        known = gazetteer().postcodes.get(self.pc4)
        return f"{known.pc4} {known.place}" if known else self.pc4


class NotClear(Exception):
    """Nobody knows where is meant; the message says what to do."""


def meant(typed: str, on: date) -> Area:
    """The postcode area that is meant, or of a place the one nearest to its middle.

    Only the gazetteer is asked: where somebody lives goes to no geocoder.
    """
    answer = where.find(typed, on)
    if isinstance(answer, where.Choice):
        raise NotClear(_("Er zijn meer plaatsen met deze naam. Vul je postcode in."))
    if isinstance(answer, where.Nothing):
        raise NotClear(answer.reason)
    return _nearest(answer.latitude, answer.longitude)


def _nearest(latitude: float, longitude: float) -> Area:
    narrow = cos(radians(latitude))

    def far(one: KnownPostcode) -> float:
        return (one.latitude - latitude) ** 2 + ((one.longitude - longitude) * narrow) ** 2

    return Area(min(gazetteer().postcodes.values(), key=far).pc4)
