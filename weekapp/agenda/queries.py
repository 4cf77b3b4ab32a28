"""Questions of the public pages: one activity, municipalities with their history, organisations."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Row,
    Select,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from weekapp.activities.models import IS_SEEN, Activity, Occurrence, PublicStamp
from weekapp.activities.wall import LONGEST
from weekapp.agenda.conditions import in_scope
from weekapp.agenda.questions import Scope
from weekapp.database import db
from weekapp.database.differences import days_between
from weekapp.helplines.models import Helpline
from weekapp.organisations.models import Organisation, OrganisationSlug
from weekapp.places.models import Municipality, MunicipalitySlug

MOST_NAMES = 40
MOST_LOOKED_THROUGH = 3000


def stamp() -> bytes:
    """What is another one after each change the public can see."""
    found = db.session.execute(_stamp()).scalar_one()
    return bytes(found)


@cache
def _stamp() -> Select[bytes]:
    return select(PublicStamp.stamp)


def public_activity(number: int) -> Activity | None:
    """An activity the public may see, with everything its page says."""
    return db.session.scalars(_public_activity(), {"number": number}).one_or_none()


@cache
def _public_activity() -> Select[Activity]:
    return (
        select(Activity)
        .options(
            joinedload(Activity.organisation),
            joinedload(Activity.municipality),
            joinedload(Activity.picture),
            selectinload(Activity.occurrences),
            selectinload(Activity.audience_rows),
            selectinload(Activity.theme_rows),
        )
        .where(Activity.id == bindparam("number"), *IS_SEEN)
    )


def public_activities(numbers: Collection[int]) -> Sequence[Activity]:
    """Those of these activities that the public may see, in any order, with their dates."""
    if not numbers:
        return ()
    return db.session.scalars(
        select(Activity)
        .options(joinedload(Activity.organisation), selectinload(Activity.occurrences))
        .where(Activity.id.in_(numbers), *IS_SEEN)
    ).all()


def municipality_called(name: str, today: date) -> Municipality | None:
    """The municipality with this slug or CBS code, or that had it before; its successor once it
    was merged away.
    """
    had = select(MunicipalitySlug.municipality_code).where(MunicipalitySlug.slug == name)
    has = Municipality.slug == name
    found = db.session.scalars(
        select(Municipality)
        .where(or_(has, Municipality.code == name.upper(), Municipality.code.in_(had)))
        .order_by(~has)
        .limit(1)
    ).one_or_none()
    while found and found.successor_code and found.valid_to and found.valid_to <= today:
        found = db.session.get(Municipality, found.successor_code)
    return found


def municipalities(today: date) -> Sequence[Row[str, str, str]]:
    """Name, slug and province of each municipality that exists, by name."""
    exists = or_(Municipality.valid_from.is_(None), Municipality.valid_from <= today)
    remains = or_(Municipality.valid_to.is_(None), Municipality.valid_to > today)
    return db.session.execute(
        select(Municipality.name, Municipality.slug, Municipality.province)
        .where(exists, remains)
        .order_by(Municipality.name)
    ).all()


def counts_by_day(scope: Scope, first: date, last: date) -> dict[date, int]:
    """How many activities there are on each day, cancelled ones left out."""
    values = scope.values() | {"since": first - LONGEST, "last": last}
    counts: Counter[date] = Counter()
    for row in db.session.execute(_counts_by_day(), values):
        for number in range(row.days):
            counts[row.on_date + timedelta(days=number)] += row.how_many
    return counts


def is_busy(scope: Scope) -> bool:
    """Whether there is too much in a municipality to look through all of it for one page."""
    return db.session.execute(_some_in(), scope.values()).scalar_one() > MOST_LOOKED_THROUGH


@cache
def _some_in() -> Select[int]:
    some = select(literal(1)).where(in_scope(Scope()), Activity.status == "published")
    return select(func.count()).select_from(some.limit(MOST_LOOKED_THROUGH + 1).subquery())


def organisations_in(scope: Scope) -> Sequence[Row[*tuple[Any, ...]]]:
    """Who organises something there that is public: the municipality itself first, then by name."""
    return db.session.execute(_organisations_in(), scope.values()).all()


@cache
def _counts_by_day() -> Select[*tuple[Any, ...]]:
    dates = Occurrence.on_date.between(
        bindparam("since", type_=Date), bindparam("last", type_=Date)
    )
    lasts = days_between(Occurrence.starts_at, Occurrence.ends_at)
    # Only whole days have no part of the day; they are an hour off when the clock changes.
    days = case((Occurrence.day_part == "", cast(func.round(lasts), Integer)), else_=1)
    return (
        select(
            Occurrence.on_date,
            days.label("days"),
            func.count(Occurrence.activity_id.distinct()).label("how_many"),
        )
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .where(in_scope(Scope()), Activity.status == "published")
        .where(Occurrence.status != "cancelled", dates)
        .group_by(Occurrence.on_date, days)
    )


@cache
def _organisations_in() -> Select[*tuple[Any, ...]]:
    # Gathered first: looking at all activities of each organisation takes seconds with a million.
    active = (
        select(Activity.organisation_id.label("id"))
        .where(in_scope(Scope()), Activity.status == "published")
        .distinct()
        .cte("active")
        .prefix_with("MATERIALIZED")
    )
    return (
        select(
            Organisation.name,
            Organisation.slug,
            Organisation.kind,
            Organisation.website,
            Organisation.contact_name,
            Organisation.contact_email,
            Organisation.contact_phone,
        )
        .join(active, active.c.id == Organisation.id)
        .order_by(Organisation.kind != "gemeente", Organisation.name)
        .limit(MOST_NAMES)
    )


def organisation_called(slug: str) -> Organisation | None:
    """The organisation with this slug, or that had it before."""
    current = db.session.scalars(
        select(Organisation).where(Organisation.slug == slug)
    ).one_or_none()
    return (
        current
        or db.session.scalars(
            select(Organisation)
            .join(OrganisationSlug, OrganisationSlug.organisation_id == Organisation.id)
            .where(OrganisationSlug.slug == slug)
        ).one_or_none()
    )


def talkers() -> Sequence[Row[*tuple[Any, ...]]]:
    """The stamp beside whom people can ring: code of a municipality, name, number, hours, web
    address and sentence. A row without number when there is nobody.
    """
    return db.session.execute(_talkers()).all()


@cache
def _talkers() -> Select[*tuple[Any, ...]]:
    one, town, nothing = Helpline, Municipality, literal("")
    everywhere = select(
        one.position.label("position"),
        nothing.label("code"),
        one.name.label("name"),
        one.phone.label("phone"),
        one.hours.label("hours"),
        one.website.label("website"),
        one.sentence.label("sentence"),
    ).where(one.is_shown)
    there = select(
        literal(0), town.code, town.help_name, town.help_phone, town.help_hours, nothing, nothing
    ).where(town.help_phone != "")
    who = union_all(everywhere, there).subquery("who")
    told = (who.c.code, who.c.name, who.c.phone, who.c.hours, who.c.website, who.c.sentence)
    return (
        select(PublicStamp.stamp, *told).outerjoin(who, true()).order_by(who.c.position, who.c.code)
    )
