"""Whether both databases hold the same: counts and checksums, and what differs by name."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from sqlalchemy import Table

from weekapp.commands.moving.source import Found, Source, key_in_words, key_of
from weekapp.commands.moving.target import Target
from weekapp.commands.moving.values import Digest, Row, same

NAMED = 5
Advance = Callable[[int], Any]


def differences(
    source: Source, target: Target, table: Table, found: Found, advance: Advance
) -> list[str]:
    """What is not the same in a table, the first few rows by name; empty when all is."""
    digest = Digest()
    for row in target.rows(table):
        digest.add(row)
        advance(1)
    if (found.rows, found.digest) == (digest.rows, str(digest)):
        return []
    counted = f"{table.name}: {found.rows} rijen in SQLite, {digest.rows} in PostgreSQL"
    if found.rows == digest.rows:
        counted += ", met andere inhoud"
    with closing(target.rows(table)) as theirs:
        named = list(islice(_differing(table, source.rows(table), theirs), NAMED))
    return [f"✗ {counted}", *(f"  {one}" for one in named)]


def _differing(table: Table, ours: Iterator[Row], theirs: Iterator[Row]) -> Iterator[str]:
    """Walk two rows of rows in the order of their keys side by side."""
    one, other = next(ours, None), next(theirs, None)
    while one or other:
        if other is None or (one and _order(table, one) < _order(table, other)):
            assert one
            yield f"{key_in_words(table, one)} ontbreekt"
            one = next(ours, None)
        elif one is None or _order(table, other) < _order(table, one):
            yield f"{key_in_words(table, other)} is te veel"
            other = next(theirs, None)
        else:
            if names := _other_columns(table, one, other):
                yield f"{key_in_words(table, one)} verschilt: {', '.join(names)}"
            one, other = next(ours, None), next(theirs, None)


def _order(table: Table, row: Row) -> list[Any]:
    return [key.encode() if isinstance(key, str) else key for key in key_of(table, row)]


def _other_columns(table: Table, one: Row, other: Row) -> list[str]:
    pairs = zip(table.columns, one, other, strict=True)
    return [column.name for column, here, there in pairs if not same((here,), (there,))]
