"""What calendars are made of: which one, whether it changed, and the dates in it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select

from weekapp.activities.models import (
    SEEN_BY_PUBLIC,
    Activity,
    Audience,
    CalendarVersion,
    Occurrence,
    Theme,
)
from weekapp.agenda.calendar_window import Weeks
from weekapp.campaign.models import Edition
from weekapp.database import UtcDateTime, db
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
    absorbed = (
        select(func.max(_Absorbed.valid_to))
        .where(_Absorbed.successor_code == Municipality.code, _Absorbed.valid_to <= today)
        .scalar_subquery()
    )
    asked = (
        select(
            Municipality.code,
            Municipality.name,
            Municipality.valid_to,
            Municipality.successor_code,
            CalendarVersion.version,
            CalendarVersion.changed_at,
            absorbed.label("merged_on"),
            *_weeks(today),
        )
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == Municipality.code)
        .where(Municipality.slug == slug)
    )
    found = db.session.execute(asked).one_or_none()
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
    asked = select(Organisation.id, Organisation.name, Organisation.changed_at, *_weeks(today))
    found = db.session.execute(asked.where(Organisation.slug == slug)).one_or_none()
    if found is None:
        return _renamed(slug)
    weeks = Weeks(today, found.first_day, found.last_day, found.previous_last_day)
    return Stamp(found.name, slug, 0, found.changed_at, weeks, id=found.id)


def dates_of(of: ColumnElement[bool], after: datetime, before: datetime) -> Sequence[Row[Any]]:
    """Dates in calendars that end after and start before a moment, of what was once published."""
    return db.session.execute(
        _dates().where(of, Occurrence.ends_at > after, Occurrence.starts_at < before)
    ).all()


def dates_of_activity(number: int) -> Sequence[Row[Any]]:
    """Every date of one activity the public can see; nothing when it cannot."""
    return db.session.execute(
        _dates().where(Activity.id == number, Activity.status.in_(SEEN_BY_PUBLIC))
    ).all()


def in_municipalities(codes: Sequence[str]) -> ColumnElement[bool]:
    """Activities in any of these municipalities."""
    return Activity.municipality_code.in_(codes)


def by_organisation(organisation_id: int) -> ColumnElement[bool]:
    """Activities of an organisation."""
    return Activity.organisation_id == organisation_id


def last_end(of: ColumnElement[bool], before: datetime) -> datetime | None:
    """When the last date ended that was over by then."""
    return db.session.scalar(
        select(func.max(Occurrence.ends_at, type_=UtcDateTime()))
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(of, Activity.published_at.is_not(None), Occurrence.ends_at <= before)
    )


_Absorbed = Municipality.__table__.alias("absorbed").c


def _weeks(today: date) -> tuple[Any, ...]:
    """The running or next edition, and the end of the one before."""
    coming = (
        select(Edition.first_day)
        .where(Edition.last_day >= today)
        .order_by(Edition.first_day)
        .limit(1)
    )
    its_end = coming.with_only_columns(Edition.last_day)
    past = select(func.max(Edition.last_day)).where(Edition.last_day < today)
    return (
        coming.scalar_subquery().label("first_day"),
        its_end.scalar_subquery().label("last_day"),
        past.scalar_subquery().label("previous_last_day"),
    )


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


def _dates() -> Select[Any]:
    """One row for each date, with all that a calendar tells; `is_public` when it may tell it."""
    is_public = Activity.status.in_(SEEN_BY_PUBLIC)
    columns: tuple[Any, ...] = (
        Occurrence.uid,
        Occurrence.starts_at,
        Occurrence.ends_at,
        Occurrence.status.label("date_status"),
        Occurrence.note,
        Occurrence.created_at,
        Occurrence.changed_at.label("date_changed_at"),
        (Occurrence.sequence + Activity.sequence).label("sequence"),
        Activity.id,
        Activity.slug,
        Activity.title,
        Activity.summary,
        Activity.status,
        Activity.status_reason,
        Activity.changed_at,
        Activity.attendance,
        Activity.venue_name,
        Activity.street,
        Activity.postcode,
        Activity.place,
        Activity.latitude,
        Activity.longitude,
        Activity.precision,
        Activity.wants_location,
        Activity.online_url,
        Activity.is_free,
        Activity.price,
        Activity.join_ways,
        Activity.join_url,
        Activity.contact_name,
        Activity.contact_phone,
        Activity.contact_hours,
        Activity.contact_email,
        Activity.host_name,
        Activity.is_met_at_door,
        is_public.label("is_public"),
        # What was taken off the site keeps the title a coordinator agreed to.
        case((~is_public, Activity.approved["title"].as_string())).label("approved_title"),
        _codes(Audience).label("audiences"),
        _codes(Theme).label("themes"),
        Organisation.name.label("organisation"),
        Organisation.changed_at.label("organisation_changed_at"),
    )
    return (
        select(*columns)
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .join(Organisation, Organisation.id == Activity.organisation_id)
        .where(Activity.published_at.is_not(None))
        .order_by(Occurrence.starts_at, Occurrence.id)
    )


def _codes(table: type[Audience] | type[Theme]) -> ScalarSelect[str]:
    return (
        select(func.aggregate_strings(table.code, " "))
        .where(table.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )
