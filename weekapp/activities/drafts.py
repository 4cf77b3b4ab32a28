"""Writing an activity: beginning one, saying what it says, throwing it away."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select

from weekapp import clock, jobs
from weekapp.accounts.deeds import Deed
from weekapp.activities import changes, queries, schedule, vocabulary, whereabouts
from weekapp.activities.history import remember
from weekapp.activities.models import Activity, Picture
from weekapp.activities.operations import (
    EDITABLE,
    UNSEEN,
    NotPossibleNow,
    ask_ready,
    ask_status,
    revise,
)
from weekapp.activities.pictures import Drawn
from weekapp.activities.rows import Typed
from weekapp.activities.schedule import Times
from weekapp.activities.whereabouts import Pin
from weekapp.database import db
from weekapp.organisations.models import Organisation

# What the next activity of an organisation mostly has in common with the last.
SAME_AS_LAST_TIME = (
    "attendance",
    "venue_name",
    "street",
    "postcode",
    "place",
    "latitude",
    "longitude",
    "precision",
    "wants_location",
    "municipality_code",
    "is_municipality_manual",
    *vocabulary.FACILITIES,
    "contact_name",
    "contact_phone",
    "contact_hours",
    "contact_email",
    "host_name",
)


@dataclass(frozen=True)
class Wish:
    """What somebody wants an activity to say; `values` by the name of a column."""

    values: dict[str, Any]
    dates: list[Times]
    municipality_code: str | None = None
    pin: Pin | None = None
    unfinished: Typed = field(default_factory=dict)


def blank(organisation: Organisation, last: Activity | None) -> Activity:
    """An activity that is nowhere kept yet, with what can be known beforehand filled in."""
    activity = Activity(
        organisation_id=organisation.id,
        status="draft",
        contact_name=organisation.contact_name,
        contact_phone=organisation.contact_phone,
        contact_email=organisation.contact_email,
    )
    for name in SAME_AS_LAST_TIME if last else ():
        setattr(activity, name, getattr(last, name))
    return activity


def start(organisation: Organisation, last: Activity | None, deed: Deed) -> Activity:
    """A draft, with what can be known beforehand filled in."""
    activity = blank(organisation, last)
    activity.created_by_id = deed.by.id if deed.by else None
    activity.created_at = activity.changed_at = deed.at
    db.session.add(activity)
    db.session.flush()
    if activity.wants_location:
        whereabouts.seek(activity, deed)
    remember(activity, deed, "start", "draft")
    return activity


def copy(original: Activity, deed: Deed) -> Activity:
    """A draft that says the same, without dates and without what happened to the original."""
    twin = start(original.organisation, original, deed)
    for name, value in changes.snapshot(original).items():
        if name != "dates":
            setattr(twin, name, list(value) if isinstance(value, list) else value)
    twin.slug = original.slug
    return twin


def rewrite(activity: Activity, wish: Wish, deed: Deed) -> list[str]:
    """Let an activity say what is wished; the names of what changed.

    A draft may be incomplete. What is being checked or seen has to stay whole: else NotReady.
    """
    ask_status(activity, *EDITABLE)
    before = changes.snapshot(activity)
    for name, value in wish.values.items():
        if before.get(name) != (sorted(value) if name in ("audiences", "themes") else value):
            setattr(activity, name, value)
    schedule.arrange(activity, wish.dates, deed.at)
    whereabouts.settle(activity, before, wish.pin, wish.municipality_code, deed)
    unfinished = wish.unfinished if activity.status in UNSEEN else None
    if (unfinished or None) != activity.unfinished:
        activity.unfinished, activity.changed_at = unfinished or None, deed.at
    changed = revise(activity, before, deed)
    if activity.status not in UNSEEN and changed:
        ask_ready(activity, deed)
    return changed


def discard(activity: Activity) -> None:
    """Throw away what the public never saw."""
    ask_discardable(activity)
    db.session.delete(activity)


def forget(activity: Activity, at: datetime) -> None:
    """Drop what whoever made it asks to have removed; who still wants to come hears first."""
    if activity.status == "published" and any(date.ends_at > at for date in activity.occurrences):
        raise NotPossibleNow("it is still to come: call it off first")
    db.session.delete(activity)


def ask_discardable(activity: Activity) -> None:
    """Refuse for what the public saw, or somebody has to check."""
    if activity.published_at is not None or activity.status not in UNSEEN:
        raise NotPossibleNow("only a draft can be thrown away")


def hang(drawn: Drawn, organisation: Organisation, deed: Deed) -> Picture:
    """Keep a picture for an organisation; the same picture twice is one."""
    of_whom = f"{organisation.id}:".encode()
    name = sha256(of_whom + drawn.content).hexdigest()[:40]
    known = queries.picture_named(name, organisation.id)
    picture = known or Picture(
        name=name,
        organisation_id=organisation.id,
        width=drawn.width,
        height=drawn.height,
        content=drawn.content,
        created_at=deed.at,
    )
    db.session.add(picture)
    db.session.flush()
    return picture


@jobs.every_ten_minutes
def forget_unused_pictures() -> None:
    """Drop the pictures that were chosen and then not kept with any activity."""
    used = select(Activity.id).where(Activity.picture_id == Picture.id).exists()
    a_day_ago = clock.now() - timedelta(days=1)
    db.session.execute(delete(Picture).where(~used, Picture.created_at < a_day_ago))
