"""Which calendar is asked for, and in which state it is."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, Row, Select, bindparam, func, select

from weekapp.activities.models import CalendarVersion
from weekapp.agenda.calendar_window import Weeks
from weekapp.campaign.models import Edition
from weekapp.database import db
from weekapp.organisations.models import Organisation, OrganisationSlug
from weekapp.places.models import Municipality
from weekapp.places.successors import current


class Stamp(NamedTuple):
    """Which state of a calendar it is: two that are equal have the same bytes.

    `changed_at` is the last change of what is in it, or was; None when nothing ever was. That of
    an organisation has no version: its dates are part of its state.
    """

    name: str
    slug: str
    version: int
    changed_at: datetime | None
    weeks: Weeks
    codes: tuple[str, ...] = ()
    id: int = 0
    merged_on: date | None = None


class Moved(NamedTuple):
    """The calendar has another address: that of `slug`."""

    slug: str


def municipality(slug: str, today: date) -> Stamp | Moved | None:
    """The state of a municipality's calendar, by one indexed look-up unless it took others in.

    Moved when it was merged into another, and when the slug is a CBS code.
    """
    asked = {"slug": slug, "today": today}
    found = db.session.execute(_MUNICIPALITY, asked).one_or_none()
    if found is None:
        return _by_code(slug, today)
    if found.successor_code and found.valid_to and found.valid_to <= today:
        return _by_code(found.code, today)
    weeks = Weeks(today, found.first_day, found.last_day, found.previous_last_day)
    if found.merged_on:
        return _merged(found, slug, weeks)
    return Stamp(found.name, slug, found.version or 0, found.changed_at, weeks, (found.code,))


def organisation(slug: str, today: date) -> Stamp | Moved | None:
    """Which organisation this is; Moved when it had this slug before."""
    asked = select(Organisation.id, Organisation.name, Organisation.changed_at, *_WEEKS)
    here = asked.where(Organisation.slug == slug)
    found = db.session.execute(here, {"today": today}).one_or_none()
    if found is None:
        return _renamed(slug)
    weeks = Weeks(today, found.first_day, found.last_day, found.previous_last_day)
    return Stamp(found.name, slug, 0, found.changed_at, weeks, id=found.id)


def _by_code(code: str, today: date) -> Moved | None:
    stands_for = current(today)
    slug = db.session.scalar(
        select(Municipality.slug)
        .join(stands_for, stands_for.c.current_code == Municipality.code)
        .where(stands_for.c.code == code.upper())
    )
    return Moved(slug) if slug else None


def _merged(found: Row[Any], slug: str, weeks: Weeks) -> Stamp:
    """The state of a municipality that took others in: what it holds is theirs as well."""
    stands_for = current(weeks.today)
    parts = db.session.execute(
        select(
            stands_for.c.code,
            func.coalesce(CalendarVersion.version, 0).label("version"),
            CalendarVersion.changed_at,
        )
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == stands_for.c.code)
        .where(stands_for.c.current_code == found.code)
        .order_by(stands_for.c.code)
    ).all()
    return Stamp(
        found.name,
        slug,
        sum(part.version for part in parts),
        max((part.changed_at for part in parts if part.changed_at), default=None),
        weeks,
        tuple(part.code for part in parts),
        merged_on=found.merged_on,
    )


def _renamed(slug: str) -> Moved | None:
    now = db.session.scalar(
        select(Organisation.slug)
        .join(OrganisationSlug, OrganisationSlug.organisation_id == Organisation.id)
        .where(OrganisationSlug.slug == slug)
    )
    return Moved(now) if now else None


def _weeks() -> tuple[Any, ...]:
    """The running or next edition, and the end of the one before."""
    coming = (
        select(Edition.first_day)
        .where(Edition.last_day >= _today)
        .order_by(Edition.first_day)
        .limit(1)
    )
    its_end = coming.with_only_columns(Edition.last_day)
    past = select(func.max(Edition.last_day)).where(Edition.last_day < _today)
    return (
        coming.scalar_subquery().label("first_day"),
        its_end.scalar_subquery().label("last_day"),
        past.scalar_subquery().label("previous_last_day"),
    )


def _municipality() -> Select[Any]:
    merged = Municipality.__table__.alias("merged").c
    merged_on = select(func.max(merged.valid_to)).where(
        merged.successor_code == Municipality.code, merged.valid_to <= _today
    )
    return (
        select(
            Municipality.code,
            Municipality.name,
            Municipality.valid_to,
            Municipality.successor_code,
            CalendarVersion.version,
            CalendarVersion.changed_at,
            merged_on.scalar_subquery().label("merged_on"),
            *_WEEKS,
        )
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == Municipality.code)
        .where(Municipality.slug == bindparam("slug"))
    )


# Made once: programs ask this more often than anything else.
_today = bindparam("today", type_=Date())
_WEEKS = _weeks()
_MUNICIPALITY = _municipality()
