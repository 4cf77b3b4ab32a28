"""Which municipality stands for which on a day: the successor for one that was merged away."""

from datetime import date

from sqlalchemy import CTE, or_, select
from sqlalchemy.orm import aliased

from weekapp.places.models import Municipality


def current(on: date) -> CTE:
    """Rows (code, current_code): each municipality and the one that has its tasks on that day.

    A municipality that exists, or that nobody succeeded, stands for itself; mergers of mergers
    are followed to the end.
    """
    gone = aliased(Municipality)
    stands = or_(
        Municipality.valid_to.is_(None),
        Municipality.valid_to > on,
        Municipality.successor_code.is_(None),
    )
    chain = (
        select(Municipality.code, Municipality.code.label("current_code"))
        .where(stands)
        .cte(recursive=True)
    )
    return chain.union_all(
        select(gone.code, chain.c.current_code)
        .join(chain, gone.successor_code == chain.c.code)
        .where(gone.valid_to <= on)
    )
