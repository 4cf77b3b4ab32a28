"""The pages on which an organiser sees who comes; that they looked is in the history."""

from itertools import groupby

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.accounts.access import deed
from weekapp.activities.history import remember
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.views import ONE, mine as own_activity
from weekapp.database import db, writing
from weekapp.signups import operations, queries
from weekapp.signups.forms import AddForm
from weekapp.signups.models import SignUp
from weekapp.signups.views import Answer, bp, may_write_to

LIST = f"{ONE}/aanmeldingen"
SIGN_UP = f"{LIST}/<int(max=9007199254740991):sign_up_id>"
# Whoever is put on the list with an address gets a letter, which they did not ask for themselves.
ADDED_WITH_ADDRESS = "100/day"


@bp.route(LIST, methods=("GET", "POST"))
@access.member
def of_activity(activity_id: int) -> Answer:
    """The organiser sees who comes on which date, and writes down who rang."""
    activity, form = own_activity(activity_id), AddForm(formdata=access.typed())
    dates = operations.coming_dates(activity, clock.now())
    form.offer(dates)
    if not form.validate_on_submit():
        return _list(activity, form, 422 if form.errors else 200)
    date = form.chosen(activity)
    assert date is not None
    says, status = _refusal(form.wish().email, activity, date)
    if says:
        db.session.commit()
        form.email.errors = [says]
        return _list(activity, form, status)
    operations.add(activity, date, form.wish(), deed())
    db.session.commit()
    flash(_("%(name)s staat op de lijst.", name=form.name.data), "success")
    return redirect(url_for("signups.of_activity", activity_id=activity_id))


@bp.get(f"{LIST}/datums/<int(max=2147483647):occurrence_id>")
@access.member
def at_the_door(activity_id: int, occurrence_id: int) -> str:
    """The organiser gets the list of one date in large letters, to print for the door."""
    activity = own_activity(activity_id)
    dates = {one.id: one for one in activity.occurrences}
    if occurrence_id not in dates:
        raise NotFound
    them = [one for one in _looked_at(activity) if one.occurrence_id == occurrence_id]
    coming = [one for one in them if one.status == "coming"]
    coming.sort(key=lambda one: one.name.casefold())
    return render_template(
        "signups/door.html",
        activity=activity,
        date=dates[occurrence_id],
        coming=coming,
        to_ring=sum(one.status == "asked" for one in them),
    )


@bp.post(f"{SIGN_UP}/afmelden")
@access.member
def remove(activity_id: int, sign_up_id: int) -> Response:
    """The organiser takes somebody off the list who rang to say so."""
    found = _one_of(activity_id, sign_up_id)
    operations.cancel(found, deed())
    name = found.name
    db.session.commit()
    flash(_("%(name)s staat niet meer op de lijst.", name=name), "success")
    return redirect(url_for("signups.of_activity", activity_id=activity_id))


@bp.post(f"{SIGN_UP}/gebeld")
@access.member
def called(activity_id: int, sign_up_id: int) -> Response:
    """The organiser notes that they rang somebody who left a number only."""
    found = _one_of(activity_id, sign_up_id)
    operations.called(found, deed())
    db.session.commit()
    flash(_("Genoteerd."), "success")
    return redirect(url_for("signups.of_activity", activity_id=activity_id))


def _refusal(email: str, activity: Activity, date: Occurrence) -> tuple[str, int]:
    """What to tell when no letter can go to who rang, with the status; else nothing."""
    if email and queries.on_the_list(date, email):
        says = _("Dit e-mailadres staat al op de lijst van deze datum. Is het iemand anders?")
        return f"{says} {_without_address()}", 422
    whose = str(activity.organisation_id)
    if email and not limits.allows(ADDED_WITH_ADDRESS, "sign-ups added", whose):
        says = _("Jullie zetten vandaag al 100 mensen met een e-mailadres op de lijst.")
        return f"{says} {_without_address()}", 429
    if email and not may_write_to(email, activity):
        says = _("Naar dit e-mailadres gingen vandaag al een paar mails.")
        return f"{says} {_without_address()}", 429
    return "", 200


def _without_address() -> str:
    return str(_("Laat het leeg en vul een telefoonnummer in."))


def _list(activity: Activity, form: AddForm, status: int) -> Answer:
    by_date = [
        (date, list(them)) for date, them in groupby(_looked_at(activity), lambda o: o.occurrence)
    ]
    page = render_template(
        "signups/list.html", activity=activity, form=form, by_date=by_date, at=clock.now()
    )
    return page, status


def _looked_at(activity: Activity) -> list[SignUp]:
    """Who signed up for an activity; that somebody looked is remembered before it is shown."""
    db.session.rollback()
    with writing():
        remember(activity, deed(), "sign-ups seen", activity.status)
        db.session.commit()
    return list(queries.of_activity(activity))


def _one_of(activity_id: int, sign_up_id: int) -> SignUp:
    found = queries.one_of(own_activity(activity_id), sign_up_id)
    if found is None:
        raise NotFound
    return found
