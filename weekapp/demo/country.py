"""Where demonstration activities happen: postcode areas of the gazetteer, by municipality."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from sqlalchemy import select

from weekapp.database import db
from weekapp.places import borders
from weekapp.places.models import Municipality, Postcode

# About 300 metres in degrees at 52 degrees north.
SPREAD = (0.0027, 0.0044)


@dataclass(frozen=True)
class Spot:
    """A point (WGS84 degrees) with the postcode, place and municipality it lies in."""

    latitude: float
    longitude: float
    postcode: str
    place: str
    municipality_code: str


class Country:
    """The municipalities with their postcode areas, and how many activities each gets."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.municipalities = db.session.scalars(
            select(Municipality).order_by(Municipality.code)
        ).all()
        self.postcodes: dict[str, list[Postcode]] = defaultdict(list)
        for postcode in db.session.scalars(select(Postcode).order_by(Postcode.pc4)):
            self.postcodes[postcode.municipality_code].append(postcode)

    def spot(self, municipality_code: str) -> Spot:
        """Somewhere in a municipality, inside its border."""
        near = self.rng.choice(self.postcodes[municipality_code])
        letters = "".join(self.rng.choice("ABCDEGHJKLNPRSTVWXZ") for _ in range(2))
        point = (near.latitude, near.longitude)
        moved = (
            round(near.latitude + self.rng.uniform(-1, 1) * SPREAD[0], 6),
            round(near.longitude + self.rng.uniform(-1, 1) * SPREAD[1], 6),
        )
        if borders.is_inside(municipality_code, *moved):
            point = moved
        return Spot(*point, f"{near.pc4} {letters}", near.place, municipality_code)

    def shares(self, total: int, least: int) -> list[str]:
        """Municipality codes, each `least` times and large ones more often, `total` long."""
        codes = [m.code for m in self.municipalities] * least
        weights = [m.population**0.7 for m in self.municipalities]
        more = max(0, total - len(codes))
        codes += self.rng.choices([m.code for m in self.municipalities], weights, k=more)
        return codes[: max(total, len(self.municipalities))]
