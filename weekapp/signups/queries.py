"""Questions about sign-ups: of one date, of one activity, and who has to hear of something."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import contains_eager

from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, Occurrence
from weekapp.database import db
from weekapp.signups.models import ON_THE_LIST, SignUp

MOST_AT_ONCE = 5000


def public_activity(number: int) -> Activity | None:
    """An activity the public may see."""
    seen = (Activity.status.in_(SEEN_BY_PUBLIC), Activity.published_at.is_not(None))
    return db.session.scalar(select(Activity).where(Activity.id == number, *seen))


def with_token(token: str) -> SignUp | None:
    """The sign-up that this link is of."""
    return db.session.scalar(_whole().where(SignUp.token == token))


def with_ticket(ticket: str) -> SignUp | None:
    """The sign-up whose code is typed on this page."""
    return db.session.scalar(_whole().where(SignUp.ticket == ticket))


def with_address(date_: Occurrence, email: str) -> SignUp | None:
    """The sign-up of an address for a date, unless it was cancelled."""
    return db.session.scalar(
        _whole()
        .where(SignUp.occurrence_id == date_.id, SignUp.email == email)
        .where(SignUp.status != "cancelled")
    )


def of_activity(activity: Activity) -> Sequence[SignUp]:
    """All who signed up for an activity and confirmed it, first come first."""
    return db.session.scalars(
        _whole()
        .where(SignUp.activity_id == activity.id, SignUp.status != "asked")
        .order_by(Occurrence.starts_at, SignUp.asked_at, SignUp.id)
    ).all()


def one_of(activity: Activity, number: int) -> SignUp | None:
    """One sign-up of this activity."""
    whose = (SignUp.id == number, SignUp.activity_id == activity.id, SignUp.status != "asked")
    return db.session.scalar(_whole().where(*whose))


def taken(date_: Occurrence) -> int:
    """How many people have a place on a date."""
    people = select(func.coalesce(func.sum(SignUp.people), 0))
    its = (SignUp.occurrence_id == date_.id, SignUp.status == "coming")
    return int(db.session.scalar(people.where(*its)) or 0)


def waiting(date_: Occurrence) -> Sequence[SignUp]:
    """Who waits for a place on a date, first come first."""
    return db.session.scalars(
        _whole()
        .where(SignUp.occurrence_id == date_.id, SignUp.status == "waiting")
        .order_by(SignUp.asked_at, SignUp.id)
    ).all()


def to_be_reminded(day: date) -> Sequence[SignUp]:
    """Who comes on a day, has an address, and was not reminded yet."""
    return db.session.scalars(
        _whole()
        .where(Occurrence.on_date == day, Occurrence.status != "cancelled")
        .where(SignUp.status == "coming", SignUp.email != "", SignUp.reminded_at.is_(None))
        .where(Activity.status == "published")
        .limit(MOST_AT_ONCE)
    ).all()


def that_may_have_to_hear(at: datetime) -> Sequence[SignUp]:
    """Who is on a list that was changed or called off since they were told."""
    is_off = or_(Occurrence.status == "cancelled", Activity.status == "cancelled")
    is_other = or_(
        SignUp.told_starts_at != Occurrence.starts_at,
        SignUp.told_ends_at != Occurrence.ends_at,
        SignUp.told_place != place_as_sql(),
    )
    return db.session.scalars(
        _whole()
        .where(SignUp.status.in_(ON_THE_LIST), Occurrence.ends_at > at)
        .where(SignUp.is_told_off.is_(False), or_(is_off, is_other))
        .where(Activity.status.in_(("published", "cancelled")))
        .limit(MOST_AT_ONCE)
    ).all()


def dates_that_wait(at: datetime) -> Sequence[tuple[Activity, Occurrence]]:
    """Dates to come for which somebody waits, with their activity."""
    waits = select(SignUp.id).where(
        SignUp.occurrence_id == Occurrence.id, SignUp.status == "waiting"
    )
    found = db.session.execute(
        select(Activity, Occurrence)
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .where(waits.exists(), Occurrence.starts_at > at, Activity.status == "published")
        .limit(MOST_AT_ONCE)
    )
    return [(activity, date_) for activity, date_ in found]


def over_since(before: datetime) -> Select[int]:
    """The ids of sign-ups for dates that were over before a moment."""
    return select(SignUp.id).join(Occurrence).where(Occurrence.ends_at < before)


def unanswered_since(before: datetime) -> Select[int]:
    """The ids of sign-ups that nobody confirmed since a moment."""
    return select(SignUp.id).where(SignUp.status == "asked", SignUp.asked_at < before)


def place_as_sql() -> ColumnElement[str]:
    """`place_of` an activity, in SQL."""
    parts = (Activity.venue_name, Activity.street, Activity.postcode, Activity.place)
    said: ColumnElement[str] = literal("")
    for part in (*parts, Activity.online_url):
        said = said + part + "\n"
    return said


def place_of(activity: Activity) -> str:
    """Where somebody has to be, as one text to compare."""
    parts = ("venue_name", "street", "postcode", "place", "online_url")
    return "".join(f"{getattr(activity, part)}\n" for part in parts)


def _whole() -> Select[SignUp]:
    return (
        select(SignUp)
        .join(SignUp.occurrence)
        .join(SignUp.activity)
        .options(contains_eager(SignUp.occurrence), contains_eager(SignUp.activity))
    )
