"""The form of an activity: new, changed, filled in further, kept and handed in."""

from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import deed, me
from weekapp.accounts.deeds import Deed
from weekapp.activities import drafts, locating, operations, queries, readiness
from weekapp.activities.changes import LABELS, stamp
from weekapp.activities.filling import (
    attach,
    begun,
    begun_before,
    chosen_organisation,
    is_overtaken,
    looks,
    rearranged,
    typed_now,
)
from weekapp.activities.forms import ActivityForm, opened
from weekapp.activities.models import Activity
from weekapp.activities.operations import EDITABLE, UNSEEN, NotReady
from weekapp.activities.rows import Typed
from weekapp.activities.typed import typed_of
from weekapp.activities.uploads import KEEPS, Upload, uploaded
from weekapp.activities.views import ONE, bp, mine
from weekapp.database import db
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation
from weekapp.places.addresses import NotLocated

Answer = str | Response | tuple[str, int]


@bp.route("/mijn/activiteiten/nieuw", methods=["GET", "POST"])
@access.member
def new() -> Answer:
    """The organiser gets an empty form; only what they send makes a draft."""
    sent = uploaded()
    organisation = chosen_organisation()
    if organisation is None:
        choices = organisations.organisations_of(me())
        return render_template("activities/choose.html", organisations=choices)
    activity = begun_before() or drafts.blank(organisation, queries.last_of(organisation.id))
    return _answer(activity, organisation, sent)


@bp.route(ONE, methods=["GET", "POST"])
@access.member
def edit(activity_id: int) -> Answer:
    """The organiser gets their activity to write on, and keeps or hands in what they send."""
    sent = uploaded()
    activity = mine(activity_id)
    if activity.status not in EDITABLE:
        return render_template(
            "activities/closed.html",
            activity=activity,
            history=queries.history_of(activity),
            labels=LABELS,
            at=clock.now(),
        )
    return _answer(activity, activity.organisation, sent)


def _answer(activity: Activity, organisation: Organisation, sent: Upload) -> Answer:
    typed = typed_now()
    if request.method == "GET":
        return _begin(activity, organisation, typed)
    press = request.form.get("doe", KEEPS[0])
    if press in KEEPS:
        return _keep(activity, organisation, typed or {}, press, sent)
    fields, refusals = rearranged(typed or {}, press)
    form = opened(fields)
    form.is_right(False, clock.now(), activity.open_dates(clock.now()))
    form.refuse(refusals)
    return _page(activity, organisation, form, is_previewed=press == "voorbeeld")


def _begin(activity: Activity, organisation: Organisation, typed: Typed | None) -> str:
    at = clock.now()
    is_checked = bool(activity.id and request.args.get("controle"))
    form = opened(typed or typed_of(activity, at))
    if not activity.id and not form.form_token.data:
        form.form_token.data = uuid4().hex
    if is_checked or activity.unfinished:
        form.is_right(is_checked, at, activity.open_dates(at))
    if is_checked:
        form.refuse(readiness.missing(activity, at))
    return _page(activity, organisation, form, is_restored=typed is not None)


def _keep(
    activity: Activity, organisation: Organisation, typed: Typed, press: str, sent: Upload
) -> Answer:
    form, does = opened(typed), deed()
    is_whole = press == "insturen" or activity.status not in UNSEEN
    is_right = form.is_right(is_whole, does.at, activity.open_dates(does.at))
    if activity.id and is_overtaken(form, activity):
        return _overtaken(activity, organisation, form, sent)
    is_right = attach(form, organisation, does, sent) and is_right
    try:
        with db.session.begin_nested():
            kept = _written(activity, organisation, form, typed, does) if is_right else None
    except NotReady as refusal:
        form.refuse(refusal.missing)
        kept = None
    db.session.commit()  # a picture stays, also when other fields have to be looked at again
    if kept is None:
        return _page(activity, organisation, form), 422
    _locate(kept.id)
    return _hand_in(kept) if press == "insturen" else _kept(kept)


def _written(
    activity: Activity, organisation: Organisation, form: ActivityForm, typed: Typed, does: Deed
) -> Activity:
    activity = activity if activity.id else begun(organisation, form, does)
    wish = form.wish(activity.open_dates(does.at), form.unfinished(typed))
    drafts.rewrite(activity, wish, does)
    return activity


def _overtaken(
    activity: Activity, organisation: Organisation, form: ActivityForm, sent: Upload
) -> tuple[str, int]:
    attach(form, organisation, deed())
    if sent.drawn:
        form.refuse({"picture": _("Kies je foto opnieuw. We hebben hem nog niet bewaard.")})
    form.seen.data = stamp(activity)
    return _page(activity, organisation, form, is_conflict=True), 409


def _locate(activity_id: int) -> None:
    try:
        locating.find(activity_id)
    except NotLocated:
        db.session.rollback()  # it is marked, and the worker looks again
    db.session.commit()


def _kept(activity: Activity) -> Response:
    flash(_("Bewaard."), "success")
    return redirect(url_for("activities.edit", activity_id=activity.id))


def _hand_in(activity: Activity) -> Response:
    try:
        operations.submit(activity, deed())
    except NotReady:
        db.session.rollback()
        return redirect(url_for("activities.edit", activity_id=activity.id, controle=1))
    db.session.commit()
    flash(_("Ingestuurd. Je krijgt een mail zodra de gemeente heeft gekeken."), "success")
    return redirect(url_for("activities.desk"))


def _page(activity: Activity, organisation: Organisation, form: ActivityForm, **more: Any) -> str:
    return render_template(
        "activities/edit.html",
        activity=activity,
        organisation=organisation,
        form=form,
        history=queries.history_of(activity) if activity.id else [],
        labels=LABELS,
        about_place=readiness.about_place(activity) if activity.id else "",
        at=clock.now(),
        is_new=not activity.id,
        **looks(form, activity, organisation),
        **({"is_conflict": False, "is_restored": False, "is_previewed": False} | more),
    )
