"""The look-ups that every poll asks: the state of a calendar, and what of it is kept."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Label,
    Row,
    Select,
    String,
    bindparam,
    case,
    func,
    select,
)

from weekapp.activities.models import IS_SEEN, Activity, CalendarVersion, PublicStamp
from weekapp.agenda.calendar_window import BEGINNING, Weeks
from weekapp.agenda.models import ActivityStamp, KeptCalendar, OrganisationVersion
from weekapp.campaign.models import Edition
from weekapp.database import db
from weekapp.organisations.models import Organisation
from weekapp.places.models import Municipality


class Looking(NamedTuple):
    """On which day, for the calendar kept under which name, and which of it is here (its tag)."""

    today: date
    name: str = ""
    tag: str = ""


class Kept(NamedTuple):
    """A calendar as the table has it; `zipped` is None when it is the one that is here."""

    state: str
    keys: str
    tag: str
    changed_at: datetime
    file_name: str
    zipped: bytes | None


def last_kept(name: str) -> Kept | None:
    """How a calendar last went out, in whatever state it is now."""
    kept = (getattr(KeptCalendar, column).label(f"kept_{column}") for column in Kept._fields)
    found = db.session.execute(select(*kept).where(KeptCalendar.name == name)).one_or_none()
    return kept_in(found) if found else None


def bound(looking: Looking) -> dict[str, Any]:
    """What every look-up binds."""
    return {"today": looking.today, "kept_as": looking.name, "here": looking.tag}


def weeks_in(found: Row[Any], today: date) -> Weeks:
    """The editions that a look-up found."""
    return Weeks(
        today,
        found.first_day,
        found.last_day,
        found.previous_last_day,
        found.edition_year or 0,
        bool(found.is_provisional),
        found.edition_sequence or 0,
        found.edition_changed_at or BEGINNING,
    )


def kept_in(found: Row[Any]) -> Kept | None:
    """The calendar that a look-up found in the table."""
    if found.kept_tag is None:
        return None
    return Kept(*(getattr(found, f"kept_{column}") for column in Kept._fields))


# Made once: programs ask these more often than anything else.
_today = bindparam("today", type_=Date())
_here = bindparam("here", type_=String())
_coming = Edition.__table__.alias("coming").c
_is_kept = KeptCalendar.name == bindparam("kept_as", type_=String())
# The running or next edition.
_COMES: ColumnElement[bool] = _coming.year == (
    select(Edition.year)
    .where(Edition.last_day >= _today)
    .order_by(Edition.first_day)
    .limit(1)
    .scalar_subquery()
)
_WEEKS: tuple[Label[Any], ...] = (
    _coming.first_day.label("first_day"),
    _coming.last_day.label("last_day"),
    _coming.year.label("edition_year"),
    _coming.is_provisional.label("is_provisional"),
    _coming.sequence.label("edition_sequence"),
    _coming.changed_at.label("edition_changed_at"),
    select(func.max(Edition.last_day))
    .where(Edition.last_day < _today)
    .scalar_subquery()
    .label("previous_last_day"),
)
_KEPT: tuple[Label[Any], ...] = (
    *(getattr(KeptCalendar, column).label(f"kept_{column}") for column in Kept._fields[:-1]),
    case((KeptCalendar.tag != _here, KeptCalendar.zipped)).label("kept_zipped"),
)


def _municipality() -> Select[Any]:
    merged = Municipality.__table__.alias("merged").c
    merged_on = select(func.max(merged.valid_to)).where(
        merged.successor_code == Municipality.code, merged.valid_to <= _today
    )
    its = Edition.__table__.alias("its").c
    return (
        select(
            Municipality.code,
            Municipality.name,
            Municipality.valid_to,
            Municipality.successor_code,
            Municipality.calendar_label,
            Municipality.tells_next_week,
            Municipality.calendar_changed_at,
            CalendarVersion.version,
            CalendarVersion.changed_at,
            merged_on.scalar_subquery().label("merged_on"),
            its.first_day.label("of_first_day"),
            its.last_day.label("of_last_day"),
            *_WEEKS,
            *_KEPT,
        )
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == Municipality.code)
        .outerjoin(_coming.year.table, _COMES)
        .outerjoin(its.year.table, its.year == bindparam("year"))
        .outerjoin(KeptCalendar, _is_kept)
        .where(Municipality.slug == bindparam("slug"))
    )


MUNICIPALITY = _municipality()
ORGANISATION = (
    select(
        Organisation.id,
        Organisation.name,
        Organisation.changed_at.label("organisation_changed_at"),
        OrganisationVersion.version,
        OrganisationVersion.changed_at,
        *_WEEKS,
        *_KEPT,
    )
    .outerjoin(OrganisationVersion, OrganisationVersion.organisation_id == Organisation.id)
    .outerjoin(_coming.year.table, _COMES)
    .outerjoin(KeptCalendar, _is_kept)
    .where(Organisation.slug == bindparam("slug"))
)
NATIONWIDE = (
    select(PublicStamp.stamp, *_WEEKS, *_KEPT)
    .select_from(PublicStamp)
    .outerjoin(_coming.year.table, _COMES)
    .outerjoin(KeptCalendar, _is_kept)
)
ACTIVITY = (
    select(Activity.title, Activity.slug, ActivityStamp.stamp, *_KEPT)
    .outerjoin(ActivityStamp, ActivityStamp.activity_id == Activity.id)
    .outerjoin(KeptCalendar, _is_kept)
    .where(Activity.id == bindparam("number"), *IS_SEEN)
)
