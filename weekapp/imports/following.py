"""Calendars that are followed: read again every six hours, and what became of what they held."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.activities.rows import Typed
from weekapp.database import db
from weekapp.imports import mails, making, operations, origins, queries
from weekapp.imports.found import CannotRead
from weekapp.imports.models import Batch, Entry, Source
from weekapp.imports.readers import Answer
from weekapp.organisations import queries as organisations

PAUSE = timedelta(hours=6)
TOLD_AFTER = 4  # failures: a day


def follow(batch: Batch, new_ones: str, at: datetime) -> Source:
    """Follow the calendar of a batch from now on, with what is the same everywhere in it."""
    source = queries.followed_at(batch.organisation_id, batch.address) or Source(
        organisation_id=batch.organisation_id, address=batch.address, created_at=at, good_at=at
    )
    source.account_id, source.defaults = batch.account_id, batch.defaults
    source.new_ones, source.next_at = new_ones, at + PAUSE
    db.session.add(source)
    db.session.flush()
    batch.source_id = source.id
    return source


def leave_out(batch: Batch, entries: Sequence[Entry], picked: set[int], at: datetime) -> None:
    """Remember what the organiser did not want of a followed calendar, so as not to ask again."""
    if batch.source_id is None:
        return
    known = origins.known(batch, entries, at)
    for entry in entries:
        if entry.state == "new" and entry.id not in picked and not entry.outcome:
            making.remember_skipped(entry, batch, known.get(entry.key), at)
            entry.state = "skipped"


def read_now(source: Source, at: datetime) -> Batch | None:
    """Look at a followed calendar; None when nobody is left to do that for."""
    account = _keeper(source)
    if account is None:
        source.problem, source.next_at = _nobody(), at + 30 * PAUSE
        return None
    source.next_at = at + PAUSE
    return _begin(source, account, at)


def stop(source: Source) -> None:
    """Follow a calendar no longer; what came from it stays."""
    db.session.delete(source)


def answered(source: Source, answer: Answer, at: datetime) -> None:
    """Remember that a calendar answered."""
    source.read_at = source.good_at = at
    source.failures, source.problem = 0, ""
    source.etag, source.last_modified = answer.etag[:300], answer.last_modified[:80]


def failed(batch: Batch, refusal: CannotRead, does: Deed) -> None:
    """Remember that a calendar could not be read, and tell its organisation after a day."""
    source = batch.source
    operations.discard(batch)
    if source is None:
        return
    source.read_at, source.problem = does.at, str(refusal)
    source.failures += 1
    if source.failures == TOLD_AFTER:
        mails.unreadable(source, does)


def compare(batch: Batch, source: Source, at: datetime) -> None:
    """Mark what a calendar no longer has, and that the rest is still in it; nothing else changes.

    What it has and we cannot read is not gone.
    """
    entries = queries.entries_of(batch)
    for origin in origins.known(batch, entries, at).values():
        origin.seen_at, origin.gone_at, origin.source_id = at, None, source.id
    there = {entry.key for entry in entries} | {one["key"] for one in batch.unread}
    for origin in queries.vanished(source, there, at):
        origin.gone_at = origin.gone_at or at


def settle(batch: Batch, does: Deed) -> None:
    """Go on by itself with what changed, and with what is new if the organiser wants that."""
    entries = queries.entries_of(batch)
    source = batch.source
    wish = source.new_ones if source else "ask"
    for entry in entries:
        entry.is_picked = entry.is_picked and (wish != "ask" or entry.state != "new")
    batch.wish = "submit" if wish == "submit" else "draft"
    batch.state, batch.done = "making", 0
    batch.total = sum(entry.is_picked for entry in entries)
    operations.go_on(batch, does.at)


def finish(batch: Batch, entries: Sequence[Entry], does: Deed) -> None:
    """What is new waits for the organiser, what is gone is marked, and a letter tells of both."""
    source = batch.source
    if source is None:
        return
    gone = queries.gone_at_source(source, since=batch.created_at)
    waiting = [entry for entry in entries if entry.state == "new" and not entry.outcome]
    for entry in waiting:
        entry.is_picked = not entry.faults  # ticked beforehand on the page, and no more than that
    batch.state = "ready" if waiting else "done"
    mails.followed(source, batch, waiting, [one.activity for one in gone if one.activity], does)


@jobs.every_ten_minutes
def read_what_is_due() -> None:
    """Look at each followed calendar six hours after the last time."""
    at = clock.now()
    for source in queries.due(at):
        read_now(source, at)


def _begin(source: Source, account: Account, at: datetime) -> Batch:
    """A batch that goes on by itself; what the last one left waiting is found anew."""
    db.session.execute(
        delete(Batch).where(Batch.source_id == source.id, Batch.is_automatic.is_(True))
    )
    defaults: Typed = source.defaults
    batch = operations.begin(
        source.organisation,
        account,
        "calendar",
        at,
        name=source.address,
        address=source.address,
        source=source,
        defaults=defaults,
    )
    batch.is_automatic = True
    return batch


def _keeper(source: Source) -> Account | None:
    """Who a calendar is read for: who asked, or else who is left in the organisation."""
    members = organisations.members_of(source.organisation_id)
    asked = [one.account for one in members if one.account_id == source.account_id]
    return next(iter((*asked, *(one.account for one in members))), None)


def _nobody() -> str:
    return str(gettext("Er is niemand meer in deze organisatie."))
