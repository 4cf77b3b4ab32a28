"""The calendars people subscribe to: answered from memory when nothing changed, never emptied."""

import logging
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import Headers
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.http import parse_etags
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import calendars, polls
from weekapp.agenda.answers import wants_zipped
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_queries import Moved
from weekapp.agenda.calendars import Answer, Calendar, Press, Shelf
from weekapp.agenda.polls import Polls
from weekapp.agenda.unchanged import Watch
from weekapp.agenda.views import NUMBER, bp
from weekapp.config import Settings
from weekapp.errors import RETRY_SECONDS

log = logging.getLogger(__name__)


@bp.record_once
def set_up_press(state: BlueprintSetupState) -> None:
    """Give a site its press, and answer the polls it knows before all else."""
    site = cast(Flask, state.app)
    settings: Settings = site.extensions["settings"]
    sender = Sender(parseaddr(settings.mail_from)[1], access.link)
    watch = Watch(Path(settings.database_url.removeprefix("sqlite:///")))
    press = Press(sender, Shelf(), watch)
    site.extensions["calendar_press"] = press
    site.wsgi_app = Polls(site.wsgi_app, press)  # type: ignore[method-assign]


class NotModified(Response):
    """A 304 that repeats Last-Modified, which Werkzeug would take out as it does Content-Type."""

    def get_wsgi_headers(self, environ: dict[str, Any]) -> Headers:
        headers = super().get_wsgi_headers(environ)
        headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


@bp.get("/gemeenten/<slug>/agenda.ics")
@access.public
def municipality_calendar(slug: str) -> AnyResponse:
    """A calendar program gets what happens in a municipality, or hears that nothing changed."""
    made = _ask(
        calendars.name_of(slug), lambda p: calendars.of_municipality(slug, clock.today(), p)
    )
    return _answer(made, "agenda.municipality_calendar")


@bp.get("/organisaties/<slug>/agenda.ics")
@access.public
def organisation_calendar(slug: str) -> AnyResponse:
    """A calendar program gets what an organisation does."""
    made = _ask(f"organisatie {slug}", lambda p: calendars.of_organisation(slug, clock.today(), p))
    return _answer(made, "agenda.organisation_calendar")


@bp.get(f"/activiteiten/{NUMBER}.ics")
@access.public
def activity_calendar(number: int) -> AnyResponse:
    """The visitor gets all dates of one activity, to put in their own calendar."""
    made = _ask(f"activiteit {number}", lambda p: calendars.of_activity(number, p))
    return _answer(made, "")


def _ask(name: str, make: Callable[[Press], Answer]) -> Answer:
    """The calendar; when it cannot be made, the last good one, or else a 503.

    Whatever goes wrong: a program that gets an empty calendar throws away what it had.
    """
    press: Press = current_app.extensions["calendar_press"]
    try:
        return make(press)
    except Exception:
        log.exception("calendar %s could not be made", name)
        kept = press.shelf.last(name)
        if kept is None:
            raise ServiceUnavailable(retry_after=RETRY_SECONDS) from None
        return kept


def _answer(made: Answer, endpoint: str) -> AnyResponse:
    if made is None:
        abort(404)
    if isinstance(made, Moved):
        return redirect(url_for(endpoint, slug=made.slug), 301)
    known = _known_tag(made)
    response = NotModified(status=304) if known else _whole(made)
    response.headers["ETag"] = f'"{known or _tag_wanted(made)}"'
    response.headers.update(polls.validity(made))
    return response


def _known_tag(made: Calendar) -> str:
    """The tag of what the program already has, when that is still right; else empty.

    If-None-Match goes before If-Modified-Since, and a date that cannot be read is no date
    (RFC 9110, 13.1.3).
    """
    given = request.headers.get("If-None-Match")
    if given is None:
        since = request.if_modified_since
        return _tag_wanted(made) if since and made.changed_at <= since else ""
    tags = parse_etags(given)
    if tags.star_tag:
        return _tag_wanted(made)
    ours = (made.tag, made.tag + polls.ZIPPED)
    return next((tag for tag in ours if tags.contains_weak(tag)), "")


def _tag_wanted(made: Calendar) -> str:
    return made.tag + polls.ZIPPED if wants_zipped() else made.tag


def _whole(made: Calendar) -> Response:
    is_zipped = wants_zipped()
    response = Response(
        made.zipped if is_zipped else made.body, content_type="text/calendar; charset=utf-8"
    )
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Disposition"] = f'inline; filename="{made.file_name}"'
    return response
