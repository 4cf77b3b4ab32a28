"""Which calendar is asked for, in which state it is, and how it last went out: one look-up."""

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select

from weekapp.activities.models import CalendarVersion, Occurrence
from weekapp.agenda import calendar_lookups as lookups
from weekapp.agenda.calendar_lookups import Kept, Looking
from weekapp.agenda.calendar_window import Weeks
from weekapp.database import db
from weekapp.organisations.models import Organisation, OrganisationSlug
from weekapp.places.models import Municipality, MunicipalitySlug
from weekapp.places.successors import current


class Stamp(NamedTuple):
    """What a calendar is made from, as far as one look-up tells.

    `version` is another one after each change of what can be in it, `changed_at` when that was,
    None when nothing ever was or when it is not known. `label` is what a municipality calls the
    week, empty for nothing special; `days` are those of the edition it is of, if it is of one.
    """

    name: str
    slug: str
    version: str
    changed_at: datetime | None
    weeks: Weeks
    codes: tuple[str, ...] = ()
    id: int = 0
    merged_on: date | None = None
    label: str = ""
    tells_next_week: bool = False
    label_changed_at: datetime | None = None
    days: tuple[date, date] | None = None
    kept: Kept | None = None

    @property
    def state(self) -> str:
        """The same for two stamps from which the same calendar is made."""
        return hashlib.sha256(repr(self._replace(kept=None)).encode()).hexdigest()


class Moved(NamedTuple):
    """The calendar has another address: that of `slug`."""

    slug: str


def municipality(slug: str, today: date, looking: Looking | None = None) -> Stamp | Moved | None:
    """The state of a municipality's calendar, by one indexed look-up unless it took others in.

    Moved when it was merged into another, when it had this slug before, and when the slug is a
    CBS code.
    """
    return _of_municipality(slug, looking or Looking(today), 0)


def edition(slug: str, year: int, looking: Looking) -> Stamp | Moved | None:
    """The state of the calendar of one edition in a municipality."""
    return _of_municipality(slug, looking, year)


def organisation(slug: str, today: date, looking: Looking | None = None) -> Stamp | Moved | None:
    """The state of an organisation's calendar; Moved when it had this slug before."""
    asked = looking or Looking(today)
    found = db.session.execute(
        lookups.ORGANISATION, lookups.bound(asked) | {"slug": slug}
    ).one_or_none()
    if found is None:
        return _renamed(slug)
    return Stamp(
        found.name,
        slug,
        str(found.version or 0),
        found.changed_at or found.organisation_changed_at,
        lookups.weeks_in(found, asked.today),
        id=found.id,
        kept=lookups.kept_in(found),
    )


def nationwide(looking: Looking) -> Stamp:
    """The state of a calendar of anything that is public: it has no version of its own."""
    found = db.session.execute(lookups.NATIONWIDE, lookups.bound(looking)).one()
    weeks = lookups.weeks_in(found, looking.today)
    return Stamp("", "", found.stamp.hex(), None, weeks, kept=lookups.kept_in(found))


def activity(number: int, looking: Looking) -> Stamp | None:
    """The state of the dates of one activity; None when the public cannot see it."""
    found = db.session.execute(
        lookups.ACTIVITY, lookups.bound(looking) | {"number": number}
    ).one_or_none()
    if found is None:
        return None
    # Whatever day it is, all its dates are told.
    weeks = Weeks(date.min, None, None, None)
    return Stamp(
        found.title,
        found.slug,
        str(found.stamp),
        None,
        weeks,
        id=number,
        kept=lookups.kept_in(found),
    )


def is_date_of(number: int, date_id: int) -> bool:
    """Whether an activity has this date."""
    its = (Occurrence.id == date_id, Occurrence.activity_id == number)
    return bool(db.session.scalar(select(exists().where(*its))))


def _of_municipality(slug: str, looking: Looking, year: int) -> Stamp | Moved | None:
    asked = lookups.bound(looking) | {"slug": slug, "year": year}
    found = db.session.execute(lookups.MUNICIPALITY, asked).one_or_none()
    if found is None:
        return _elsewhere(slug, looking.today)
    if found.successor_code and found.valid_to and found.valid_to <= looking.today:
        return _elsewhere(found.code, looking.today)
    if year and found.of_first_day is None:
        return None
    stamp = Stamp(
        found.name,
        slug,
        str(found.version or 0),
        found.changed_at,
        lookups.weeks_in(found, looking.today),
        (found.code,),
        label=found.calendar_label,
        tells_next_week=found.tells_next_week and not year,
        label_changed_at=found.calendar_changed_at,
        days=(found.of_first_day, found.of_last_day) if year else None,
        kept=lookups.kept_in(found),
    )
    return _merged(stamp, found.merged_on) if found.merged_on else stamp


def _merged(stamp: Stamp, merged_on: date) -> Stamp:
    """The state of a municipality that took others in: what it holds is theirs as well."""
    stands_for = current(stamp.weeks.today)
    parts = db.session.execute(
        select(
            stands_for.c.code,
            func.coalesce(CalendarVersion.version, 0).label("version"),
            CalendarVersion.changed_at,
        )
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == stands_for.c.code)
        .where(stands_for.c.current_code == stamp.codes[0])
        .order_by(stands_for.c.code)
    ).all()
    return stamp._replace(
        version=" ".join(str(part.version) for part in parts),
        changed_at=max((part.changed_at for part in parts if part.changed_at), default=None),
        codes=tuple(part.code for part in parts),
        merged_on=merged_on,
    )


def _elsewhere(name: str, today: date) -> Moved | None:
    """Where a municipality is now that has this code, or had this slug; the end of every chain."""
    stands_for = current(today)
    had = select(MunicipalitySlug.municipality_code).where(MunicipalitySlug.slug == name)
    slug = db.session.scalar(
        select(Municipality.slug)
        .join(stands_for, stands_for.c.current_code == Municipality.code)
        .where(or_(stands_for.c.code == name.upper(), stands_for.c.code.in_(had)))
    )
    return Moved(slug) if slug else None


def _renamed(slug: str) -> Moved | None:
    now = db.session.scalar(
        select(Organisation.slug)
        .join(OrganisationSlug, OrganisationSlug.organisation_id == Organisation.id)
        .where(OrganisationSlug.slug == slug)
    )
    return Moved(now) if now else None
