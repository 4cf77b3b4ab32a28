"""Questions about helplines."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from weekapp.database import db
from weekapp.helplines.models import Helpline, HelplineChange

LATEST = 20


def helplines() -> Sequence[Helpline]:
    """Every helpline in their order, also what is not shown."""
    in_order = select(Helpline).order_by(Helpline.position, Helpline.id)
    return db.session.scalars(in_order).all()


def helpline(number: int) -> Helpline | None:
    """The helpline with this number."""
    return db.session.get(Helpline, number)


def last_position() -> int:
    """The position of the last helpline; 0 when there is none."""
    return db.session.scalar(select(func.max(Helpline.position))) or 0


def latest_changes() -> Sequence[HelplineChange]:
    """What happened to helplines, newest first."""
    return db.session.scalars(
        select(HelplineChange)
        .options(joinedload(HelplineChange.account))
        .order_by(HelplineChange.id.desc())
        .limit(LATEST)
    ).all()
