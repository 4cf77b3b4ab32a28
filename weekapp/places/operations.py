"""Brings the gazetteer of the package into the database."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from weekapp.places.models import Municipality, Place, Postcode
from weekapp.slugs import slug_of

FILES = Path(__file__).parent / "data"


def load(session: Session) -> int:
    """Make the tables say what the files say; the number of rows that were added or changed."""
    rows = [*_municipalities(), *_postcodes(), *_places()]
    known = {
        (type(one), one.__mapper__.primary_key_from_instance(one)[0])
        for model in (Municipality, Postcode, Place)
        for one in session.query(model)
    }
    for row in rows:
        session.merge(row)
    changed = len(session.dirty) + len(rows) - len(known)
    session.flush()
    return changed


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FILES / name).open(newline="", encoding="utf-8") as opened:
        yield from csv.DictReader(opened)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _municipalities() -> list[Municipality]:
    return [
        Municipality(
            code=row["code"],
            name=row["name"],
            slug=slug_of(row["name"]),
            province=row["province"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            population=int(row["population"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successor_code=row["successor_code"] or None,
        )
        for row in _read("municipalities.csv")
    ]


def _postcodes() -> list[Postcode]:
    return [
        Postcode(
            pc4=row["pc4"],
            place=row["place"],
            municipality_code=row["municipality_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in _read("postcodes4.csv")
    ]


def _places() -> list[Place]:
    return [
        Place(
            id=number,
            name=row["place"],
            municipality_code=row["municipality_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            kind=row["kind"],
            population=int(row["population"] or 0),
            aliases=row["aliases"],
        )
        for number, row in enumerate(_read("places.csv"), start=1)
    ]
