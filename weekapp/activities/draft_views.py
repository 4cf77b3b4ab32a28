"""What the form asks in the background: keep this draft, and show how it would look."""

from flask import Response, jsonify, render_template, url_for

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import deed
from weekapp.activities import drafts
from weekapp.activities.changes import stamp
from weekapp.activities.filling import (
    attach,
    begun,
    begun_before,
    is_overtaken,
    looks,
    own_organisation,
    typed_now,
)
from weekapp.activities.forms import opened
from weekapp.activities.models import Activity
from weekapp.activities.operations import UNSEEN
from weekapp.activities.views import ONE, bp, mine
from weekapp.database import db
from weekapp.formats import clock_time
from weekapp.organisations.models import Organisation

NEW = "/mijn/activiteiten/nieuw"


@bp.post(f"{NEW}/bewaar")
@access.member
def keep_new() -> tuple[Response, int]:
    """The form hears that its draft was made, and where it is kept from now on."""
    return _kept(begun_before(), own_organisation())


@bp.post(f"{ONE}/bewaar")
@access.member
def keep(activity_id: int) -> tuple[Response, int]:
    """The form hears whether its draft was kept, and what in it cannot be used yet."""
    activity = mine(activity_id)
    return _kept(activity, activity.organisation)


@bp.post(f"{NEW}/voorbeeld")
@access.member
def preview_new() -> str:
    """The form gets what it says as the public would read it."""
    organisation = own_organisation()
    return _preview(drafts.blank(organisation, None), organisation)


@bp.post(f"{ONE}/voorbeeld")
@access.member
def preview(activity_id: int) -> str:
    """The form gets what it says as the public would read it."""
    activity = mine(activity_id)
    return _preview(activity, activity.organisation)


def _kept(activity: Activity | None, organisation: Organisation) -> tuple[Response, int]:
    typed, does = typed_now() or {}, deed()
    form = opened(typed)
    if activity is not None and activity.status not in UNSEEN:
        return jsonify(state="not_a_draft"), 409
    if activity is not None and is_overtaken(form, activity):
        return jsonify(state="overtaken"), 409
    activity = activity or begun(organisation, form, does)
    known = activity.open_dates(does.at)
    form.is_right(False, does.at, known)
    attach(form, organisation, does)
    drafts.rewrite(activity, form.wish(known, form.unfinished(typed)), does)
    db.session.commit()
    return jsonify(
        state="kept",
        id=activity.id,
        at=clock_time(does.at),
        seen=stamp(activity),
        here=url_for("activities.edit", activity_id=activity.id),
        keep=url_for("activities.keep", activity_id=activity.id),
        preview=url_for("activities.preview", activity_id=activity.id),
    ), 200


def _preview(activity: Activity, organisation: Organisation) -> str:
    form = opened(typed_now() or {})
    form.is_right(False, clock.now(), activity.open_dates(clock.now()))
    return render_template(
        "activities/preview.html", **looks(form, activity, organisation), form=form
    )
