"""Questions about editions."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import Date, Select, bindparam, select

from weekapp.campaign.models import Edition
from weekapp.database import db


def running_or_next(today: date) -> Edition | None:
    """The edition that is on, or else the first one to come; None when none is known."""
    return db.session.scalars(_running_or_next(), {"today": today}).one_or_none()


@cache
def _running_or_next() -> Select[Edition]:
    is_not_over = Edition.last_day >= bindparam("today", type_=Date)
    return select(Edition).where(is_not_over).order_by(Edition.first_day).limit(1)


def period(today: date) -> tuple[date, date] | None:
    """First and last day of the running or next edition: what lists show unless asked otherwise."""
    edition = running_or_next(today)
    return (edition.first_day, edition.last_day) if edition else None


def edition_of(year: int) -> Edition | None:
    """The edition of a year."""
    return db.session.get(Edition, year)


def editions() -> Sequence[Edition]:
    """Every edition we know of, newest first."""
    return db.session.scalars(select(Edition).order_by(Edition.year.desc())).all()
