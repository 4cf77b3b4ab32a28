"""What the worker does for sign-ups by itself: remind, tell what changed, let in, and forget."""

from datetime import timedelta

from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.clock import local
from weekapp.database import db
from weekapp.signups import mails, operations, queries
from weekapp.signups.models import SignUp

# How long a sign-up is kept after its date, and how long one that nobody confirms.
KEPT, UNCONFIRMED_KEPT = timedelta(days=30), timedelta(days=2)
EARLIEST, LATEST = 9, 20  # no reminder arrives at night


@jobs.every_ten_minutes
def remind() -> None:
    """Write to who comes tomorrow."""
    at = clock.now()
    if not EARLIEST <= local(at).hour < LATEST:
        return
    for sign_up in queries.to_be_reminded(local(at).date() + timedelta(days=1)):
        sign_up.reminded_at = at
        mails.reminder(sign_up, _by_the_site())


@jobs.every_ten_minutes
def tell_what_changed() -> None:
    """Write to who comes on a date that was called off, or is at another time or place now."""
    for sign_up in queries.that_may_have_to_hear(clock.now()):
        date, activity = sign_up.occurrence, sign_up.activity
        is_time = (sign_up.told_starts_at, sign_up.told_ends_at) != (date.starts_at, date.ends_at)
        place = queries.place_of(activity)
        is_place = sign_up.told_place != place
        sign_up.told_starts_at, sign_up.told_ends_at = date.starts_at, date.ends_at
        sign_up.told_place = place
        if "cancelled" in (date.status, activity.status):
            sign_up.is_told_off = True
            mails.off(sign_up, _by_the_site())
        else:
            mails.changed(sign_up, is_time, is_place, _by_the_site())


@jobs.every_ten_minutes
def let_in() -> None:
    """Give a place to who waits where an organiser made more room."""
    for activity, date in queries.dates_that_wait(clock.now()):
        operations.let_in(activity, date, _by_the_site())


@jobs.every_ten_minutes
def forget() -> None:
    """Drop the sign-ups for what was over a month ago, and those that nobody confirmed."""
    at = clock.now()
    for gone in (queries.over_since(at - KEPT), queries.unanswered_since(at - UNCONFIRMED_KEPT)):
        db.session.execute(delete(SignUp).where(SignUp.id.in_(gone)))


def _by_the_site() -> Deed:
    return Deed(by=None, at=clock.now(), link=link)
