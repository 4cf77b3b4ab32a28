"""The dates in calendars, each with all that a calendar tells of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select

from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, Audience, Occurrence, Theme
from weekapp.database import UtcDateTime, db
from weekapp.organisations.models import Organisation


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


def _dates() -> Select[Any]:
    return (
        select(*_TOLD)
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


_is_public = Activity.status.in_(SEEN_BY_PUBLIC)
_TOLD: tuple[Any, ...] = (
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
    _is_public.label("is_public"),
    # What was taken off the site keeps the title a coordinator agreed to.
    case((~_is_public, Activity.approved["title"].as_string())).label("approved_title"),
    _codes(Audience).label("audiences"),
    _codes(Theme).label("themes"),
    Organisation.name.label("organisation"),
    Organisation.changed_at.label("organisation_changed_at"),
)
