"""The calendars people subscribe to: answered from memory when nothing changed, never emptied."""

import logging
from email.utils import parseaddr
from typing import cast

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock, limits
from weekapp.accounts import access
from weekapp.activities.vocabulary import AUDIENCES, THEMES
from weekapp.agenda import answers, calendar_lists, calendar_scopes
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_kept import Calendar
from weekapp.agenda.calendar_lists import NotUnderstood
from weekapp.agenda.calendar_queries import Moved
from weekapp.agenda.calendar_scopes import Scope
from weekapp.agenda.calendars import Answer, MayMake, Press, TooManyNew
from weekapp.agenda.door import Door
from weekapp.agenda.kept_pages import address
from weekapp.agenda.unchanged import watch
from weekapp.agenda.views import NUMBER, bp
from weekapp.config import Settings
from weekapp.database import db, replica
from weekapp.errors import RETRY_SECONDS
from weekapp.places.gazetteer import provinces
from weekapp.security import LARGEST_NUMBER, client_network

log = logging.getLogger(__name__)

PLAIN = "text/plain; charset=utf-8"
NEW_PER_NETWORK = "30/hour"


@bp.record_once
def set_up_press(state: BlueprintSetupState) -> None:
    """Give a site its press, and before all else hand out what is ready."""
    site = cast(Flask, state.app)
    settings: Settings = site.extensions["settings"]
    sender = Sender(parseaddr(settings.mail_from)[1], access.link)
    press = Press(sender, watch(settings))
    site.extensions["calendar_press"] = press
    site.wsgi_app = Door(site.wsgi_app, site.extensions["kept_pages"], press)  # type: ignore[method-assign]


@bp.get("/gemeenten/<slug>/agenda.ics")
@access.public
def municipality_calendar(slug: str) -> AnyResponse:
    """A calendar program gets what happens in a municipality, or hears that nothing changed."""
    return answer(calendar_scopes.municipality(slug))


@bp.get("/gemeenten/<slug>/<int:year>/agenda.ics")
@access.public
def edition_calendar(slug: str, year: int) -> AnyResponse:
    """A calendar program gets what happens in a municipality in the week of one year."""
    return answer(calendar_scopes.edition(slug, year))


@bp.get("/organisaties/<slug>/agenda.ics")
@access.public
def organisation_calendar(slug: str) -> AnyResponse:
    """A calendar program gets what an organisation does."""
    return answer(calendar_scopes.organisation(slug))


@bp.get("/themas/<code>/agenda.ics")
@access.public
def theme_calendar(code: str) -> AnyResponse:
    """A calendar program gets what is about one theme, in the whole country."""
    return answer(calendar_scopes.theme(code)) if code in THEMES else abort(404)


@bp.get("/doelgroepen/<code>/agenda.ics")
@access.public
def audience_calendar(code: str) -> AnyResponse:
    """A calendar program gets what is meant for some people, in the whole country."""
    return answer(calendar_scopes.audience(code)) if code in AUDIENCES else abort(404)


@bp.get("/provincies/<slug>/agenda.ics")
@access.public
def province_calendar(slug: str) -> AnyResponse:
    """A calendar program gets what is on in a province: the country in twelve parts."""
    return answer(calendar_scopes.province(slug)) if slug in provinces() else abort(404)


@bp.get("/agenda.ics")
@access.public
def list_calendar() -> AnyResponse:
    """A calendar program gets what fits the filters of a list, or hears which it does not know."""
    try:
        asked = calendar_lists.read(request.args, clock.today())
    except NotUnderstood as error:
        return Response(f"{error}\n", 400, content_type=PLAIN)
    return answer(calendar_lists.scope(asked), _may_make)


@bp.get(f"/activiteiten/{NUMBER}.ics")
@access.public
def activity_calendar(number: int) -> AnyResponse:
    """The visitor gets all dates of one activity, or the one asked for, for their own calendar."""
    if "datum" not in request.args:
        return answer(calendar_scopes.activity(number))
    date_id = request.args.get("datum", 0, type=int)
    is_number = 0 < date_id <= LARGEST_NUMBER
    return answer(calendar_scopes.one_date(number, date_id)) if is_number else abort(404)


def answer(scope: Scope, may_make: MayMake = lambda: True) -> AnyResponse:
    """A calendar as it is now; when it cannot be made, the last good one, or else a 503.

    Whatever goes wrong: a program that gets an empty calendar throws away what it had.
    """
    press: Press = current_app.extensions["calendar_press"]
    here = address(request.environ)
    try:
        return _answer(replica.or_else(db.session, lambda: press.answer(here, scope, may_make)))
    except HTTPException:
        raise
    except TooManyNew:
        return _later()
    except Exception:
        log.exception("calendar %s could not be made", scope.name)
        return _answer(_last(press, scope.name))


def _may_make() -> bool:
    return limits.allows_now(NEW_PER_NETWORK, "new calendar", client_network())


def _later() -> Response:
    says = _("Er zijn veel nieuwe agenda’s tegelijk gevraagd. Probeer het over een uur opnieuw.")
    response = Response(f"{says}\n", 429, content_type=PLAIN)
    response.headers["Retry-After"] = str(limits.AN_HOUR)
    response.headers["Cache-Control"] = "no-store"
    return response


def _last(press: Press, name: str) -> Calendar:
    """The last good one; a 503 when there is none, or when the database itself is broken."""
    try:
        db.session.rollback()
        kept = replica.or_else(db.session, lambda: press.last(name))
    except Exception:
        log.exception("calendar %s is not kept either", name)
        kept = None
    if kept is None:
        raise ServiceUnavailable(retry_after=RETRY_SECONDS)
    return kept


def _answer(made: Answer) -> AnyResponse:
    if made is None:
        abort(404)
    if isinstance(made, Moved):
        values = (request.view_args or {}) | {"slug": made.slug}
        return redirect(url_for(str(request.endpoint), **values), 301)
    return answers.answer(made)
