"""What machines ask of the whole site: its addresses, and whether it is in order."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, String, column, func, or_, select, table

from weekapp import jobs
from weekapp.activities.models import Activity, CalendarVersion
from weekapp.database import db
from weekapp.organisations.models import Organisation
from weekapp.places.models import Municipality


def municipalities(today: date) -> Sequence[Row[str, str, datetime]]:
    """Slug and name of every municipality that exists, and when something last changed in it."""
    return db.session.execute(
        select(Municipality.slug, Municipality.name, CalendarVersion.changed_at)
        .outerjoin(CalendarVersion, CalendarVersion.municipality_code == Municipality.code)
        .where(or_(Municipality.valid_to.is_(None), Municipality.valid_to > today))
        .order_by(Municipality.name)
    ).all()


def organisations(after_id: int, up_to_id: int) -> Sequence[Row[str, datetime]]:
    """Slug and time of change of every organisation with something to see, with an id in this
    range.
    """
    number = Activity.organisation_id
    seen = select(number).where(
        Activity.status == "published", number > after_id, number <= up_to_id
    )
    return db.session.execute(
        select(Organisation.slug, Organisation.changed_at)
        .where(Organisation.id.in_(seen))
        .order_by(Organisation.id)
    ).all()


def published(after_id: int, up_to_id: int) -> Sequence[Row[int, str, datetime]]:
    """Id, slug and time of change of what can be seen, with an id in this range."""
    return db.session.execute(
        select(Activity.id, Activity.slug, Activity.changed_at)
        .where(Activity.status == "published", Activity.id > after_id, Activity.id <= up_to_id)
        .order_by(Activity.id)
    ).all()


def last_id() -> int:
    """The highest id of any activity or organisation; 0 when there is none."""
    highest = (db.session.scalar(select(func.max(one.id))) for one in (Activity, Organisation))
    return max(number or 0 for number in highest)


def migrated_to() -> str | None:
    """The migration the database is at."""
    revision = column("version_num", String)
    return db.session.scalar(select(revision).select_from(table("alembic_version", revision)))


def oldest_due_job(at: datetime) -> datetime | None:
    """Since when the job waits that has waited longest; None when nothing is due."""
    return db.session.scalar(
        select(jobs.Job.run_at)
        .where(jobs.Job.done_at.is_(None), jobs.Job.dead_at.is_(None), jobs.Job.run_at <= at)
        .order_by(jobs.Job.run_at)
        .limit(1)
    )
