"""Everything that changes an activity's status or what the public reads of it, with its history.

Each operation checks that it may happen now, records who, when and why, and writes the letters;
none of them commits.
"""

from typing import cast

from sqlalchemy import Table, update
from sqlalchemy.orm.attributes import flag_modified

from weekapp.accounts.deeds import Deed
from weekapp.activities import changes, mails, readiness
from weekapp.activities.changes import Snapshot
from weekapp.activities.history import remember
from weekapp.activities.models import SEEN_BY_PUBLIC, Activity, Occurrence
from weekapp.database import db
from weekapp.slugs import slug_of

UNSEEN = ("draft", "returned")
EDITABLE = (*UNSEEN, "submitted", "published")


class NotPossibleNow(Exception):
    """The activity is not in a state in which this can be done."""


class AlreadyDecided(NotPossibleNow):
    """Somebody else decided first, or the activity changed since it was looked at."""


class NotReady(NotPossibleNow):
    """Something is missing; `missing` says what, by the name of its field."""

    def __init__(self, missing: readiness.Missing) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def revise(activity: Activity, before: Snapshot, deed: Deed) -> list[str]:
    """Settle what follows from a change just made to an activity; the names of what changed.

    `before` is its snapshot from before the change. A material change of a published activity
    stays public and goes back in the queue, that of its new municipality if that changed.
    """
    activity.slug = slug_of(activity.title)
    changed = changes.between(before, changes.snapshot(activity))
    if not changed:
        return []
    activity.changed_at = deed.at
    flag_modified(activity, "changed_at")  # a second change in one second is a new version too
    if not (set(changes.PLACE) | set(changes.POINT)).isdisjoint(changed):
        activity.sequence += 1
    if activity.status == "published" and _needs_a_look(changed, deed):
        activity.queued_at = activity.queued_at or deed.at
    if activity.published_at is not None:
        remember(activity, deed, "change", activity.status, fields=changed)
    if activity.queued_at and "municipality_code" in changed:
        mails.submitted(activity, deed)
    return changed


def submit(activity: Activity, deed: Deed, is_told: bool = True) -> None:
    """Hand an activity in to be checked; NotReady says what lacks.

    Its coordinators hear of it, unless who hands in many at once tells them once.
    """
    ask_status(activity, *UNSEEN)
    ask_ready(activity, deed)
    before = activity.status
    activity.status, activity.status_reason = "submitted", ""
    activity.submitted_at = activity.queued_at = activity.changed_at = deed.at
    remember(activity, deed, "submit", before)
    if is_told:
        mails.submitted(activity, deed)


def withdraw(activity: Activity, deed: Deed) -> None:
    """Take a submitted activity back as a draft."""
    ask_status(activity, "submitted")
    activity.status, activity.queued_at, activity.changed_at = "draft", None, deed.at
    remember(activity, deed, "withdraw", "submitted")


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
    remember(activity, deed, "publish", before)
    mails.published(activity, deed, is_new=before == "submitted")


def send_back(activity: Activity, reason: str, seen_version: int, deed: Deed) -> None:
    """Return an activity to its organiser with a reason; it is not public any more."""
    _ask_undecided(activity, seen_version)
    tell = mails.taken_down if activity.status == "published" else mails.returned
    _return(activity, "return", reason, deed)
    tell(activity, reason, deed)


def take_down(activity: Activity, reason: str, deed: Deed) -> None:
    """Take what the public sees off the site, whatever changed since, and return it."""
    ask_status(activity, *SEEN_BY_PUBLIC)
    _return(activity, "take down", reason, deed)
    mails.taken_down(activity, reason, deed)


def cancel(activity: Activity, reason: str, deed: Deed) -> None:
    """Call a published activity off, all its dates at once."""
    ask_status(activity, "published")
    activity.status, activity.status_reason, activity.queued_at = (
        "cancelled",
        reason,
        None,
    )
    activity.changed_at = deed.at
    activity.sequence += 1
    remember(activity, deed, "cancel", "published", reason)
    mails.cancelled(activity, reason, deed)


def cancel_date(activity: Activity, date: Occurrence, reason: str, deed: Deed) -> None:
    """Call one date off; the others go on."""
    ask_status(activity, "published")
    if date.status == "cancelled":
        raise NotPossibleNow("this date was cancelled before")
    _set_date_status(activity, date, "cancelled", reason, deed)
    mails.date_cancelled(activity, date, reason, deed)


def fill(activity: Activity, date: Occurrence, is_full: bool, deed: Deed) -> None:
    """Note that the places for a date ran out, or that there is room again.

    Nobody decided that, so it is no new version of the activity and not in its history.
    """
    date.status, date.is_filled = ("full", True) if is_full else ("planned", False)
    date.sequence += 1
    date.changed_at = deed.at
    table = cast(Table, Activity.__table__)
    db.session.execute(update(table).where(table.c.id == activity.id).values(changed_at=deed.at))


def mark_full(activity: Activity, date: Occurrence, is_full: bool, deed: Deed) -> None:
    """Say that one date is full, or has room again."""
    ask_status(activity, "published")
    if date.status == "cancelled":
        raise NotPossibleNow("a cancelled date has no room")
    date.is_filled = False
    _set_date_status(activity, date, "full" if is_full else "planned", date.note, deed)


def ask_status(activity: Activity, *statuses: str) -> None:
    """Refuse when the activity is in another status."""
    if activity.status not in statuses:
        raise NotPossibleNow(f"activity {activity.id} is {activity.status}")


def ask_ready(activity: Activity, deed: Deed) -> None:
    """Refuse when something is missing."""
    missing = readiness.missing(activity, deed.at)
    if missing:
        raise NotReady(missing)


def _needs_a_look(changed: list[str], deed: Deed) -> bool:
    """A point the site itself found in the same municipality is what the address said already."""
    if deed.by is None:
        return "municipality_code" in changed
    return changes.is_material(changed)


def _ask_undecided(activity: Activity, seen_version: int) -> None:
    if activity.queued_at is None or activity.version != seen_version:
        raise AlreadyDecided(f"activity {activity.id} is not what was looked at")


def _return(activity: Activity, what: str, reason: str, deed: Deed) -> None:
    before = activity.status
    activity.status, activity.status_reason, activity.queued_at = "returned", reason, None
    activity.changed_at = deed.at
    activity.sequence += 1
    remember(activity, deed, what, before, reason)


def _set_date_status(
    activity: Activity, date: Occurrence, status: str, note: str, deed: Deed
) -> None:
    date.status, date.note = status, note
    date.sequence += 1
    date.changed_at = activity.changed_at = deed.at
    remember(activity, deed, f"date {status}", activity.status, note, ["dates"])
