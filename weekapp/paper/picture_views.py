"""The pictures that go along when a page is passed on (og:image)."""

from flask import abort, request
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import queries
from weekapp.agenda.views import NUMBER, public_activity
from weekapp.campaign import queries as campaign
from weekapp.paper import days, drawings
from weekapp.paper.views import bp
from weekapp.security import shown

FRESH = "public, max-age=3600"


@bp.get(f"/beeld/activiteit-{NUMBER}.png")
@access.public
def of_activity(number: int) -> Response:
    """Whoever passes an activity on gets its title, day and place in a picture."""
    return _sent(drawings.of_activity(public_activity(number), clock.now()))


@bp.get("/beeld/gemeente-<slug>.png")
@access.public
def of_municipality(slug: str) -> Response:
    """Whoever passes a municipality on gets its name and the week in a picture."""
    today = clock.today()
    found = queries.municipality_called(slug, today)
    if found is None:
        abort(404)
    week = campaign.running_or_next(today)
    when = days.span(week.first_day, week.last_day) if week else ""
    return _sent(drawings.of_municipality(found, when))


def _sent(picture: bytes) -> Response:
    response = shown(picture, "image/png", FRESH)
    response.add_etag()
    return response.make_conditional(request)
