"""An organiser's own calendar: the secret address a program asks, and the page that tells it."""

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access, calendar_links, operations
from weekapp.accounts.access import me
from weekapp.agenda import answers, own_calendars, programs
from weekapp.agenda.calendars import Press
from weekapp.agenda.ready import page
from weekapp.agenda.views import bp
from weekapp.config import Settings
from weekapp.database import db

KEPT = "private, max-age=300"


@bp.get("/mijn/agenda/<token>.ics")
@access.secret
def own_calendar(token: str) -> Response:
    """A calendar program gets all activities of whoever made the link, until it is renewed."""
    owner = calendar_links.owner_of(token, _key()) or abort(404)
    press: Press = current_app.extensions["calendar_press"]
    feed = access.link("agenda.own_calendar", token=token)
    body = own_calendars.made_for(owner, feed, clock.today(), press.sender)
    # No Last-Modified: what somebody may no longer see goes without any date changing.
    response = answers.answer(page(body, "text/calendar; charset=utf-8"))
    response.headers["Content-Disposition"] = 'inline; filename="mijn-activiteiten.ics"'
    response.headers["Cache-Control"] = KEPT
    return response


@bp.get("/mijn/agenda")
@access.member
def own_calendar_page() -> str:
    """The organiser gets the secret address of their own calendar, and how to use it."""
    feed = access.link("agenda.own_calendar", token=calendar_links.token_of(me(), _key()))
    name = _("Mijn activiteiten")
    return render_template(
        "agenda/own_calendar.html", feed=feed, programs=programs.addresses(feed, name), code=""
    )


@bp.post("/mijn/agenda/nieuwe-link")
@access.member
def renew_own_calendar() -> AnyResponse:
    """The organiser gets another secret address; the old one is not there any more."""
    operations.renew_calendar_link(me())
    db.session.commit()
    flash(_("Je hebt een nieuwe link. De oude werkt niet meer."), "success")
    return redirect(url_for("agenda.own_calendar_page"))


def _key() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key
