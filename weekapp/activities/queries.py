"""Questions about activities, asked by those who write them."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from weekapp.accounts.models import Account
from weekapp.activities.models import Activity, HistoryEntry, Occurrence
from weekapp.database import db
from weekapp.organisations import queries as organisations


def editable_by(account: Account) -> Select[tuple[Activity]]:
    """The activities an account may change: those of its organisations."""
    return select(Activity).where(
        Activity.organisation_id.in_(organisations.ids_of(account))
    )


def history_of(activity: Activity) -> Sequence[HistoryEntry]:
    """What happened to an activity, newest first."""
    return db.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.activity_id == activity.id)
        .options(joinedload(HistoryEntry.account))
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
    ).all()


def wants_location() -> Select[tuple[int]]:
    """The ids of activities that are still to be found on the map."""
    return select(Activity.id).where(
        Activity.wants_location,
        or_(Activity.status != "cancelled", Activity.status.is_(None)),
    )


def date_of(activity: Activity, occurrence_id: int) -> Occurrence | None:
    """One date of this activity."""
    return next(
        (date for date in activity.occurrences if date.id == occurrence_id), None
    )
