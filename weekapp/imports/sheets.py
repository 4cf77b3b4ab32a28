"""A sheet that somebody sent, from its bytes to the activities in it."""

from collections.abc import Iterable
from datetime import date

from weekapp import confined
from weekapp.imports import columns
from weekapp.imports.faults import cannot_read
from weekapp.imports.found import Reading
from weekapp.imports.venues import Venue


def read(content: bytes, venues: Iterable[Venue] = (), on: date | None = None) -> Reading:
    """What a sheet says; raises CannotRead with what to do when it cannot be read."""
    try:
        raw = confined.run("sheet", content)
    except confined.TooMuch as too_much:
        raise cannot_read("too_much", {}) from too_much
    except confined.Broken as broken:
        raise cannot_read("broken", {}) from broken
    return columns.reading(raw, venues, on)
