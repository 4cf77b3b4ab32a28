"""Signing up, changing and leaving, with the waiting list behind it; none of it commits.

A place is given away in a transaction that holds the write lock from its first question on, so two
who want the last one come one after the other. Only what was confirmed gets one: by the letter, or
by the organisation that rang.
"""

import hmac
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from weekapp import languages
from weekapp.accounts.deeds import Deed
from weekapp.activities import operations as activities
from weekapp.activities.models import Activity, Occurrence
from weekapp.database import db
from weekapp.signups import mails, queries
from weekapp.signups.models import SignUp, new_secret

TRIES = 5
UNCONFIRMED_KEPT = timedelta(days=2)
WAY = "here"  # how an organiser says that people sign up on this site


class Closed(Exception):
    """Nobody can sign up for this date any more."""


class NoRoom(Exception):
    """There are fewer places left than somebody wants; `left` says how many."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} left")
        self.left = left


class WrongCode(Exception):
    """Another code was sent, or it was tried too often."""


@dataclass(frozen=True)
class Wish:
    """What somebody fills in to come."""

    name: str
    email: str
    phone: str
    people: int
    wants_meeting: bool
    remarks: str


def coming_dates(activity: Activity, at: datetime) -> list[Occurrence]:
    """The dates somebody can still be put on the list of."""
    if activity.status != "published":
        return []
    return [one for one in activity.occurrences if one.status != "cancelled" and one.starts_at > at]


def open_dates(activity: Activity, at: datetime) -> list[Occurrence]:
    """The dates anybody can sign up for, be it to wait for a place."""
    return coming_dates(activity, at) if WAY in activity.join_ways else []


def ask(activity: Activity, date: Occurrence, wish: Wish, deed: Deed) -> SignUp:
    """Ask for a place; it has to be confirmed, by a letter or by whoever rings.

    Who asks again for an address changes nothing of what was asked before: it may be somebody else.
    Who is on the list already gets a letter that says so, and nobody else can tell.
    """
    if date not in open_dates(activity, deed.at):
        raise Closed
    there = queries.on_the_list(date, wish.email)
    made = _made(activity, date, wish, deed)
    if not wish.email:
        made.ring_about = "asked"
        mails.new_ones(made, deed)
    elif there is None:
        mails.asked(made, deed)
    else:
        made.email = there.email
        mails.known(there, made.code, deed)
    return made


def add(activity: Activity, date: Occurrence, wish: Wish, deed: Deed) -> SignUp:
    """Write down somebody who rang the organisation."""
    if date not in coming_dates(activity, deed.at):
        raise Closed
    made = _made(activity, date, wish, deed)
    made.is_added, made.confirmed_at = True, deed.at
    _settle(made, deed)
    _withdraw_others(made)
    mails.settled(made, deed)
    made.ring_about = ""
    return made


def type_code(sign_up: SignUp, typed: str) -> None:
    """See whether this is the code of the letter; WrongCode counts as a try, so commit that too."""
    sign_up.tries += 1
    is_right = sign_up.code and hmac.compare_digest(sign_up.code, typed)
    if sign_up.tries > TRIES or not is_right:
        raise WrongCode


def confirm(sign_up: SignUp, deed: Deed) -> SignUp:
    """Give a place to who confirmed, or put them on the waiting list; once.

    What comes back is how they are on the list: perhaps they were before they asked.
    """
    if sign_up.status != "asked" or not sign_up.email:
        return sign_up
    if sign_up.occurrence not in open_dates(sign_up.activity, deed.at):
        raise Closed
    if there := queries.on_the_list(sign_up.occurrence, sign_up.email):
        return there
    sign_up.confirmed_at = deed.at
    _settle(sign_up, deed)
    _withdraw_others(sign_up)
    mails.settled(sign_up, deed)
    mails.new_ones(sign_up, deed)
    return sign_up


def called(sign_up: SignUp, deed: Deed) -> None:
    """Note that the organisation rang who left a number; who asked for a place gets one now."""
    sign_up.ring_about = ""
    if sign_up.status == "asked":
        if sign_up.occurrence not in coming_dates(sign_up.activity, deed.at):
            raise Closed
        sign_up.confirmed_at = deed.at
        _settle(sign_up, deed)


def change(sign_up: SignUp, wish: Wish, deed: Deed) -> None:
    """Come with more people or fewer, or say something else; NoRoom when they do not fit."""
    more = wish.people - sign_up.people
    if sign_up.status == "coming" and more > 0:
        left = _left(sign_up.activity, sign_up.occurrence)
        if left is not None and left < more:
            raise NoRoom(left)
    _rewrite(sign_up, wish)
    let_in(sign_up.activity, sign_up.occurrence, deed)


def cancel(sign_up: SignUp, deed: Deed) -> None:
    """Leave the list; the next who waits gets the place."""
    if sign_up.status == "cancelled":
        return
    sign_up.status, sign_up.remarks, sign_up.ring_about = "cancelled", "", ""
    let_in(sign_up.activity, sign_up.occurrence, deed)


def forget(sign_up: SignUp, deed: Deed) -> None:
    """Leave the list, and nothing of it is kept."""
    cancel(sign_up, deed)
    db.session.flush()
    others = queries.unconfirmed(sign_up.occurrence, sign_up.email)
    numbers = [sign_up.id, *(one.id for one in others)]
    db.session.execute(delete(SignUp).where(SignUp.id.in_(numbers)))


def let_in(activity: Activity, date: Occurrence, deed: Deed) -> None:
    """Give places to who waits, in the order in which they came; then there is room again, or not.

    A date that the organiser called full stays so.
    """
    db.session.flush()
    left = _left(activity, date)
    is_on = date.status == "planned" or (date.status == "full" and date.is_filled)
    if not is_on or date.starts_at <= deed.at or activity.status != "published":
        return
    for one in queries.waiting(date):
        if left is None or one.people <= left:
            one.status = "coming"
            left = left if left is None else left - one.people
            mails.moved_up(one, deed)
    db.session.flush()
    _mark(activity, date, deed)


def _made(activity: Activity, date: Occurrence, wish: Wish, deed: Deed) -> SignUp:
    made = SignUp(
        activity=activity,
        occurrence=date,
        status="asked",
        language=languages.code(),
        asked_at=deed.at,
        ticket_at=deed.at,
        told_starts_at=date.starts_at,
        told_ends_at=date.ends_at,
        told_place=queries.place_of(activity),
        **asdict(wish),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _rewrite(sign_up: SignUp, wish: Wish) -> None:
    sign_up.name, sign_up.people = wish.name, wish.people
    sign_up.wants_meeting, sign_up.remarks = wish.wants_meeting, wish.remarks
    sign_up.phone = wish.phone or ("" if sign_up.email else sign_up.phone)


def _withdraw_others(sign_up: SignUp) -> None:
    """End what else was asked for this address and date; it is dropped with what nobody confirms.

    Until then the page for its code stays: whoever asked in another's name must not see by it that
    this other is on the list.
    """
    for one in queries.unconfirmed(sign_up.occurrence, sign_up.email):
        one.token, one.code = new_secret(), ""
        one.name, one.phone, one.remarks = "", "", ""


def _settle(sign_up: SignUp, deed: Deed) -> None:
    activity, date = sign_up.activity, sign_up.occurrence
    left = _left(activity, date)
    has_place = date.status != "full" and (left is None or sign_up.people <= left)
    sign_up.status = "coming" if has_place else "waiting"
    db.session.flush()
    if date.status == "planned":
        _mark(activity, date, deed)


def _mark(activity: Activity, date: Occurrence, deed: Deed) -> None:
    is_full = _left(activity, date) == 0
    if is_full != (date.status == "full"):
        activities.fill(activity, date, is_full, deed)


def _left(activity: Activity, date: Occurrence) -> int | None:
    """How many places are left; None when there is no end to them."""
    if activity.capacity is None:
        return None
    return max(0, activity.capacity - queries.taken(date))
