"""What the two engines say differently, each as one SQL function that either can compile."""

from typing import Any

from sqlalchemy import Float, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class weekday(GenericFunction[str]):  # noqa: N801  named as in SQL
    """The day of the week of a date as text: 0 is Sunday."""

    type = String()
    inherit_cache = True


@compiles(weekday, "sqlite")
def _weekday_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    return f"strftime('%w', {compiler.process(element.clauses, **given)})"


@compiles(weekday, "postgresql")
def _weekday_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    return f"extract(dow from {compiler.process(element.clauses, **given)})::int::text"


class days_between(GenericFunction[float]):  # noqa: N801
    """How many days of 24 hours lie between two moments."""

    type = Float()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    begins, ends = (compiler.process(one, **given) for one in element.clauses)
    return f"(julianday({ends}) - julianday({begins}))"


@compiles(days_between, "postgresql")
def _days_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    begins, ends = (compiler.process(one, **given) for one in element.clauses)
    return f"(extract(epoch from {ends} - {begins}) / 86400)"
