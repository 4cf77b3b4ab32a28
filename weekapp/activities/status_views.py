"""What an organiser does with an activity besides writing it: copy, call off, withdraw, discard."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import deed
from weekapp.activities import drafts, operations, queries
from weekapp.activities.filling import ask_leave
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.operations import NotPossibleNow
from weekapp.activities.status_forms import CancelForm
from weekapp.activities.views import ONE, bp, mine
from weekapp.database import db

DATE = f"{ONE}/datums/<int(max=2147483647):occurrence_id>"


@bp.post(f"{ONE}/kopie")
@access.member
def copy(activity_id: int) -> Response:
    """The organiser gets a new draft that says the same, to give new dates."""
    ask_leave()
    twin = drafts.copy(mine(activity_id), deed())
    db.session.commit()
    flash(_("Dit is de kopie. Vul nieuwe datums in en stuur hem in."), "success")
    return _to_form(twin.id)


@bp.post(f"{ONE}/terugtrekken")
@access.member
def withdraw(activity_id: int) -> Response:
    """The organiser gets what they handed in back as a draft."""
    operations.withdraw(mine(activity_id), deed())
    db.session.commit()
    flash(_("Teruggehaald. Het is weer een concept."), "success")
    return _to_form(activity_id)


@bp.route(f"{ONE}/afgelasten", methods=["GET", "POST"])
@access.member
def cancel(activity_id: int) -> str | Response | tuple[str, int]:
    """The organiser says why everything is off, and gets back to their activities."""
    activity, form = mine(activity_id), CancelForm()
    operations.ask_status(activity, "published")
    if not form.validate_on_submit():
        return _asked(activity, None, form)
    operations.cancel(activity, form.reason.data, deed())
    db.session.commit()
    flash(_("Afgelast. Op de site staat nu dat het niet doorgaat."), "success")
    return redirect(url_for("activities.desk"))


@bp.route(f"{DATE}/afgelasten", methods=["GET", "POST"])
@access.member
def cancel_date(activity_id: int, occurrence_id: int) -> str | Response | tuple[str, int]:
    """The organiser says why one date is off; the others go on."""
    activity, form = mine(activity_id), CancelForm()
    date = _date_of(activity, occurrence_id)
    operations.ask_status(activity, "published")
    if not form.validate_on_submit():
        return _asked(activity, date, form)
    operations.cancel_date(activity, date, form.reason.data, deed())
    db.session.commit()
    flash(_("Deze datum is afgelast. De andere gaan door."), "success")
    return _to_form(activity_id)


@bp.post(f"{DATE}/vol")
@access.member
def mark_full(activity_id: int, occurrence_id: int) -> Response:
    """The organiser says that one date is full."""
    return _marked(activity_id, occurrence_id, is_full=True)


@bp.post(f"{DATE}/plek")
@access.member
def mark_room(activity_id: int, occurrence_id: int) -> Response:
    """The organiser says that one date has room again."""
    return _marked(activity_id, occurrence_id, is_full=False)


@bp.route(f"{ONE}/weggooien", methods=["GET", "POST"])
@access.member
def discard(activity_id: int) -> str | Response:
    """The organiser is asked whether a draft may go, and then it is gone."""
    activity = mine(activity_id)
    drafts.ask_discardable(activity)
    if request.method == "GET":
        return render_template("activities/discard.html", activity=activity)
    drafts.discard(activity)
    db.session.commit()
    flash(_("Het concept is weggegooid."), "success")
    return redirect(url_for("activities.desk"))


@bp.errorhandler(NotPossibleNow)
def not_now(error: NotPossibleNow) -> Response:
    """The organiser hears that this cannot be done any more, on the page that shows how it is."""
    db.session.rollback()
    flash(_("Dat kan nu niet meer. Zo staat de activiteit er nu voor."), "warning")
    return _to_form((request.view_args or {})["activity_id"])


def _marked(activity_id: int, occurrence_id: int, is_full: bool) -> Response:
    activity = mine(activity_id)
    operations.mark_full(activity, _date_of(activity, occurrence_id), is_full, deed())
    db.session.commit()
    flash(_("Op de site staat nu: vol.") if is_full else _("Er is weer plek."), "success")
    return _to_form(activity_id)


def _asked(activity: Activity, date: Occurrence | None, form: CancelForm) -> str | tuple[str, int]:
    page = render_template(
        "activities/cancel.html", activity=activity, date=date, form=form, at=clock.now()
    )
    return (page, 422) if form.errors else page


def _date_of(activity: Activity, occurrence_id: int) -> Occurrence:
    found = queries.date_of(activity, occurrence_id)
    if found is None:
        raise NotFound
    return found


def _to_form(activity_id: int) -> Response:
    return redirect(url_for("activities.edit", activity_id=activity_id))
