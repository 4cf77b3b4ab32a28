"""Bringing activities in: beginning a batch, saying what is in it, choosing from it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity
from weekapp.activities.operations import EDITABLE
from weekapp.activities.rows import Typed
from weekapp.activities.typed import typed_of
from weekapp.database import db
from weekapp.imports import queries
from weekapp.imports.found import Found, Reading
from weekapp.imports.judging import Faults, is_of_date, judged
from weekapp.imports.merging import differs, filled_in, merged
from weekapp.imports.models import Batch, Entry, Origin, Source
from weekapp.organisations.models import Organisation

KEPT = timedelta(days=14)
PICKABLE = ("new", "changed", "skipped", "cancelled")


class NotNow(Exception):
    """The batch is not in a state in which this can be done."""


def begin(
    organisation: Organisation,
    account: Account | None,
    kind: str,
    at: datetime,
    *,
    name: str = "",
    content: bytes | None = None,
    source: Source | None = None,
    address: str = "",
    defaults: Typed | None = None,
) -> Batch:
    """A batch of which the worker reads what there is: a file, or what stands at an address.

    An organisation keeps its last ones: older ones go, so that nobody fills the disk.
    """
    db.session.execute(delete(Batch).where(Batch.id.in_(queries.old_batches(organisation.id))))
    batch = Batch(
        organisation_id=organisation.id,
        account_id=account.id if account else None,
        source_id=source.id if source else None,
        kind=kind,
        name=name[:200],
        address=address,
        content=content,
        defaults=defaults or {},
        created_at=at,
        changed_at=at,
    )
    db.session.add(batch)
    db.session.flush()
    go_on(batch, at)
    return batch


def go_on(batch: Batch, at: datetime, tries: int = 0) -> None:
    """Have the worker do the next piece of a batch; `tries` is how often it had to wait for it."""
    batch.changed_at = at
    jobs.enqueue(db.session(), "import", {"batch_id": batch.id, "tries": tries}, at=at)


def take_in(batch: Batch, reading: Reading, at: datetime) -> None:
    """Write down what was found; the worker looks at each of them after this."""
    batch.content = None
    batch.remarks = list(reading.remarks)
    batch.unread = [asdict(one) for one in reading.unread]
    batch.total, batch.done, batch.changed_at = len(reading.found), 0, at
    for number, found in enumerate(reading.found, 1):
        db.session.add(_entry(batch, number, found))


def _entry(batch: Batch, number: int, found: Found) -> Entry:
    return Entry(
        batch_id=batch.id,
        number=number,
        key=found.key[:300],
        title=found.title[:200],
        where=found.where[:80],
        found=found.fields,
        problems=found.problems,
        remarks=list(found.remarks),
        is_cancelled=found.is_cancelled,
        is_picked=False,
    )


class Verdict(NamedTuple):
    """What an entry is to us and what is wrong with it; the columns of the same name."""

    state: str
    activity_id: int | None
    faults: Faults
    is_picked: bool


def verdict(entry: Entry, batch: Batch, origin: Origin | None, at: datetime) -> Verdict:
    """What to say of an entry as it stands; nothing is written. It is picked if it is right."""
    activity = origin.activity if origin else None
    state = _state(entry, batch, origin, at)
    faults: Faults = {}
    if state in ("new", "changed", "skipped"):
        known = activity.open_dates(at) if activity else []
        _form, found = judged(wanted(entry, batch, origin, at), at, known)
        faults = {**found, **entry.problems}
    is_wanted = state in ("new", "changed") or (state == "cancelled" and activity is not None)
    is_picked = is_wanted and not faults and not entry.is_left_out
    return Verdict(state, activity.id if activity else None, faults, is_picked)


def wanted(entry: Entry, batch: Batch, origin: Origin | None, at: datetime) -> Typed:
    """What the form would say once an entry is taken over."""
    if origin and origin.activity:
        here = typed_of(origin.activity, at)
        return merged(here, origin.fields, entry.found, entry.fields)
    return filled_in(entry.fields, batch.defaults)


def _state(entry: Entry, batch: Batch, origin: Origin | None, at: datetime) -> str:
    activity = origin.activity if origin else None
    if origin and activity is None:
        return "new" if differs(origin.fields, entry.found) else "skipped"
    if origin is None or activity is None:
        return "cancelled" if entry.is_cancelled else "new"
    if activity.status not in EDITABLE:
        return "closed"
    if entry.is_cancelled:
        return "cancelled"
    if batch.kind == "earlier":
        return "same"
    return "changed" if _is_changed(entry, origin, activity, at) else "same"


def _is_changed(entry: Entry, origin: Origin, activity: Activity, at: datetime) -> bool:
    here = typed_of(activity, at)
    return differs(here, merged(here, origin.fields, entry.found, entry.fields))


def correct(entry: Entry, typed: Mapping[str, list[str]], confirms: bool = False) -> bool:
    """Let an entry say what the organiser typed instead; whether that is something else.

    Who `confirms` leaves a date as it is in answer to what its reader asked about it.
    """
    changed = {name: values for name, values in typed.items() if entry.fields.get(name) != values}
    if confirms:
        changed |= {n: typed[n] for n in typed if n in entry.problems and is_of_date(n)}
    if not changed:
        return False
    entry.corrected = entry.corrected | changed
    entry.problems = {name: says for name, says in entry.problems.items() if name not in changed}
    if "title" in changed:
        entry.title = " ".join(changed["title"])[:200]
    entry.state = ""
    return True


def look_again(batch: Batch, entries: Iterable[Entry], at: datetime) -> None:
    """Have the worker look at entries anew, because what is the same everywhere changed."""
    for entry in entries:
        entry.state = ""
    ask_state(batch, "ready")
    batch.state, batch.done = "reading", 0
    go_on(batch, at)


def confirm(
    batch: Batch, picked: set[int], entries: Iterable[Entry], wish: str, at: datetime
) -> None:
    """Have the worker make what was picked."""
    ask_state(batch, "ready")
    how_many = 0
    for entry in entries:
        may = entry.state in PICKABLE and not entry.faults and not entry.outcome
        entry.is_picked = may and entry.id in picked
        how_many += entry.is_picked
    batch.state, batch.wish, batch.total, batch.done = "making", wish, how_many, 0
    go_on(batch, at)


def discard(batch: Batch) -> None:
    """Forget a batch; what became of it stays."""
    db.session.delete(batch)


def ask_state(batch: Batch, *states: str) -> None:
    """Refuse when the batch is in another state."""
    if batch.state not in states:
        raise NotNow(f"batch {batch.id} is {batch.state}")


@jobs.every_ten_minutes
def forget_old_batches() -> None:
    """Drop the batches nobody looked at for two weeks: they hold names and telephone numbers."""
    db.session.execute(delete(Batch).where(Batch.changed_at < clock.now() - KEPT))
