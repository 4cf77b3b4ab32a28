"""What the worker does for imports: reads, looks at what was found, and makes what was picked.

A piece at a time, so that letters go in between and a worker that is killed loses nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _

from weekapp import clock, jobs
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.activities import locating
from weekapp.activities.models import Activity
from weekapp.activities.operations import NotPossibleNow, NotReady
from weekapp.database import db, reading
from weekapp.imports import following, mails, making, operations, origins, queries, readers
from weekapp.imports.found import CannotRead
from weekapp.imports.models import Batch, Entry
from weekapp.imports.operations import Verdict
from weekapp.organisations import queries as organisations
from weekapp.places.addresses import NotLocated

log = logging.getLogger(__name__)

JUDGED_AT_ONCE = 50
MADE_AT_ONCE = 10
# How long is waited for a geocoder that cannot be asked, before an activity is kept without point.
SHORTEST_PAUSE, MOST_TRIES = timedelta(seconds=30), 60


@jobs.work("import", can_wait=True)
def go_on(payload: jobs.Payload) -> None:
    """Do the next piece of a batch, and ask for the one after it."""
    batch = db.session.get(Batch, payload["batch_id"])
    if batch is None or batch.state not in ("reading", "making"):
        return
    does = Deed(by=batch.account, at=clock.now(), link=link)
    if not _may_still(batch):
        _refuse(batch, _("Je hoort niet meer bij deze organisatie."), does.at)
    elif batch.state == "making":
        _make(batch, does, payload.get("tries", 0))
    elif queries.unjudged(batch, 1):
        _judge(batch.id, does.at)
    else:
        _read(batch, does)


def _may_still(batch: Batch) -> bool:
    """Whether whoever began this still belongs to the organisation it is for."""
    account_id = batch.account_id
    return account_id is not None and bool(
        organisations.membership(account_id, batch.organisation_id)
    )


def _read(batch: Batch, does: Deed) -> None:
    """Read the source, while no transaction is open; nothing of it is an activity yet."""
    question = readers.asked(batch, does.at)
    db.session.commit()
    try:
        answer = readers.read(question)
    except Exception as failure:
        refusal = failure if isinstance(failure, CannotRead) else CannotRead(_why(failure))
        _cannot_read(db.session.get_one(Batch, question.batch_id), refusal, does)
        return
    batch = db.session.get_one(Batch, question.batch_id)
    if batch.source:
        following.answered(batch.source, answer, does.at)
    if answer.reading is None:
        operations.discard(batch)
        return
    operations.take_in(batch, answer.reading, does.at)
    db.session.flush()
    if answer.reading.found:
        operations.go_on(batch, does.at)
    else:
        _looked_at(batch, does)


def _cannot_read(batch: Batch, refusal: CannotRead, does: Deed) -> None:
    if batch.is_automatic:
        following.failed(batch, refusal, does)
    else:
        _refuse(batch, str(refusal), does.at)


def _judge(batch_id: int, at: datetime) -> None:
    """Look at some entries without holding the database up, and then write down what was seen."""
    db.session.commit()
    with reading():
        batch = db.session.get_one(Batch, batch_id)
        seen = _seen(batch, queries.unjudged(batch, JUDGED_AT_ONCE), at)
        db.session.rollback()
    batch = db.session.get_one(Batch, batch_id)
    for entry in queries.entries_with(batch, seen):
        for name, value in seen[entry.id]._asdict().items():
            setattr(entry, name, value)
    batch.done += len(seen)
    db.session.flush()
    if queries.unjudged(batch, 1):
        operations.go_on(batch, at)
    else:
        _looked_at(batch, Deed(by=batch.account, at=at, link=link))


def _seen(batch: Batch, waiting: Sequence[Entry], at: datetime) -> dict[int, Verdict]:
    known = origins.known(batch, waiting, at)
    seen = {}
    for entry in waiting:
        try:
            seen[entry.id] = operations.verdict(entry, batch, known.get(entry.key), at)
        except Exception as failure:  # one that nobody thought of does not stop the others
            seen[entry.id] = Verdict("new", None, {"title": _why(failure)}, is_picked=False)
    return seen


def _looked_at(batch: Batch, does: Deed) -> None:
    """All of it was looked at: the organiser decides, or a calendar that is followed goes on."""
    batch.state, batch.changed_at = "ready", does.at
    if batch.source:
        following.compare(batch, batch.source, does.at)
    if batch.is_automatic:
        following.settle(batch, does)


def _make(batch: Batch, does: Deed, tries: int) -> None:
    for entry in queries.to_make(batch, MADE_AT_ONCE):
        pause = _make_one(entry.id, batch.id, does, may_wait=tries < MOST_TRIES)
        if pause:
            operations.go_on(db.session.get_one(Batch, batch.id), does.at + pause, tries + 1)
            return
    batch = db.session.get_one(Batch, batch.id)
    if queries.to_make(batch, 1):
        operations.go_on(batch, does.at)
        return
    entries = queries.entries_of(batch)
    is_over = not any(entry.faults and not entry.outcome for entry in entries)
    batch.state, batch.changed_at = "done" if is_over else "ready", does.at
    mails.handed_in(batch, [entry for entry in entries if entry.outcome == "submitted"], does)
    if batch.is_automatic:
        following.finish(batch, entries, does)


def _make_one(entry_id: int, batch_id: int, does: Deed, may_wait: bool) -> timedelta | None:
    """Make one of them, in transactions of its own; how long to wait when nobody can locate it.

    What fails does not stop the others.
    """
    try:
        with db.session.begin_nested():
            entry, batch = _entry(entry_id, batch_id)
            known = origins.known(batch, [entry], does.at)
            making.write(entry, batch, known.get(entry.key), does)
        db.session.commit()
        pause = _locate(entry.activity_id)
        if pause and may_wait:
            return pause
        entry, batch = _entry(entry_id, batch_id)
        making.hand_in(entry, db.session.get_one(Activity, entry.activity_id), batch, does)
    except Exception as failure:
        db.session.rollback()
        entry, batch = _entry(entry_id, batch_id)
        entry.outcome, entry.says = "failed", _why(failure)
    batch.done += 1
    db.session.commit()
    return None


def _entry(entry_id: int, batch_id: int) -> tuple[Entry, Batch]:
    return db.session.get_one(Entry, entry_id), db.session.get_one(Batch, batch_id)


def _locate(activity_id: int | None) -> timedelta | None:
    """Look for the address; how long to wait when the geocoder cannot be asked now."""
    pause = None
    try:
        locating.find(activity_id or 0)
    except NotLocated as failure:
        db.session.rollback()  # it is marked, and the worker looks again
        if failure.is_temporary:
            pause = failure.retry_after or SHORTEST_PAUSE
    db.session.commit()
    return pause


def _refuse(batch: Batch, why: str, at: datetime) -> None:
    batch.state, batch.problem, batch.content, batch.changed_at = "unreadable", why, None, at


def _why(failure: Exception) -> str:
    if isinstance(failure, NotReady):
        return " ".join(failure.missing.values())
    if isinstance(failure, NotPossibleNow):
        return str(_("Deze activiteit kan nu niet veranderd worden."))
    log.error("an entry could not be made", exc_info=failure)
    return str(_("Er ging bij ons iets mis. Probeer het later nog eens."))
