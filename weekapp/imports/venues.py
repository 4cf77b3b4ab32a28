"""The places where an organisation was before, known by their name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weekapp.places.spelling import key

# “Dorpsstraat 1, 6711 AB Ede”; a postcode tells where one part ends and the next begins.
_ADDRESS = re.compile(
    r"(?P<street>[^,;]+[0-9][^,;]*?)[\s,;]+(?P<postcode>[1-9][0-9]{3} ?[A-Za-z]{2})"
    r"[\s,;]+(?P<place>[^\d,;]+)"
)
# “Dorpsstraat 1, Ede”: no more than one comma, and a house number before it.
_SHORT_ADDRESS = re.compile(r"(?P<street>[^,;]+ [0-9]+ ?[A-Za-z]?),\s*(?P<place>[^\d,;]+)")


@dataclass(frozen=True)
class Venue:
    """Where an organisation had an activity before."""

    name: str
    street: str
    postcode: str
    place: str


def by_name(venues: Iterable[Venue]) -> dict[str, Venue | None]:
    """The venues by the key of their name; None where one name has two addresses."""
    found: dict[str, Venue | None] = {}
    for venue in venues:
        name = key(venue.name)
        if name:
            is_other = name in found and found[name] != venue
            found[name] = None if is_other else venue
    return found


def named(name: str, venues: Mapping[str, Venue | None]) -> Venue | None:
    """The one venue of that name."""
    return venues.get(key(name)) if name else None


def address_in(text: str) -> dict[str, str] | None:
    """Street, postcode and place of an address that stands in one cell, when that is plain."""
    found = _ADDRESS.fullmatch(text) or _SHORT_ADDRESS.fullmatch(text)
    return {name: part.strip() for name, part in found.groupdict().items()} if found else None
