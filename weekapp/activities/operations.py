"""Everything that changes an activity's status or what the public reads of it, with its history.

Each operation checks that it may happen now, records who, when and why, and writes the letters;
none of them commits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from weekapp import jobs
from weekapp.accounts.deeds import Deed
from weekapp.activities import changes, mails
from weekapp.activities.changes import Snapshot
from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, HistoryEntry, Occurrence
from weekapp.database import db
from weekapp.organisations.models import Organisation
from weekapp.slugs import slug_of


class NotPossibleNow(Exception):
    """The activity is not in a state in which this can be done."""


class AlreadyDecided(NotPossibleNow):
    """Somebody else decided first, or the activity changed since it was looked at."""


@dataclass(frozen=True)
class Times:
    """Start and end of one date in UTC, with a note for visitors."""

    starts_at: datetime
    ends_at: datetime
    note: str = ""


def start(organisation: Organisation, deed: Deed) -> Activity:
    """A draft, with the contact of the organisation filled in."""
    activity = Activity(
        organisation=organisation,
        created_by_id=deed.by.id if deed.by else None,
        contact_name=organisation.contact_name,
        contact_phone=organisation.contact_phone,
        contact_email=organisation.contact_email,
        municipality_code=organisation.municipality_code,
        status="draft",
        created_at=deed.at,
        changed_at=deed.at,
    )
    db.session.add(activity)
    db.session.flush()
    _remember(activity, deed, "start", "draft")
    return activity


def copy(original: Activity, deed: Deed) -> Activity:
    """A draft that says the same, without dates and without what happened to the original."""
    twin = start(original.organisation, deed)
    for name, value in changes.snapshot(original).items():
        if name != "dates":
            setattr(twin, name, list(value) if isinstance(value, list) else value)
    twin.precision = original.precision
    twin.wants_location = original.wants_location
    twin.is_municipality_manual = original.is_municipality_manual
    twin.slug = original.slug
    return twin


def set_dates(activity: Activity, wanted: list[Times], deed: Deed) -> None:
    """Make the dates as wanted: in order of start, an existing date keeps its UID when it moves.

    Dates that already had their say (cancelled ones) are kept as they are. A planned date that
    is not wanted any more is removed from a draft, and cancelled once the public has seen it.
    """
    planned = sorted((d for d in activity.occurrences if d.status != "cancelled"), key=_start_of)
    left = sorted(wanted, key=lambda times: times.starts_at)
    same = {(times.starts_at, times.ends_at): times for times in left}
    moved = []
    for date in planned:
        kept = same.pop((date.starts_at, date.ends_at), None)
        if kept is None:
            moved.append(date)
        elif date.note != kept.note:
            date.note, date.changed_at = kept.note, deed.at
    remaining = sorted(same.values(), key=lambda times: times.starts_at)
    for date, times in zip(moved, remaining, strict=False):
        _move(date, times, deed)
    for date in moved[len(remaining) :]:
        _drop(activity, date, deed)
    for times in remaining[len(moved) :]:
        activity.occurrences.append(_date_at(times, deed))
    activity.occurrences.sort(key=_start_of)


def revise(activity: Activity, before: Snapshot, deed: Deed) -> list[str]:
    """Settle what follows from a change just made to an activity; the names of what changed.

    `before` is its snapshot from before the change. A new address is looked up anew; a material
    change of a published activity stays public and goes back in the queue.
    """
    activity.slug = slug_of(activity.title)
    changed = changes.between(before, changes.snapshot(activity))
    if not changed:
        return []
    activity.changed_at = deed.at
    flag_modified(activity, "changed_at")  # a second change in one second is a new version too
    if not set(changes.PLACE).isdisjoint(changed) or not set(changes.POINT).isdisjoint(changed):
        activity.sequence += 1
    if activity.published_at is not None:
        if activity.status == "published" and changes.is_material(changed):
            activity.queued_at = activity.queued_at or deed.at
        _remember(activity, deed, "change", activity.status, fields=changed)
    return changed


def submit(activity: Activity, deed: Deed) -> None:
    """Hand an activity in to be checked; its coordinators hear of it."""
    _ask(activity, "draft", "returned")
    before = activity.status
    activity.status, activity.status_reason = "submitted", ""
    activity.submitted_at = activity.queued_at = activity.changed_at = deed.at
    _remember(activity, deed, "submit", before)
    mails.submitted(activity, deed)


def withdraw(activity: Activity, deed: Deed) -> None:
    """Take a submitted activity back as a draft."""
    _ask(activity, "submitted")
    activity.status, activity.queued_at, activity.changed_at = "draft", None, deed.at
    _remember(activity, deed, "withdraw", "submitted")


def publish(activity: Activity, seen_version: int, deed: Deed) -> None:
    """Let the public see an activity, or agree to what changed in a published one."""
    _ask_undecided(activity, seen_version)
    before = activity.status
    if before == "submitted":
        activity.sequence += 1 if activity.published_at else 0
        activity.published_at = activity.published_at or deed.at
        activity.changed_at = deed.at
    activity.status, activity.status_reason, activity.queued_at = "published", "", None
    activity.approved = changes.snapshot(activity)
    _remember(activity, deed, "publish", before)
    mails.published(activity, deed, is_new=before == "submitted")


def send_back(activity: Activity, reason: str, seen_version: int, deed: Deed) -> None:
    """Return an activity to its organiser with a reason; it is not public any more."""
    _ask_undecided(activity, seen_version)
    _return(activity, "return", reason, deed)
    mails.returned(activity, reason, deed)


def take_down(activity: Activity, reason: str, deed: Deed) -> None:
    """Take what the public sees off the site, whatever changed since, and return it."""
    _ask(activity, *SEEN_BY_PUBLIC)
    _return(activity, "take down", reason, deed)
    mails.taken_down(activity, reason, deed)


def cancel(activity: Activity, reason: str, deed: Deed) -> None:
    """Call a published activity off, all its dates at once."""
    _ask(activity, "published")
    activity.status, activity.status_reason, activity.queued_at = (
        "cancelled",
        reason,
        None,
    )
    activity.changed_at = deed.at
    activity.sequence += 1
    _remember(activity, deed, "cancel", "published", reason)
    mails.cancelled(activity, reason, deed)


def cancel_date(activity: Activity, date: Occurrence, reason: str, deed: Deed) -> None:
    """Call one date off; the others go on."""
    _ask(activity, "published")
    if date.status == "cancelled":
        raise NotPossibleNow("this date was cancelled before")
    _set_date_status(activity, date, "cancelled", reason, deed)
    mails.date_cancelled(activity, date, reason, deed)


def mark_full(activity: Activity, date: Occurrence, is_full: bool, deed: Deed) -> None:
    """Say that one date is full, or has room again."""
    if date.status == "cancelled":
        raise NotPossibleNow("a cancelled date has no room")
    _set_date_status(activity, date, "full" if is_full else "planned", date.note, deed)


def discard(activity: Activity) -> None:
    """Throw away what nobody else ever saw."""
    if activity.published_at is not None or activity.status not in (
        "draft",
        "returned",
    ):
        raise NotPossibleNow("only a draft can be thrown away")
    db.session.delete(activity)


def seek_location(activity: Activity, deed: Deed) -> None:
    """Have an activity found on the map by the worker, again and again until it is."""
    activity.wants_location = True
    jobs.enqueue(db.session, "locate", {"activity_id": activity.id}, at=deed.at)


def _ask(activity: Activity, *statuses: str) -> None:
    if activity.status not in statuses:
        raise NotPossibleNow(f"activity {activity.id} is {activity.status}")


def _ask_undecided(activity: Activity, seen_version: int) -> None:
    if activity.queued_at is None or activity.version != seen_version:
        raise AlreadyDecided(f"activity {activity.id} is not what was looked at")


def _return(activity: Activity, what: str, reason: str, deed: Deed) -> None:
    before = activity.status
    activity.status, activity.status_reason, activity.queued_at = "returned", reason, None
    activity.changed_at = deed.at
    activity.sequence += 1
    _remember(activity, deed, what, before, reason)


def _set_date_status(
    activity: Activity, date: Occurrence, status: str, note: str, deed: Deed
) -> None:
    date.status, date.note = status, note
    date.sequence += 1
    date.changed_at = activity.changed_at = deed.at
    _remember(activity, deed, f"date {status}", activity.status, note, ["dates"])


def _move(date: Occurrence, times: Times, deed: Deed) -> None:
    date.take_place(times.starts_at, times.ends_at)
    date.note = times.note
    date.sequence += 1
    date.changed_at = deed.at


def _drop(activity: Activity, date: Occurrence, deed: Deed) -> None:
    if activity.published_at is None:
        activity.occurrences.remove(date)
        return
    date.status = "cancelled"
    date.sequence += 1
    date.changed_at = deed.at


def _date_at(times: Times, deed: Deed) -> Occurrence:
    date = Occurrence(note=times.note, created_at=deed.at, changed_at=deed.at)
    date.take_place(times.starts_at, times.ends_at)
    return date


def _start_of(date: Occurrence) -> datetime:
    return date.starts_at


def _remember(
    activity: Activity,
    deed: Deed,
    what: str,
    before: str,
    reason: str = "",
    fields: list[str] | None = None,
) -> None:
    db.session.add(
        HistoryEntry(
            activity_id=activity.id,
            at=deed.at,
            account_id=deed.by.id if deed.by else None,
            deed=what,
            status_before=before,
            status_after=activity.status,
            reason=reason,
            fields=fields or [],
        )
    )
