"""Questions of who checks: what waits where, for how long, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from weekapp.accounts import queries as accounts
from weekapp.accounts.models import Account, Coordinatorship
from weekapp.activities.models import Activity, Occurrence
from weekapp.clock import local
from weekapp.database import db
from weekapp.places.models import Municipality
from weekapp.places.successors import current

SILENT_AFTER = timedelta(days=3)
SHOWN_IN_QUEUE = 50
NOWHERE = ""  # the queue of activities without a municipality: the national team's


@dataclass(frozen=True)
class Queue:
    """What waits in one municipality, those merged into it included."""

    code: str
    name: str
    waiting: int = 0
    oldest_at: datetime | None = None
    has_coordinator: bool = False

    def is_silent(self, at: datetime) -> bool:
        """Whether somebody has been waiting here for more than three days."""
        return self.oldest_at is not None and self.oldest_at < at - SILENT_AFTER

    def falls_to_national(self, at: datetime) -> bool:
        """Whether something waits here that no coordinator looks at."""
        return self.waiting > 0 and (not self.has_coordinator or self.is_silent(at))


def _queues(on: date) -> Select[str, str, int, datetime | None, bool]:
    stands_for = current(on)
    keeper = exists().where(Coordinatorship.municipality_code == Municipality.code)
    waits = and_(Activity.municipality_code == stands_for.c.code, Activity.queued_at.is_not(None))
    return (
        select(
            Municipality.code,
            Municipality.name,
            func.count(Activity.id),
            func.min(Activity.queued_at),
            keeper,
        )
        .join(stands_for, stands_for.c.current_code == Municipality.code)
        .outerjoin(Activity, waits)
        .group_by(Municipality.code, Municipality.name)
        .order_by(Municipality.name)
    )


def queues_of(account: Account, at: datetime) -> list[Queue]:
    """The queues in the care of an account: its municipalities, also when nothing waits."""
    mine = exists().where(
        Coordinatorship.account_id == account.id,
        Coordinatorship.municipality_code == Municipality.code,
    )
    rows = db.session.execute(_queues(local(at).date()).where(mine))
    return [Queue(*row) for row in rows]


def all_queues(at: datetime) -> list[Queue]:
    """The queue of every municipality, by name, and the one of what has no municipality."""
    nowhere = db.session.execute(
        select(func.count(), func.min(Activity.queued_at)).where(
            Activity.municipality_code.is_(None), Activity.queued_at.is_not(None)
        )
    ).one()
    found = [Queue(*row) for row in db.session.execute(_queues(local(at).date()))]
    return [*found, Queue(NOWHERE, "Zonder gemeente", *nowhere)] if nowhere[0] else found


def decidable_by(account: Account, at: datetime) -> Select[Activity]:
    """What an account may decide about: whatever was ever handed in where it has the care."""
    handed_in = select(Activity).where(Activity.submitted_at.is_not(None))
    if account.is_national:
        return handed_in
    in_care = accounts.in_care_of(account, local(at).date())
    return handed_in.where(Activity.municipality_code.in_(in_care))


def visible_to(account: Account, at: datetime) -> Select[Activity]:
    """What an account may look at: not what an organiser took back to work on."""
    return decidable_by(account, at).where(Activity.status != "draft")


def code_of_queue(activity: Activity, on: date) -> str:
    """The municipality in whose queue an activity is on a day."""
    stands_for = current(on)
    found = db.session.scalar(
        select(stands_for.c.current_code).where(stands_for.c.code == activity.municipality_code)
    )
    return found or NOWHERE


def waiting(code: str, on: date, also: int | None = None) -> Sequence[Activity]:
    """The oldest of a queue, oldest first, and `also` the activity with this id if it waits."""
    queue = _in_queue(code, on)
    oldest = select(Activity.id).where(queue).order_by(*_OLDEST_FIRST).limit(SHOWN_IN_QUEUE)
    shown = or_(Activity.id.in_(oldest), Activity.id == also) if also else Activity.id.in_(oldest)
    return (
        db.session.scalars(_whole(select(Activity).where(queue, shown)).order_by(*_OLDEST_FIRST))
        .unique()
        .all()
    )


def whole(found: Select[Activity]) -> Activity | None:
    """One activity with everything its page shows, in two queries."""
    return db.session.scalars(_whole(found)).unique().one_or_none()


def next_in(code: str, after: datetime, after_id: int, on: date) -> int | None:
    """The id of who is next in a queue: the first after this moment, else the oldest left."""
    later = or_(
        Activity.queued_at > after, and_(Activity.queued_at == after, Activity.id > after_id)
    )
    ids = select(Activity.id).where(_in_queue(code, on)).order_by(*_OLDEST_FIRST).limit(1)
    return db.session.scalar(ids.where(later)) or db.session.scalar(ids)


def is_first_of_organisation(activity: Activity) -> bool:
    """Whether nothing else of the organisation was ever published."""
    before = exists().where(
        Activity.organisation_id == activity.organisation_id,
        Activity.id != activity.id,
        Activity.published_at.is_not(None),
    )
    return activity.published_at is None and not db.session.scalar(select(before))


def coming(code: str, at: datetime) -> Select[Activity, datetime]:
    """What the public finds in a municipality from now on, with its next date, soonest first."""
    following = func.min(Occurrence.starts_at)
    return (
        select(Activity, following)
        .join(Occurrence)
        .where(
            _in_municipality(code, local(at).date()),
            Activity.status == "published",
            Occurrence.ends_at > at,
        )
        .options(joinedload(Activity.organisation))
        .group_by(Activity.id)
        .order_by(following, Activity.id)
    )


_OLDEST_FIRST = (Activity.queued_at, Activity.id)


def _in_municipality(code: str, on: date) -> ColumnElement[bool]:
    if code == NOWHERE:
        return Activity.municipality_code.is_(None)
    stands_for = current(on)
    merged = select(stands_for.c.code).where(stands_for.c.current_code == code)
    return Activity.municipality_code.in_(merged)


def _in_queue(code: str, on: date) -> ColumnElement[bool]:
    return and_(_in_municipality(code, on), Activity.queued_at.is_not(None))


def _whole(found: Select[Activity]) -> Select[Activity]:
    return found.options(
        joinedload(Activity.organisation),
        joinedload(Activity.municipality),
        joinedload(Activity.audience_rows),
        joinedload(Activity.theme_rows),
        selectinload(Activity.occurrences),
    )
