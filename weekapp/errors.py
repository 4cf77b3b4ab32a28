"""The error pages: what happened, what you can do, whom you can call."""

import logging

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DatabaseError,
    InterfaceError,
    SQLAlchemyError,
    TimeoutError as PoolTimeout,
)
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    ServiceUnavailable,
    TooManyRequests,
)

from weekapp.database import db, replica

log = logging.getLogger(__name__)

RETRY_SECONDS = 300


def words(code: int) -> tuple[str, str]:
    """What happened and what to do, for an HTTP status."""
    known = {
        400: (
            _("Dit adres klopt niet"),
            _("Er staat iets in het adres dat wij niet begrijpen."),
        ),
        403: (_("Dit mag hier niet"), _("Ga terug en probeer het opnieuw.")),
        404: (
            _("Deze pagina is er niet"),
            _("Misschien is de activiteit voorbij, of staat er een typefout in het adres."),
        ),
        405: (_("Dit kan hier niet"), _("Ga terug en probeer het opnieuw.")),
        413: (
            _("Dit is te groot"),
            _("Wat je opstuurt is te groot. Maak het kleiner en probeer het opnieuw."),
        ),
        429: (
            _("Even rustig aan"),
            _("Dit was te vaak achter elkaar. Probeer het straks opnieuw."),
        ),
        503: (
            _("We zijn er even niet"),
            _("Er is een storing. Probeer het over een paar minuten opnieuw."),
        ),
    }
    return known.get(
        code,
        (_("Er ging iets mis"), _("Dat ligt aan ons. Probeer het straks opnieuw.")),
    )


def page(error: HTTPException) -> Response | HTTPException:
    """The visitor gets a page that says what happened and how to go on."""
    code = error.code or 500
    if error.response is not None:
        return error
    seconds = None
    if isinstance(error, ServiceUnavailable | TooManyRequests):
        seconds = error.retry_after if isinstance(error.retry_after, int) else RETRY_SECONDS
    return answer(code, *words(code), seconds)


def answer(code: int, title: str, advice: str, seconds: int | None = None) -> Response:
    """A page that says so, which nobody keeps; programs may ask again after so many seconds."""
    response = make_response(render_template("error.html", title=title, advice=advice), code)
    response.headers["Cache-Control"] = "no-store"
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def unavailable(error: SQLAlchemyError) -> Response | HTTPException:
    """The database cannot answer now: say so, and ask programs to come back later."""
    if not replica.is_unreachable(error):
        raise error  # what was asked of it was wrong, and that is our own fault
    log.error("the database cannot answer: %s", getattr(error, "orig", error))
    return page(ServiceUnavailable())


def expired(error: CSRFError) -> Response:
    """A form came in without a valid token: the page was open too long, or is not ours."""
    title = _("Deze pagina stond te lang open")
    advice = _("Ga terug, laad de pagina opnieuw en verstuur hem nog een keer.")
    return make_response(render_template("error.html", title=title, advice=advice), 400)


def let_go(_: BaseException | None) -> None:
    """End the transaction; a database that went away meanwhile takes no page back that is made."""
    try:
        if db.session.registry.has():
            db.session.rollback()
    except DatabaseError as error:
        log.error("the database went away: %s", error.orig)
        db.session().invalidate()


def init_app(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, page)
    for error in (DatabaseError, InterfaceError, PoolTimeout):
        app.register_error_handler(error, unavailable)
    app.register_error_handler(InternalServerError, page)
    app.teardown_request(let_go)
