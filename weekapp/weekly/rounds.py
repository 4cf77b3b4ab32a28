"""What the worker does for weekly letters by itself: make those of this week, send, and forget.

A round on Thursday asks for one piece of work; that asks for one for each area and reach, which
looks once for all who get the same and writes their letters. Each piece has a key: a worker that is
killed, or two at once, write none twice, and whoever goes on begins where the other was.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import delete

from weekapp import clock, jobs, mail
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.database import db, reading
from weekapp.signups.operations import UNCONFIRMED_KEPT
from weekapp.weekly import contents, mails, queries, weeks
from weekapp.weekly.models import WeeklyLetter

AT_ONCE = 50  # in one transaction: others want to write too

One = TypeVar("One")


@jobs.every_ten_minutes
def begin() -> None:
    """On Thursday morning, ask for the letters of this week."""
    on = weeks.due(clock.now())
    if on and queries.is_anybody(weeks.moment(on)):
        _enqueue("weekly letters", on, "")


@jobs.every_ten_minutes
def forget() -> None:
    """Drop what nobody confirmed."""
    before = clock.now() - UNCONFIRMED_KEPT
    is_old = (WeeklyLetter.confirmed_at.is_(None), WeeklyLetter.asked_at < before)
    db.session.execute(delete(WeeklyLetter).where(*is_old))


@jobs.work("weekly letters", can_wait=True)
def ask_by_area(payload: jobs.Payload) -> None:
    """Ask for the letters of each area, by itself."""
    on = date.fromisoformat(payload["on"])
    for some in _pieces(queries.areas(weeks.moment(on))):
        for pc4, kilometres in some:
            _enqueue("weekly area", on, f" {pc4} {kilometres}", pc4=pc4, kilometres=kilometres)
        db.session.commit()


@jobs.work("weekly area", can_wait=True)
def write(payload: jobs.Payload) -> None:
    """Look once what is on around a postcode, and write that to all who asked for it."""
    on = date.fromisoformat(payload["on"])
    pc4, kilometres = payload["pc4"], payload["kilometres"]
    with reading():
        told = contents.around(pc4, kilometres, clock.now())
        numbers = queries.of_area(pc4, kilometres, weeks.moment(on))
        db.session.rollback()
    for some in _pieces(numbers if told else ()):
        for weekly in queries.some(some):
            assert told is not None
            mails.this_week(weekly, told, on, Deed(by=None, at=clock.now(), link=link))
        db.session.commit()


@jobs.work(mails.KIND, can_wait=True)
def send(payload: jobs.Payload) -> None:
    """Hand a letter over, unless whoever gets it ended that while it waited."""
    is_wanted = queries.with_token(payload["token"]) is not None
    db.session.rollback()  # to send a letter takes seconds
    if is_wanted:
        mail.deliver(payload["letter"])


def _enqueue(kind: str, on: date, which: str, **more: str | int) -> None:
    payload = {"on": on.isoformat(), **more}
    jobs.enqueue(
        db.session(), kind, payload, at=clock.now(), dedupe_key=f"{kind} {on.isoformat()}{which}"
    )


def _pieces(all_: Sequence[One]) -> Iterator[Sequence[One]]:
    for first in range(0, len(all_), AT_ONCE):
        yield all_[first : first + AT_ONCE]
