"""The indexes by place and by word, under one name in both engines; triggers keep them.

`box` and `words` hold ids of activities: in SQLite an R*Tree and an FTS5 table, in PostgreSQL a
`geography` with GiST and a `tsvector` with GIN.
"""

from typing import Any

from sqlalchemy import Boolean, Float, Integer, column, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

box = table("activity_box", column("id", Integer))
words = table("activity_words", column("rowid", Integer))


class _Condition(GenericFunction[bool]):
    """What is a condition by itself: compared with a truth value, no index would be used."""

    type = Boolean()
    inherit_cache = True
    _register = False

    def self_group(self, against: Any = None) -> Any:
        return self


class inside(_Condition):  # noqa: N801  named as in SQL
    """Whether a point of `box` is in an area of south, north, west and east, in degrees."""

    inherit_cache = True


@compiles(inside, "sqlite")
def _inside_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    south, north, west, east = (compiler.process(one, **given) for one in element.clauses)
    return (
        f"(activity_box.north >= {south} AND activity_box.south <= {north}"
        f" AND activity_box.east >= {west} AND activity_box.west <= {east})"
    )


@compiles(inside, "postgresql")
def _inside_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    south, north, west, east = (compiler.process(one, **given) for one in element.clauses)
    # The index is of geometry: an area of geography has sides that follow the globe.
    return (
        f"(activity_box.point::geometry && ST_MakeEnvelope({west}, {south}, {east}, {north}, 4326))"
    )


class way_to(GenericFunction[float]):  # noqa: N801
    """Metres from a point of `box` to a latitude and longitude; to order by, in PostgreSQL only."""

    type = Float()
    inherit_cache = True
    _register = False


@compiles(way_to, "postgresql")
def _way_to_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    latitude, longitude = (compiler.process(one, **given) for one in element.clauses)
    return f"(activity_box.point <-> ST_MakePoint({longitude}, {latitude})::geography)"


class mentions(_Condition):  # noqa: N801
    """Whether a row of `words` holds words, given as the engine writes such a question."""

    inherit_cache = True


@compiles(mentions, "sqlite")
def _mentions_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    return f"(activity_words MATCH {compiler.process(element.clauses, **given)})"


@compiles(mentions, "postgresql")
def _mentions_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    typed = compiler.process(element.clauses, **given)
    return f"(activity_words.words @@ to_tsquery('simple', {typed}))"
