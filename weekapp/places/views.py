"""Suggestions while typing, what is at a pin, and where our data comes from."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from weekapp import clock
from weekapp.forms import clean_line
from weekapp.places import geocoding
from weekapp.places.addresses import Candidate
from weekapp.places.gazetteer import gazetteer
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
    known = gazetteer()
    code = candidate.municipality_code
    municipality = (
        known.current(code, clock.today()) if code and code in known.municipalities else None
    )
    street = f"{candidate.street} {candidate.number}".strip()
    return {
        "label": candidate.label,
        "detail": _detail(candidate, municipality.name if municipality else ""),
        "street": street,
        "postcode": candidate.postcode,
        "place": candidate.place,
        "municipality": municipality.name if municipality else "",
        "municipality_code": municipality.code if municipality else "",
        "lat": candidate.latitude,
        "lon": candidate.longitude,
        "precision": candidate.precision,
    }


def _detail(candidate: Candidate, municipality: str) -> str:
    if not municipality or candidate.precision == "municipality":
        return ""
    detail: str = _("gemeente %(name)s", name=municipality)
    return detail


def _kept_briefly(response: Response) -> Response:
    response.cache_control.public = True
    response.cache_control.max_age = SECONDS
    return response
