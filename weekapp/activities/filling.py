"""A form that is being filled in: what was typed, its rows of dates, and how it would look."""

import re
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, TooManyRequests

from weekapp import limits
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.accounts.deeds import Deed
from weekapp.activities import drafts, queries
from weekapp.activities.changes import stamp
from weekapp.activities.forms import ActivityForm
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.rows import (
    CannotRepeat,
    Typed,
    another,
    repeated,
    rows_in,
    with_rows,
    without,
)
from weekapp.activities.uploads import NOTHING, Upload
from weekapp.activities.welcome import wondered
from weekapp.database import db
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation

MOST_NEW = "200/day"
OURS = ("csrf_token", "doe")


def typed_now() -> Typed | None:
    """What was posted, or what was parked when a session had ended; None when neither."""
    fields = access.typed()
    if fields is None:
        return None
    return {
        name: [value for value in fields.getlist(name) if isinstance(value, str)]
        for name in fields
        if name not in OURS
    }


def chosen_organisation() -> Organisation | None:
    """The one they belong to, or the one they chose of several; None while that is to be chosen."""
    own = organisations.organisations_of(me())
    chosen = request.args.get("organisatie", "")
    if not chosen:
        return own[0] if len(own) == 1 else None
    found = next((one for one in own if str(one.id) == chosen), None)
    if found is None:
        raise NotFound
    return found


def own_organisation() -> Organisation:
    """The organisation a new activity is of; not there when that was not said."""
    found = chosen_organisation()
    if found is None:
        raise NotFound
    return found


def begun_before() -> Activity | None:
    """The draft this very form made already, when its answer got lost or it was sent twice."""
    token = _token(request.form.get("form_token"))
    return queries.begun_with(me(), token) if token else None


def begun(organisation: Organisation, form: ActivityForm, does: Deed) -> Activity:
    """A new draft that remembers which form made it."""
    ask_leave()
    activity = drafts.start(organisation, queries.last_of(organisation.id), does)
    token = _token(form.form_token.data)
    activity.form_token = None if queries.is_taken(token) else token
    return activity


def _token(typed: str | None) -> str | None:
    return typed if typed and re.fullmatch("[0-9a-f]{32}", typed) else None


def ask_leave() -> None:
    """Count a new activity; who makes them by the hundred is told to come back later."""
    if not limits.allows(MOST_NEW, "new activity", str(me().id)):
        db.session.commit()
        raise TooManyRequests


def is_overtaken(form: ActivityForm, activity: Activity) -> bool:
    """Whether somebody else wrote since this form was opened."""
    is_repeated = (
        activity.status == "draft"
        and not form.seen.data
        and activity.form_token is not None
        and form.form_token.data == activity.form_token
    )
    return form.seen.data != stamp(activity) and not is_repeated


def rearranged(typed: Typed, press: str) -> tuple[Typed, dict[str, str]]:
    """What was typed with the dates the pressed button asks for; and what is in the way of that."""
    rows = rows_in(typed) or [{}]
    what, _dash, number = press.partition("-")
    if what == "datum_erbij":
        return with_rows(typed, another(rows)), {}
    if what == "datum_weg" and number.isascii() and number.isdigit():
        return with_rows(typed, without(rows, int(number[:6]))), {}
    if what == "vul_wekelijks":
        try:
            until = (typed.get("weekly_until") or [""])[0]
            return with_rows(typed, repeated(rows, until)) | {"weekly_until": [""]}, {}
        except CannotRepeat as cannot:
            return typed, {"weekly_until": _why_not(cannot.why)}
    return typed, {}


def _why_not(why: str) -> str:
    says: dict[str, str] = {
        "first": _("Vul eerst één datum in, met de tijden. Die herhalen we dan elke week."),
        "until": _("Vul in tot en met welke datum het elke week is."),
        "order": _("Deze datum ligt voor de eerste datum."),
        "many": _("Dit worden meer dan 100 datums. Kies een eerdere laatste datum."),
    }
    return says[why]


def attach(
    form: ActivityForm, organisation: Organisation, does: Deed, sent: Upload = NOTHING
) -> bool:
    """Keep the picture that was sent, or the one that was there; False when it is none."""
    form.attached = queries.picture_named(form.picture_name.data or "", organisation.id)
    if form.picture_away.data:
        form.attached = None
    if sent.refusal:
        form.refuse({"picture": sent.refusal})
        return False
    if sent.drawn:
        form.attached = drafts.hang(sent.drawn, organisation, does)
        form.picture_away.data = False
    form.picture_name.data = form.attached.name if form.attached else ""
    return True


def looks(form: ActivityForm, activity: Activity, organisation: Organisation) -> dict[str, Any]:
    """What a page needs to show an activity as it stands in the form."""
    name = form.picture_name.data or ""
    preview = shown(form, activity, organisation)
    preview.picture = form.attached or queries.picture_named(name, organisation.id)
    return {"preview": preview, "wondered": wondered(preview)}


def shown(form: ActivityForm, activity: Activity, organisation: Organisation) -> Activity:
    """An activity that says what stands in the form, to look at and not to keep."""
    wish = form.wish(activity.occurrences)
    said = Activity(id=activity.id or 0, slug=activity.slug or "", status="draft", **wish.values)
    said.organisation = organisation
    said.occurrences = [_date(*times.span, times.note) for times in wish.dates]
    return said


def _date(starts_at: datetime, ends_at: datetime, note: str) -> Occurrence:
    date = Occurrence(note=note, status="planned")
    date.take_place(starts_at, ends_at)
    return date
