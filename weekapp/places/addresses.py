"""The port every geocoder is behind: an address goes in, a point with its precision comes out."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

PRECISIONS = ("address", "street", "postcode", "place")  # the most exact first

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})?")
_POSTCODE_INSIDE = re.compile(r"(?<![^\s,])([1-9][0-9]{3})\s?([A-Za-z]{2})(?![^\s,])")
_NUMBER_THEN_PLACE = re.compile(r"(\D+[0-9]+\s?[a-zA-Z]?)\s+(\D{2,})")


@dataclass(frozen=True)
class Address:
    """An address as somebody typed it; each part may be empty. `street` has the house number."""

    street: str = ""
    postcode: str = ""
    place: str = ""

    @property
    def pc6(self) -> str:
        """“6711AB”; empty without the letters."""
        parts = _POSTCODE.fullmatch(self.postcode.strip())
        return f"{parts[1]}{parts[2].upper()}" if parts and parts[2] else ""

    @property
    def pc4(self) -> str:
        """“6711”."""
        parts = _POSTCODE.fullmatch(self.postcode.strip())
        return parts[1] if parts else ""

    @property
    def numbers(self) -> set[str]:
        """Every number in the street; one of them is that of the house."""
        return set(re.findall("[0-9]+", self.street))

    def __str__(self) -> str:
        town = " ".join(part for part in (self.pc6 or self.pc4, self.place) if part)
        return ", ".join(part for part in (self.street, town) if part)


def address_in(text: str) -> Address | None:
    """The parts of an address on one line; None when it does not look like one."""
    if inside := _POSTCODE_INSIDE.search(text):
        street, place = text[: inside.start()], text[inside.end() :]
        return Address(street.strip(" ,"), inside[0], place.strip(" ,"))
    street, _, place = text.rpartition(",")
    if street:
        return Address(street.strip(" ,"), "", place.strip())
    parts = _NUMBER_THEN_PLACE.fullmatch(text)
    return Address(parts[1], "", parts[2]) if parts else None


@dataclass(frozen=True)
class Candidate:
    """Something a geocoder knows: what it is called, where it is and how exact that is.

    A suggestion may have no point; `municipality_code` is None where the geocoder has none.
    """

    label: str
    precision: str
    latitude: float | None = None
    longitude: float | None = None
    street: str = ""
    number: str = ""
    postcode: str = ""
    place: str = ""
    municipality_code: str | None = None


@dataclass(frozen=True)
class Located:
    """Where an address is.

    `precision` is address, street, postcode or place; one of place is no address: whoever asked
    keeps looking. `expected_code` is a municipality that the text (or the border) says while the
    point is in `municipality_code`: ask which one it is.
    """

    latitude: float
    longitude: float
    precision: str
    municipality_code: str
    label: str
    postcode: str = ""
    expected_code: str | None = None

    @property
    def disagrees(self) -> bool:
        """Whether text and map name different municipalities."""
        return self.expected_code is not None

    @property
    def is_address(self) -> bool:
        """Whether people can be sent there."""
        return self.precision != "place"


class NotLocated(Exception):
    """An address has no point yet.

    `reason`: unknown (nobody knows it), incomplete (no place and no postcode), outside (not in
    the Netherlands), busy or unavailable (try later, after `retry_after` if that is said).
    """

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after

    @property
    def is_temporary(self) -> bool:
        """Whether asking again soon can help."""
        return self.reason in ("busy", "unavailable")


class Locator(Protocol):
    """A geocoder behind the port. `rule` is how often all processes together may ask it.

    `suggests` says whether it may be asked at each letter and each move of the pin. Each function
    raises what geopy raises; only places.geocoding calls them.
    """

    name: str
    rule: str
    suggests: bool

    def candidates(self, address: Address) -> list[Candidate]:
        """What the address may be, the most likely first."""

    def suggestions(self, text: str) -> list[Candidate]:
        """What somebody who typed so far may go on to type."""

    def nearest(self, latitude: float, longitude: float) -> Candidate | None:
        """What is at or near a point in the Netherlands."""
