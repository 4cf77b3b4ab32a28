"""Questions about sign-ups: of one date, of one activity, and who has to hear of something."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import contains_eager

from weekapp.accounts.addresses import folded
from weekapp.activities.models import IS_SEEN, Activity, Occurrence
from weekapp.database import db
from weekapp.signups.models import GONE, OFF, ON, ON_THE_LIST, SignUp

MOST_AT_ONCE = 500


def public_activity(number: int) -> Activity | None:
    """An activity the public may see."""
    return db.session.scalar(select(Activity).where(Activity.id == number, *IS_SEEN))


def with_token(token: str) -> SignUp | None:
    """The sign-up that this link is of."""
    return db.session.scalar(_whole().where(SignUp.token == token))


def with_ticket(ticket: str, since: datetime) -> SignUp | None:
    """The sign-up whose code is typed on this page, if the page is no older."""
    its = (SignUp.ticket == ticket, SignUp.ticket_at >= since)
    return db.session.scalar(_whole().where(*its))


def on_the_list(date_: Occurrence, email: str) -> SignUp | None:
    """The sign-up by which whoever has this address comes on a date, or waits for a place."""
    is_on = SignUp.status.in_(ON_THE_LIST)
    its = _whole().where(_is_of(date_, email), is_on).order_by(SignUp.id).limit(1)
    return db.session.scalar(its) if email else None


def unconfirmed(date_: Occurrence, email: str) -> Sequence[SignUp]:
    """All that was asked for an address and a date, and that nobody confirmed."""
    its = _whole().where(_is_of(date_, email), SignUp.status == "asked").order_by(SignUp.id)
    return db.session.scalars(its).all() if email else ()


def _is_of(date_: Occurrence, email: str) -> ColumnElement[bool]:
    """Whether a sign-up is for a date and of whoever has an address, be it with another label."""
    bare = folded(email)
    name, _, host = bare.partition("@")
    begins = SignUp.email.startswith(f"{name}+", autoescape=True)
    is_labelled = begins & SignUp.email.endswith(f"@{host}", autoescape=True)
    return (SignUp.occurrence_id == date_.id) & or_(SignUp.email == bare, is_labelled)


def of_activity(activity: Activity) -> Sequence[SignUp]:
    """All who signed up for an activity and confirmed it, or are to be rung; first come first."""
    return db.session.scalars(
        _whole()
        .where(SignUp.activity_id == activity.id, _is_known())
        .order_by(Occurrence.starts_at, SignUp.asked_at, SignUp.id)
    ).all()


def one_of(activity: Activity, number: int) -> SignUp | None:
    """One sign-up of this activity."""
    whose = (SignUp.id == number, SignUp.activity_id == activity.id, _is_known())
    return db.session.scalar(_whole().where(*whose))


def _is_known() -> ColumnElement[bool]:
    """Whether the organisation knows of a sign-up: an address has to be proven first."""
    return or_(SignUp.status != "asked", SignUp.email == "")


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


def some(numbers: Sequence[int]) -> Sequence[SignUp]:
    """These sign-ups, with who organises what they are for."""
    wanted = _whole().where(SignUp.id.in_(numbers)).order_by(SignUp.id)
    organisation = contains_eager(SignUp.activity).joinedload(Activity.organisation)
    return db.session.scalars(wanted.options(organisation)).all()


def to_be_reminded(day: date) -> Sequence[int]:
    """The ids of who comes on a day, has an address, and was not reminded yet."""
    return db.session.scalars(
        _ids()
        .where(Occurrence.on_date == day, Occurrence.status != "cancelled")
        .where(SignUp.status == "coming", SignUp.email != "", SignUp.reminded_at.is_(None))
        .where(Activity.status == "published")
    ).all()


def that_have_to_hear(at: datetime) -> Sequence[int]:
    """The ids of who is on a list, and was told something else than how it is now."""
    is_other = or_(
        SignUp.told_starts_at != Occurrence.starts_at,
        SignUp.told_ends_at != Occurrence.ends_at,
        SignUp.told_place != place_as_sql(),
        SignUp.told_state != state_as_sql(),
    )
    on_a_list = (SignUp.status.in_(ON_THE_LIST), Occurrence.ends_at > at)
    return db.session.scalars(_ids().where(*on_a_list, is_other)).all()


def dates_with_room(at: datetime) -> Sequence[tuple[Activity, Occurrence]]:
    """Dates to come that have room while somebody waits, or while they are called full here."""
    its = (SignUp.occurrence_id == Occurrence.id,)
    waits = select(SignUp.id).where(*its, SignUp.status == "waiting").exists()
    people = select(func.coalesce(func.sum(SignUp.people), 0))
    taken_there = people.where(*its, SignUp.status == "coming").scalar_subquery()
    found = db.session.execute(
        select(Activity, Occurrence)
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .where(Occurrence.starts_at > at, Activity.status == "published")
        .where(or_(waits, Occurrence.is_filled))
        .where(or_(Activity.capacity.is_(None), taken_there < Activity.capacity))
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(MOST_AT_ONCE)
    )
    return [(activity, date_) for activity, date_ in found]


def over_since(before: datetime) -> Select[int]:
    """The ids of sign-ups for dates that were over before a moment."""
    return select(SignUp.id).join(Occurrence).where(Occurrence.ends_at < before)


def unanswered_since(before: datetime) -> Select[int]:
    """The ids of sign-ups with an address that nobody confirmed since a moment."""
    asked = (SignUp.status == "asked", SignUp.email != "")
    return select(SignUp.id).where(*asked, SignUp.asked_at < before)


def state_as_sql() -> ColumnElement[str]:
    """`state_of` a date, in SQL."""
    is_off = or_(Occurrence.status == "cancelled", Activity.status == "cancelled")
    return case((is_off, OFF), (Activity.status == "published", ON), else_=GONE)


def state_of(sign_up: SignUp) -> str:
    """How it is with what somebody signed up for."""
    activity, date_ = sign_up.activity, sign_up.occurrence
    if "cancelled" in (activity.status, date_.status):
        return OFF
    return ON if activity.status == "published" else GONE


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


def _ids() -> Select[int]:
    return select(SignUp.id).join(SignUp.occurrence).join(SignUp.activity).order_by(SignUp.id)


def _whole() -> Select[SignUp]:
    return (
        select(SignUp)
        .join(SignUp.occurrence)
        .join(SignUp.activity)
        .options(contains_eager(SignUp.occurrence), contains_eager(SignUp.activity))
    )
