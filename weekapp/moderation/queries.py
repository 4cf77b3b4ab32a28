"""Questions of who checks: what waits where, for how long, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from weekapp.accounts import queries as accounts
from weekapp.accounts.models import Account, Coordinatorship
from weekapp.activities import queries as activities
from weekapp.activities.models import Activity, Occurrence
from weekapp.clock import local
from weekapp.database import db
from weekapp.places.models import Municipality
from weekapp.places.successors import current

SILENT_AFTER = timedelta(days=3)
SHOWN_IN_QUEUE = 50
PER_PAGE = 50
NOWHERE = "geen"  # the queue of activities without a municipality: the national team's


@dataclass(frozen=True)
class Queue:
    """What waits in one municipality, those merged into it included."""

    code: str
    name: str
    waiting: int
    oldest_at: datetime | None
    holds: bool
    has_coordinator: bool

    def is_silent(self, at: datetime) -> bool:
        """Whether somebody has been waiting here for more than three days."""
        return self.oldest_at is not None and self.oldest_at < at - SILENT_AFTER

    def falls_to_national(self, at: datetime) -> bool:
        """Whether something waits here that no coordinator looks at."""
        return self.waiting > 0 and (not self.has_coordinator or self.is_silent(at))


class Waiting(NamedTuple):
    """One that waits, and whether nothing of its organisation was ever published."""

    activity: Activity
    is_first: bool


class Coming(NamedTuple):
    """One that the public can find, and when it is next."""

    activity: Activity
    starts_at: datetime
    ends_at: datetime


def _amounts(sought: int | None) -> tuple[Any, ...]:
    held = case((Activity.id == sought, 1), else_=0)
    return func.count(Activity.id), func.min(Activity.queued_at), func.coalesce(func.max(held), 0)


def _queues(on: date, sought: int | None) -> Select[Any, Any, Any, Any, Any, Any]:
    stands_for = current(on)
    keeper = exists().where(Coordinatorship.municipality_code == Municipality.code)
    waits = and_(Activity.municipality_code == stands_for.c.code, Activity.queued_at.is_not(None))
    return (
        select(Municipality.code, Municipality.name, *_amounts(sought), keeper)
        .join(stands_for, stands_for.c.current_code == Municipality.code)
        .outerjoin(Activity, waits)
        .group_by(Municipality.code, Municipality.name)
        .order_by(Municipality.name)
    )


def queues_of(account: Account, at: datetime, sought: int | None = None) -> list[Queue]:
    """The queues in the care of an account: its municipalities, also when nothing waits.

    One of them `holds` the activity with the id `sought`, if that waits in the account's care.
    """
    mine = exists().where(
        Coordinatorship.account_id == account.id,
        Coordinatorship.municipality_code == Municipality.code,
    )
    rows = db.session.execute(_queues(local(at).date(), sought).where(mine))
    return [Queue(*row) for row in rows]


def all_queues(at: datetime, sought: int | None = None) -> list[Queue]:
    """The queue of every municipality, by name, and the one of what has no municipality."""
    unplaced = select(
        literal(NOWHERE), literal(gettext("Zonder gemeente")), *_amounts(sought), literal(False)
    ).where(Activity.municipality_code.is_(None), Activity.queued_at.is_not(None))
    by_municipality = _queues(local(at).date(), sought).order_by(None)
    rows = db.session.execute(by_municipality.union_all(unplaced))
    return sorted((Queue(*row) for row in rows), key=lambda one: (one.code == NOWHERE, one.name))


def coordinators_with_waiting(since: datetime, at: datetime) -> list[tuple[Account, list[Queue]]]:
    """Each coordinator in whose care somebody waits since before `since`, with those queues."""
    late = {one.code: one for one in all_queues(at) if one.oldest_at and one.oldest_at < since}
    found: dict[Account, list[Queue]] = {}
    for keeper in db.session.scalars(
        select(Coordinatorship)
        .where(Coordinatorship.municipality_code.in_(late))
        .options(joinedload(Coordinatorship.account))
        .order_by(Coordinatorship.account_id, Coordinatorship.municipality_code)
    ):
        found.setdefault(keeper.account, []).append(late[keeper.municipality_code])
    return list(found.items())


def decidable_by(account: Account, at: datetime) -> Select[Activity]:
    """What an account may decide about: whatever was ever handed in where it has the care."""
    return activities.handed_in_to(account, local(at).date())


def visible_to(account: Account, at: datetime) -> Select[Activity]:
    """What an account may look at: not what an organiser took back to work on."""
    return decidable_by(account, at).where(Activity.status != "draft")


def municipality_in_care_of(account: Account, code: str, on: date) -> Municipality | None:
    """A municipality that exists on a day, when an account has the care of it."""
    found = db.session.get(Municipality, code)
    if found is None or not found.is_valid_on(on):
        return None
    is_theirs = literal(code).in_(accounts.in_care_of(account, on))
    return found if account.is_national or db.session.scalar(select(is_theirs)) else None


def waiting(code: str, on: date, also: int | None = None) -> list[Waiting]:
    """The oldest of a queue, oldest first, and `also` the activity with this id if it waits.

    Two queries, however many wait; everything the page of an activity shows is loaded.
    """
    queue = _in_queue(code, on)
    oldest = select(Activity.id).where(queue).order_by(*_OLDEST_FIRST).limit(SHOWN_IN_QUEUE)
    shown = or_(Activity.id.in_(oldest), Activity.id == also)
    other = aliased(Activity)
    published_before = exists().where(
        other.organisation_id == Activity.organisation_id, other.published_at.is_not(None)
    )
    found = select(Activity, ~published_before).where(queue, shown).order_by(*_OLDEST_FIRST)
    rows = db.session.execute(found.options(*_WHOLE)).unique()
    return [Waiting(*row) for row in rows]


def whole(found: Select[Activity]) -> Activity | None:
    """One activity with everything its page shows, in two queries."""
    return db.session.scalars(found.options(*_WHOLE)).unique().one_or_none()


def code_of_queue(activity: Activity, on: date) -> str:
    """The municipality in whose queue an activity is, or would be, on a day."""
    stands_for = current(on)
    found = db.session.scalar(
        select(stands_for.c.current_code).where(stands_for.c.code == activity.municipality_code)
    )
    return found or NOWHERE


def next_in(code: str, after: datetime, after_id: int, on: date) -> int | None:
    """The id of who is next in a queue: the first after this moment, else the oldest left."""
    later = or_(
        Activity.queued_at > after, and_(Activity.queued_at == after, Activity.id > after_id)
    )
    ids = select(Activity.id).where(_in_queue(code, on)).order_by(*_OLDEST_FIRST).limit(1)
    return db.session.scalar(ids.where(later)) or db.session.scalar(ids)


def coming(code: str, at: datetime, page: int) -> tuple[list[Coming], int]:
    """What the public finds in a municipality from now on, soonest first, and how much it is."""
    other = aliased(Occurrence)
    following = (
        select(other.id)
        .where(other.activity_id == Activity.id, other.ends_at > at)
        .order_by(other.starts_at, other.id)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )
    found = (
        select(Activity, Occurrence.starts_at, Occurrence.ends_at, func.count().over())
        .join(Occurrence, Occurrence.id == following)
        .where(_in_municipality(code, local(at).date()), Activity.status == "published")
        .options(joinedload(Activity.organisation))
        .order_by(Occurrence.starts_at, Activity.id)
    )
    rows = db.session.execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return [Coming(*row[:3]) for row in rows], rows[0][3] if rows else 0


_OLDEST_FIRST = (Activity.queued_at, Activity.id)
_WHOLE = (
    joinedload(Activity.organisation),
    joinedload(Activity.municipality),
    joinedload(Activity.audience_rows),
    joinedload(Activity.theme_rows),
    selectinload(Activity.occurrences),
)


def _in_municipality(code: str, on: date) -> ColumnElement[bool]:
    if code == NOWHERE:
        return Activity.municipality_code.is_(None)
    stands_for = current(on)
    merged = select(stands_for.c.code).where(stands_for.c.current_code == code)
    return Activity.municipality_code.in_(merged)


def _in_queue(code: str, on: date) -> ColumnElement[bool]:
    return and_(_in_municipality(code, on), Activity.queued_at.is_not(None))
