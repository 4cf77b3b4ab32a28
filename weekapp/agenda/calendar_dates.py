"""The dates in calendars: keys by which is seen what changed, and all that is told of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, func, or_, select

from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, Audience, Occurrence, Picture, Theme
from weekapp.agenda.models import ActivityStamp, Departure
from weekapp.database import UtcDateTime, db
from weekapp.organisations.models import Organisation
from weekapp.places.models import Municipality

AT_ONCE = 250  # ids in one question


@dataclass(frozen=True)
class Selection:
    """Dates that fit `of`, end after and start before a moment, of what was once published.

    `codes` are the municipalities it is about: an activity that is elsewhere has left them. When
    there are more dates than `most`, the soonest are taken of those that are not over at `now`.
    What `is_wide` can be the whole country: then the database stops at so many.
    """

    of: ColumnElement[bool]
    after: datetime | None = None
    before: datetime | None = None
    codes: tuple[str, ...] = ()
    most: int | None = None
    now: datetime | None = None
    is_wide: bool = False


class Key(NamedTuple):
    """Which date, and which state of all that is told of it; `gone_to` is where it went."""

    date_id: int
    stamp: int
    gone_to: str | None
    starts_at: datetime


class Dates(NamedTuple):
    """What stands for each date in a calendar, by time; and what did not fit in it any more."""

    keys: list[Key]
    lacks_coming: bool = False
    lacks_past: bool = False


def keys(selection: Selection) -> Dates:
    """The dates of a calendar; of too many first of all those go that are over."""
    dates = select(Occurrence.id, _stamp, _gone_to(selection.codes), Occurrence.starts_at)
    by_time = (Occurrence.starts_at, Occurrence.id)
    found = (
        dates.join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .outerjoin(ActivityStamp, ActivityStamp.activity_id == Activity.id)
        .outerjoin(Municipality, Municipality.code == Activity.municipality_code)
        .where(Activity.published_at.is_not(None), *_limits(selection))
    )
    if selection.most is None:
        return Dates([Key(*row) for row in db.session.execute(found.order_by(*by_time))])
    is_over = (Occurrence.ends_at <= selection.now).label("is_over")
    dated = found.add_columns(is_over)
    if selection.is_wide:
        dated = dated.order_by(is_over, *by_time).limit(selection.most + 1)
    # Of a town all are read: told to stop at so many, PostgreSQL goes through the whole country.
    rows = sorted(db.session.execute(dated), key=lambda row: (row.is_over, row.starts_at, row.id))
    fit = sorted(rows[: selection.most], key=lambda row: (row.starts_at, row.id))
    lacking = rows[selection.most :]
    return Dates(
        [Key(*row[:-1]) for row in fit],
        lacks_coming=any(not row[-1] for row in lacking),
        lacks_past=bool(lacking),
    )


def told(date_ids: Sequence[int]) -> Iterator[Row[Any]]:
    """All that a calendar tells of these dates, some at a time: a row holds whole descriptions."""
    for start in range(0, len(date_ids), AT_ONCE):
        part = date_ids[start : start + AT_ONCE]
        yield from db.session.execute(_dates().where(Occurrence.id.in_(part)))


def dates_of(of: ColumnElement[bool], after: datetime, before: datetime) -> Sequence[Row[Any]]:
    """All that is told of dates in a period, of what was once published."""
    within = _limits(Selection(of, after, before))
    return db.session.execute(
        _dates().where(Activity.published_at.is_not(None), *within).order_by(*_BY_TIME)
    ).all()


def in_municipalities(codes: Sequence[str]) -> ColumnElement[bool]:
    """Activities in any of these municipalities, and those that were and left."""
    left = select(Departure.activity_id).where(Departure.municipality_code.in_(codes))
    return or_(Activity.municipality_code.in_(codes), Activity.id.in_(left))


def on_days(first: date, last: date, after: datetime) -> ColumnElement[bool]:
    """Dates on these days; what was called off is not told of any more when it ended before."""
    is_on = or_(Occurrence.ends_at > after, ~_is_off)
    return and_(Occurrence.on_date.between(first, last), is_on)


def by_organisation(organisation_id: int) -> ColumnElement[bool]:
    """Activities of an organisation."""
    return Activity.organisation_id == organisation_id


def about(theme: str) -> ColumnElement[bool]:
    """Activities about a theme."""
    return Activity.id.in_(select(Theme.activity_id).where(Theme.code == theme))


def meant_for(audience: str) -> ColumnElement[bool]:
    """Activities that are for some people in particular."""
    return Activity.id.in_(select(Audience.activity_id).where(Audience.code == audience))


def in_province(name: str) -> ColumnElement[bool]:
    """Activities in a province."""
    codes = select(Municipality.code).where(Municipality.province == name)
    return Activity.municipality_code.in_(codes)


def last_end(of: ColumnElement[bool], before: datetime) -> datetime | None:
    """When the last date ended that was over by then."""
    return db.session.scalar(
        select(func.max(Occurrence.ends_at, type_=UtcDateTime()))
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(of, Activity.published_at.is_not(None), Occurrence.ends_at <= before)
    )


def _limits(selection: Selection) -> list[ColumnElement[bool]]:
    limits = [selection.of]
    if selection.after:
        limits.append(Occurrence.ends_at > selection.after)
    if selection.before:
        limits.append(Occurrence.starts_at < selection.before)
    return limits


def _gone_to(codes: tuple[str, ...]) -> Any:
    """The name of the municipality an activity went to, empty when it is nowhere; None if here."""
    is_here = Activity.municipality_code.in_(codes) if codes else Activity.id.is_not(None)
    return case((is_here, None), else_=func.coalesce(Municipality.name, ""))


def _dates() -> Select[Any]:
    return (
        select(*_TOLD)
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .join(Organisation, Organisation.id == Activity.organisation_id)
        .outerjoin(Picture, Picture.id == Activity.picture_id)
    )


def _codes(table: type[Audience] | type[Theme]) -> ScalarSelect[str]:
    return (
        select(func.aggregate_strings(table.code, " "))
        .where(table.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )


_BY_TIME = (Occurrence.starts_at, Occurrence.id)
_stamp = func.coalesce(ActivityStamp.stamp, 0)
_is_public = Activity.status.in_(SEEN_BY_PUBLIC)
_is_off = or_(Occurrence.status == "cancelled", Activity.status != "published")
_moves = (
    select(func.coalesce(func.sum(Departure.times), 0))
    .where(Departure.activity_id == Activity.id)
    .correlate(Activity)
    .scalar_subquery()
)
_TOLD: tuple[Any, ...] = (
    Occurrence.id.label("date_id"),
    Occurrence.uid,
    Occurrence.starts_at,
    Occurrence.ends_at,
    Occurrence.status.label("date_status"),
    Occurrence.note,
    Occurrence.created_at,
    Occurrence.changed_at.label("date_changed_at"),
    (Occurrence.sequence + Activity.sequence + 2 * _moves).label("sequence"),
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
    Picture.name.label("picture"),
)
