"""Questions of the public pages: one activity, municipalities with their history, organisations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, Occurrence
from weekapp.database import db
from weekapp.organisations.models import Organisation, OrganisationSlug
from weekapp.places.models import Municipality

MOST_NAMES = 40


def public_activity(number: int) -> Activity | None:
    """An activity the public may see, with everything its page says."""
    return db.session.scalars(
        select(Activity)
        .options(
            joinedload(Activity.organisation),
            joinedload(Activity.municipality),
            joinedload(Activity.picture),
            selectinload(Activity.occurrences),
            selectinload(Activity.audience_rows),
            selectinload(Activity.theme_rows),
        )
        .where(
            Activity.id == number,
            Activity.status.in_(SEEN_BY_PUBLIC),
            Activity.published_at.is_not(None),
        )
    ).one_or_none()


def municipality_called(name: str, today: date) -> Municipality | None:
    """The municipality with this slug or CBS code; its successor once it was merged away."""
    found = db.session.scalars(
        select(Municipality).where(
            or_(Municipality.slug == name, Municipality.code == name.upper())
        )
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


def in_municipality(code: str, today: date) -> ColumnElement[bool]:
    """Whether an activity is in a municipality or in one that was merged into it."""
    whole = select(Municipality.code).where(Municipality.code == code).cte(recursive=True)
    absorbed = whole.union_all(
        select(Municipality.code)
        .join(whole, Municipality.successor_code == whole.c.code)
        .where(Municipality.valid_to <= today)
    )
    return Activity.municipality_code.in_(select(absorbed.c.code))


def counts_by_day(scope: ColumnElement[bool], first: date, last: date) -> dict[date, int]:
    """How many activities there are on each day, cancelled ones left out."""
    counted = (
        select(Occurrence.on_date, func.count(Occurrence.activity_id.distinct()))
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .where(scope, Activity.status == "published", Occurrence.status != "cancelled")
        .where(Occurrence.on_date.between(first, last))
        .group_by(Occurrence.on_date)
    )
    return {row.on_date: row[1] for row in db.session.execute(counted)}


def organisations_in(codes: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Who organises something there that is public: the municipality itself first, then by name."""
    active = select(Activity.organisation_id).where(codes, Activity.status == "published")
    return db.session.execute(
        select(
            Organisation.name,
            Organisation.slug,
            Organisation.kind,
            Organisation.website,
            Organisation.contact_name,
            Organisation.contact_email,
            Organisation.contact_phone,
        )
        .where(Organisation.id.in_(active))
        .order_by(Organisation.kind != "gemeente", Organisation.name)
        .limit(MOST_NAMES)
    ).all()


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
