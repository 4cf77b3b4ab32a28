"""Questions about weekly letters: whose link this is, and who gets one this week."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select

from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.weekly.models import WeeklyLetter


def with_token(token: str) -> WeeklyLetter | None:
    """The weekly letter that this link is of."""
    return db.session.scalar(select(WeeklyLetter).where(WeeklyLetter.token == token))


def to_address(email: str, pc4: str) -> WeeklyLetter | None:
    """What an address gets, or asked for, of an area."""
    its = (WeeklyLetter.email == email, WeeklyLetter.pc4 == pc4)
    return db.session.scalar(select(WeeklyLetter).where(*its))


def is_anybody(before: datetime) -> bool:
    """Whether anybody confirmed before a moment."""
    return db.session.scalar(select(WeeklyLetter.id).where(_since(before)).limit(1)) is not None


def areas(before: datetime) -> list[tuple[str, int]]:
    """Each postcode with each reach that somebody confirmed before a moment."""
    area = (WeeklyLetter.pc4, WeeklyLetter.kilometres)
    found = select(*area).where(_since(before)).distinct().order_by(*area)
    return [(pc4, kilometres) for pc4, kilometres in db.session.execute(found)]


def of_area(pc4: str, kilometres: int, before: datetime) -> Sequence[int]:
    """The ids of who confirmed before a moment that they want this area, with this reach."""
    its = (WeeklyLetter.pc4 == pc4, WeeklyLetter.kilometres == kilometres)
    found = select(WeeklyLetter.id).where(*its, _since(before))
    return db.session.scalars(found.order_by(WeeklyLetter.id)).all()


def some(numbers: Sequence[int]) -> Sequence[WeeklyLetter]:
    """These weekly letters, as far as nobody ended them."""
    wanted = select(WeeklyLetter).where(WeeklyLetter.id.in_(numbers))
    return db.session.scalars(wanted.order_by(WeeklyLetter.id)).all()


def telephones(numbers: Sequence[int]) -> dict[int, str]:
    """Whom to ring for each of these activities."""
    asked = select(Activity.id, Activity.contact_phone).where(Activity.id.in_(numbers))
    return {row.id: row.contact_phone for row in db.session.execute(asked)}


def _since(before: datetime) -> ColumnElement[bool]:
    return WeeklyLetter.confirmed_at < before
