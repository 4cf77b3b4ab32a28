"""Values as both engines keep them: what SQLite has, made what PostgreSQL takes, or refused.

SQLite takes anything in any column. What a column of PostgreSQL would refuse or change is found
here, with a reason in Dutch, before anything is copied.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
)

Row = tuple[Any, ...]
Fit = Callable[[Any], Any]
WHOLE = 2**256


class Misfit(Exception):
    """A value that PostgreSQL cannot keep; the message says why, in Dutch."""


def fit_of(column: Column[Any]) -> Fit:
    """What makes the value PostgreSQL gets of the value SQLite keeps in a column."""
    kind = getattr(column.type, "impl", column.type)
    for type_, fit in _FITS.items():
        if isinstance(kind, type_):
            return _or_nothing(fit(kind), may_be_nothing=bool(column.nullable))
    raise TypeError(f"{column} has a type that nobody thought of")


def _or_nothing(fit: Fit, may_be_nothing: bool) -> Fit:
    def fitted(value: Any) -> Any:
        if value is not None:
            return fit(value)
        if may_be_nothing:
            return None
        raise Misfit("is leeg, en dat mag niet")

    return fitted


def _boolean(_: Any) -> Fit:
    def fit(value: Any) -> bool:
        if value not in (0, 1):
            raise Misfit("is geen ja of nee")
        return bool(value)

    return fit


def _integer(kind: Any) -> Fit:
    most = 2 ** (63 if isinstance(kind, BigInteger) else 31)

    def fit(value: Any) -> int:
        if not isinstance(value, int):
            raise Misfit("is geen heel getal")
        if not -most <= value < most:
            raise Misfit("is een te groot getal")
        return value

    return fit


def _float(_: Any) -> Fit:
    def fit(value: Any) -> float:
        if not isinstance(value, int | float) or math.isnan(value):
            raise Misfit("is geen getal")
        return float(value)

    return fit


def _text(kind: Any) -> Fit:
    longest = kind.length

    def fit(value: Any) -> str:
        if not isinstance(value, str):
            raise Misfit("is geen tekst")
        if "\0" in value:
            raise Misfit("heeft een NUL-teken, dat PostgreSQL niet kan bewaren")
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise Misfit("heeft tekens die geen UTF-8 zijn") from None
        if longest and len(value) > longest:
            raise Misfit(f"is langer dan {longest} tekens")
        return value

    return fit


def _json(_: Any) -> Fit:
    """The text itself: read and written again it could become another."""
    text = _text(String())

    def refuse(word: str) -> None:
        raise ValueError(word)

    def fit(value: Any) -> str:
        kept: str = text(value)
        try:
            json.loads(kept, parse_constant=refuse)
        except (ValueError, RecursionError):
            raise Misfit("is geen JSON") from None
        return kept

    return fit


def _moment(_: Any) -> Fit:
    def fit(value: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except (ValueError, TypeError):
            raise Misfit("is geen tijdstip") from None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    return fit


def _date(_: Any) -> Fit:
    def fit(value: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (ValueError, TypeError):
            raise Misfit("is geen datum") from None

    return fit


def _bytes(_: Any) -> Fit:
    def fit(value: Any) -> bytes:
        if not isinstance(value, bytes):
            raise Misfit("is geen reeks bytes")
        return value

    return fit


# Kinds of columns from narrow to wide: the first that a type is one of counts.
_FITS: dict[type, Callable[[Any], Fit]] = {
    Boolean: _boolean,
    Integer: _integer,
    Float: _float,
    JSON: _json,
    DateTime: _moment,
    Date: _date,
    LargeBinary: _bytes,
    String: _text,
}


class Digest:
    """A checksum of rows in any order, with how many there were."""

    def __init__(self) -> None:
        self.rows = 0
        self.sum = 0

    def add(self, row: Row) -> None:
        """Count a row in."""
        said = repr(tuple(map(_plain, row))).encode()
        self.sum = (self.sum + int.from_bytes(sha256(said).digest())) % WHOLE
        self.rows += 1

    def __str__(self) -> str:
        return f"{self.sum:064x}"


def same(one: Row, other: Row) -> bool:
    """Whether two rows hold the same."""
    return list(map(_plain, one)) == list(map(_plain, other))


def _plain(value: Any) -> Any:
    """A value that is written the same whichever driver it came from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value
