"""The buttons of a coordinator: publish, return, take down; then the next in the same queue."""

from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import deed, me
from weekapp.activities import operations, queries as activities
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.database import db
from weekapp.moderation import queries
from weekapp.moderation.forms import DecisionForm, ReturnForm, TakeDownForm
from weekapp.moderation.views import ACTIVITY, Answer, bp, opened, queue_url


@bp.post(f"{ACTIVITY}/publiceren")
@access.coordinator
def publish(activity_id: int) -> Answer:
    """The coordinator lets the public see an activity, and gets the next one."""
    found, form = _decidable(activity_id), DecisionForm()
    following = _following(found)
    return _decide(
        lambda: operations.publish(found, form.seen_version, deed()),
        found,
        _("“%(title)s” staat nu op de site.", title=found.title),
        following,
    )


@bp.post(f"{ACTIVITY}/terugsturen")
@access.coordinator
def send_back(activity_id: int) -> Answer:
    """The coordinator returns an activity with a reason, and gets the next one."""
    found, form = _decidable(activity_id), ReturnForm()
    if found.queued_at and not form.validate_on_submit():
        return opened(activity_id, form)
    following = _following(found)
    return _decide(
        lambda: operations.send_back(found, form.words, form.seen_version, deed()),
        found,
        _("“%(title)s” is terug bij de organisator.", title=found.title),
        following,
    )


@bp.post(f"{ACTIVITY}/weghalen")
@access.coordinator
def take_down(activity_id: int) -> Answer:
    """The coordinator takes an activity off the site at once."""
    found, form = _decidable(activity_id), TakeDownForm()
    if found.is_public and not form.validate_on_submit():
        return opened(activity_id, form)
    code = queries.code_of_queue(found, local(clock.now()).date())
    return _decide(
        lambda: operations.take_down(found, form.words, deed()),
        found,
        _("“%(title)s” staat niet meer op de site.", title=found.title),
        lambda: url_for("moderation.published", gemeente=code),
    )


def _decidable(activity_id: int) -> Activity:
    asked = queries.decidable_by(me(), clock.now()).where(Activity.id == activity_id)
    return db.session.scalar(asked) or abort(404)


def _following(decided: Activity) -> Callable[[], str]:
    """Tells, once it is decided, where to go on in the queue this activity is in now."""
    on = local(clock.now()).date()
    code = queries.code_of_queue(decided, on)
    after: datetime = decided.queued_at or clock.now()

    def next_page() -> str:
        next_id = queries.next_in(code, after, decided.id, on)
        return url_for("moderation.activity", activity_id=next_id) if next_id else queue_url(code)

    return next_page


def _decide(
    decision: Callable[[], None], found: Activity, done: str, following: Callable[[], str]
) -> Answer:
    activity_id = found.id
    try:
        decision()
        db.session.commit()
    except (operations.NotPossibleNow, StaleDataError):
        db.session.rollback()
        return _overtaken(_decidable(activity_id))
    flash(_("%(done)s De organisator krijgt een e-mail.", done=done), "success")
    return redirect(following())


def _overtaken(found: Activity) -> tuple[str, int]:
    """The coordinator hears that somebody else was first, or that the activity changed."""
    history = activities.history_of(found)
    following = queue_url(queries.code_of_queue(found, local(clock.now()).date()))
    return render_template(
        "moderation/overtaken.html",
        activity=found,
        last=history[0] if history else None,
        following=following,
    ), 409
