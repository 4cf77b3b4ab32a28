"""What the worker does for sign-ups by itself: remind, tell what changed, let in, and forget."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.clock import local
from weekapp.database import db
from weekapp.signups import mails, operations, queries
from weekapp.signups.models import ON, SignUp
from weekapp.signups.operations import UNCONFIRMED_KEPT

log = logging.getLogger(__name__)

# How long a sign-up is kept after its date.
KEPT = timedelta(days=30)
EARLIEST, LATEST = 9, 20  # no reminder arrives at night
AT_ONCE = 50  # letters in one transaction: others want to write too


@jobs.every_ten_minutes
def remind() -> None:
    """Write to who comes tomorrow."""
    day = local(clock.now())
    if EARLIEST <= day.hour < LATEST:
        _each(queries.to_be_reminded(day.date() + timedelta(days=1)), _remind)


@jobs.every_ten_minutes
def tell_what_changed() -> None:
    """Write to who comes on a date that was called off, or is at another time or place now."""
    _each(queries.that_have_to_hear(clock.now()), _tell)


@jobs.every_ten_minutes
def let_in() -> None:
    """Give a place to who waits where an organiser made more room."""
    for activity, date in queries.dates_with_room(clock.now()):
        operations.let_in(activity, date, _by_the_site())
        db.session.flush()


@jobs.every_ten_minutes
def forget() -> None:
    """Drop the sign-ups for what was over a month ago, and those that nobody confirmed."""
    at = clock.now()
    for gone in (queries.over_since(at - KEPT), queries.unanswered_since(at - UNCONFIRMED_KEPT)):
        db.session.execute(delete(SignUp).where(SignUp.id.in_(gone)))


def _remind(sign_up: SignUp) -> None:
    sign_up.reminded_at = clock.now()
    mails.reminder(sign_up, _by_the_site())


def _tell(sign_up: SignUp) -> None:
    """Tell of the largest change; what was told is kept beside it."""
    date, place = sign_up.occurrence, queries.place_of(sign_up.activity)
    state = queries.state_of(sign_up)
    is_time = (sign_up.told_starts_at, sign_up.told_ends_at) != (date.starts_at, date.ends_at)
    is_place = sign_up.told_place != place
    if state != sign_up.told_state:
        mails.how_it_is(sign_up, state, _by_the_site())
    elif state == ON:
        mails.changed(sign_up, is_time, is_place, _by_the_site())
    sign_up.told_starts_at, sign_up.told_ends_at = date.starts_at, date.ends_at
    sign_up.told_place, sign_up.told_state = place, state
    if is_time:
        sign_up.reminded_at = None


def _each(numbers: Sequence[int], tell: Callable[[SignUp], None]) -> None:
    """Tell each of them, some in a transaction; one that cannot be told does not stop the rest."""
    for first in range(0, len(numbers), AT_ONCE):
        for sign_up in queries.some(numbers[first : first + AT_ONCE]):
            try:
                with db.session.begin_nested():
                    tell(sign_up)
            except Exception:
                log.exception("sign-up %s could not be told", sign_up.id)
        db.session.commit()


def _by_the_site() -> Deed:
    return Deed(by=None, at=clock.now(), link=link)
