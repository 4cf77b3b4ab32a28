"""Makes activities of what was picked, by the operations that typed activities go through."""

from datetime import datetime

from flask_babel import gettext

from weekapp.accounts.deeds import Deed
from weekapp.activities import drafts, operations as activities, queries as activity_queries
from weekapp.activities.forms import ActivityForm, opened
from weekapp.activities.models import Activity
from weekapp.activities.operations import UNSEEN, NotReady
from weekapp.activities.rows import Typed
from weekapp.database import db
from weekapp.imports.judging import faults_of
from weekapp.imports.models import Batch, Entry, Origin
from weekapp.imports.operations import wanted
from weekapp.imports.origins import channel_of


def write(entry: Entry, batch: Batch, origin: Origin | None, deed: Deed) -> None:
    """Make or change the activity of an entry, and remember where it came from.

    Doing it again changes nothing. What cannot be kept raises NotReady or NotPossibleNow.
    """
    origin = origin or _origin(entry, batch, deed.at)
    db.session.add(origin)
    fields = wanted(entry, batch, origin, deed.at)
    is_there = origin.activity is not None
    activity = origin.activity or _start(entry, batch, deed)
    if entry.is_cancelled and is_there:
        _call_off(activity, deed)
    else:
        _rewrite(activity, fields, deed)
    db.session.flush()
    origin.activity_id = entry.activity_id = activity.id
    origin.fields, origin.seen_at, origin.gone_at = entry.found, deed.at, None
    origin.source_id = batch.source_id or origin.source_id


def hand_in(entry: Entry, activity: Activity, batch: Batch, deed: Deed) -> None:
    """Hand the activity in if that is wished, and say what became of the entry."""
    entry.outcome = "changed" if entry.state in ("changed", "cancelled") else "draft"
    is_asked = batch.wish == "submit" and not (batch.is_automatic and entry.state == "changed")
    if not is_asked or activity.status not in UNSEEN or entry.is_cancelled:
        return
    try:
        activities.submit(activity, deed, is_told=False)
    except NotReady as refusal:
        entry.outcome, entry.says = "held", " ".join(refusal.missing.values())
    else:
        entry.outcome = "submitted"


def remember_skipped(entry: Entry, batch: Batch, origin: Origin | None, at: datetime) -> None:
    """Remember what the organiser did not want, so that it is not asked each time."""
    origin = origin or _origin(entry, batch, at)
    db.session.add(origin)
    origin.fields, origin.seen_at = entry.found, at
    origin.source_id = batch.source_id or origin.source_id


def _origin(entry: Entry, batch: Batch, at: datetime) -> Origin:
    return Origin(
        organisation_id=batch.organisation_id,
        channel=channel_of(batch),
        key=entry.key,
        fields={},
        seen_at=at,
    )


def _start(entry: Entry, batch: Batch, deed: Deed) -> Activity:
    return drafts.start(batch.organisation, _earlier(entry, batch), deed)


def _earlier(entry: Entry, batch: Batch) -> Activity | None:
    """The activity of before that this one is like, with its place on the map."""
    if batch.kind != "earlier":
        return None
    found = db.session.get(Activity, int(entry.key))
    return found if found and found.organisation_id == batch.organisation_id else None


def _rewrite(activity: Activity, fields: Typed, deed: Deed) -> None:
    known = activity.open_dates(deed.at)
    form = _form(activity, fields)
    if not form.is_right(True, deed.at, known):
        raise NotReady(faults_of(form))
    drafts.rewrite(activity, form.wish(known), deed)


def _form(activity: Activity, fields: Typed) -> ActivityForm:
    form = opened(fields)
    name = (fields.get("picture_name") or [""])[0]
    form.attached = activity_queries.picture_named(name, activity.organisation_id) if name else None
    return form


def _call_off(activity: Activity, deed: Deed) -> None:
    """What its source called off: off for everybody who saw it, a draft again for who did not."""
    if activity.status == "published":
        activities.cancel(activity, gettext("Afgelast door de organisator."), deed)
    elif activity.status == "submitted":
        activities.withdraw(activity, deed)
