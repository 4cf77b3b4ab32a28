"""Brings the gazetteer of the package into the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from weekapp.database import Model
from weekapp.places import gazetteer
from weekapp.places.models import Municipality, Place, Postcode

Row = dict[str, Any]


@dataclass
class Loaded:
    """How many rows were added, changed and taken away."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        return self.added + self.changed + self.removed

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
        )


def load(session: Session, advance: Callable[[int], Any] | None = None) -> Loaded:
    """Make the tables say what the files say; a second time nothing changes.

    A municipality that is no longer in the files stays: activities and old addresses know it.
    `advance` is told how many rows are done.
    """
    known = gazetteer.gazetteer()
    # A successor has to be there before the municipality that names it.
    in_order = sorted(known.municipalities.values(), key=lambda one: one.successor_code is not None)
    tables: tuple[tuple[type[Model], tuple[str, ...], list[Row]], ...] = (
        (Municipality, ("code",), [_municipality(one) for one in in_order]),
        (Postcode, ("pc4",), [_postcode(one) for one in known.postcodes.values()]),
        (Place, ("name", "municipality_code"), [_place(one) for one in known.places]),
    )
    loaded = Loaded()
    for model, key, rows in tables:
        loaded += _align(session, model, key, rows, keep=model is Municipality)
        if advance:
            advance(len(rows))
    return loaded


def rows_to_load() -> int:
    """How many rows the files have."""
    known = gazetteer.gazetteer()
    return len(known.municipalities) + len(known.postcodes) + len(known.places)


def _align(
    session: Session,
    model: type[Model],
    key: tuple[str, ...],
    rows: Iterable[Row],
    keep: bool,
) -> Loaded:
    wanted = {tuple(row[name] for name in key): row for row in rows}
    names = list(next(iter(wanted.values())))
    columns = [getattr(model, name) for name in names]
    there = {
        tuple(row[name] for name in key): dict(row)
        for row in session.execute(select(*columns)).mappings()
    }
    fresh = [row for at, row in wanted.items() if at not in there]
    stale = [row for at, row in wanted.items() if at in there and there[at] != row]
    gone = [] if keep else [at for at in there if at not in wanted]
    if fresh:
        session.execute(insert(model), fresh)
    for row in stale:
        session.execute(update(model).filter_by(**{name: row[name] for name in key}).values(row))
    for at in gone:
        session.execute(delete(model).filter_by(**dict(zip(key, at, strict=True))))
    return Loaded(len(fresh), len(stale), len(gone))


def _municipality(one: gazetteer.KnownMunicipality) -> Row:
    return {
        "code": one.code,
        "name": one.name,
        "slug": one.slug,
        "province": one.province,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "population": one.population,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "successor_code": one.successor_code,
    }


def _postcode(one: gazetteer.KnownPostcode) -> Row:
    return {
        "pc4": one.pc4,
        "place": one.place,
        "municipality_code": one.municipality_code,
        "latitude": one.latitude,
        "longitude": one.longitude,
    }


def _place(one: gazetteer.KnownPlace) -> Row:
    return {
        "name": one.name,
        "municipality_code": one.municipality_code,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "kind": one.kind,
        "population": one.population,
        "aliases": ";".join(one.aliases),
    }
