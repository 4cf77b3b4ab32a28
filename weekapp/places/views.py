"""Suggestions while typing, what is at a pin, and where our data comes from."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from weekapp import clock
from weekapp.forms import clean_line
from weekapp.places import geocoding
from weekapp.places.addresses import Candidate
from weekapp.places.gazetteer import KnownMunicipality, gazetteer
from weekapp.places.suggestions import LONGEST
from weekapp.security import client_network, public

bp = Blueprint("places", __name__)

SECONDS = 300


@bp.get("/plekken")
@public
def suggestions() -> Response:
    """The visitor gets places, postcodes and addresses that begin with what they typed so far."""
    typed = clean_line(request.args.get("q", "")[: 2 * LONGEST])[:LONGEST]
    found = geocoding.suggest(typed, client_network()) if typed else []
    return _kept_briefly(jsonify([_as_json(one) for one in found]))


@bp.get("/plekken/punt")
@public
def spot() -> Response | tuple[Response, int]:
    """The visitor gets the municipality, place and address at the pin they set."""
    try:
        latitude, longitude = (float(request.args[name]) for name in ("lat", "lon"))
    except (KeyError, ValueError):
        return jsonify(error=_("Vul twee getallen in, bijvoorbeeld 52.0907 en 5.1214.")), 400
    found = geocoding.nearest(latitude, longitude, client_network())
    if found is None:
        return jsonify(error=_("Deze plek ligt niet in Nederland.")), 400
    return _kept_briefly(jsonify(_as_json(found)))


@bp.get("/bronnen")
@public
def credits() -> str:  # noqa: A001  named after its page
    """The visitor reads where maps, borders, postcodes and addresses come from."""
    return render_template("places/credits.html")


def _as_json(candidate: Candidate) -> dict[str, Any]:
    """What a script needs: `label` and `detail` to show, `value` to type, and the parts."""
    known, code = gazetteer(), candidate.municipality_code
    at = known.current(code, clock.today()) if code in known.municipalities else None
    is_postcode, is_place = candidate.precision == "postcode", candidate.precision == "place"
    return {
        "label": candidate.place if is_place else candidate.label,
        "detail": _detail(candidate, at) if at else "",
        "value": candidate.postcode if is_postcode else candidate.label,
        "street": f"{candidate.street} {candidate.number}".strip(),
        "postcode": candidate.postcode,
        "place": candidate.place,
        "municipality": at.name if at else "",
        "municipality_code": at.code if at else "",
        "lat": candidate.latitude,
        "lon": candidate.longitude,
        "precision": candidate.precision,
    }


def _detail(candidate: Candidate, at: KnownMunicipality) -> str:
    """The municipality; the province where that has the name of the place or is what is meant."""
    if candidate.precision == "municipality" or candidate.place == at.name:
        return at.province
    detail: str = _("gemeente %(name)s", name=at.name)
    return detail


def _kept_briefly(response: Response) -> Response:
    response.cache_control.public = True
    response.cache_control.max_age = SECONDS
    return response
