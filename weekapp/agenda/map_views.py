"""The map: an extra beside the list, with the same filters, and nothing on it that is not there."""

import json
from functools import cache, lru_cache
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters
from weekapp.agenda.answers import answer
from weekapp.agenda.kept_pages import kept, kept_as
from weekapp.agenda.listing import listing, question_of
from weekapp.agenda.map_grid import Area
from weekapp.agenda.map_queries import Spot, spots
from weekapp.agenda.ready import Page, page
from weekapp.agenda.views import bp
from weekapp.formats import short_when
from weekapp.places.gazetteer import OUTLINE

NETHERLANDS = Area(3.2, 50.7, 7.3, 53.6)
DECIMALS = 6
SQUARE_DECIMALS = 4
OUTLINE_SECONDS = 24 * 3600
GEOJSON = "application/geo+json"


@bp.get("/kaart")
@access.public
@kept
def map_page() -> str:
    """The visitor gets what fits on a map, and the way to the list that says the same."""
    asked = filters.read(request.args)
    shown = listing(asked, clock.now())
    return render_template("agenda/map_page.html", listing=shown, asked=asked, path=request.path)


@bp.get("/kaart/punten.json")
@access.public
@kept_as(GEOJSON)
def map_points() -> str:
    """The map gets every spot in the area it shows, as GeoJSON (RFC 7946)."""
    asked = filters.read(request.args)
    area = _area(request.args.get("vak", ""))
    found = spots(question_of(asked, clock.now()), area)
    address = _addresses()
    features = [_feature(spot, address) for spot in found]
    told = {
        "type": "FeatureCollection",
        "total": sum(spot.count for spot in found),
        "features": features,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@bp.get("/kaart/gemeenten.json")
@access.public
def map_outline() -> Response:
    """The map gets the borders of the municipalities, for when there are no tiles."""
    response = answer(_outline())
    response.headers["Cache-Control"] = f"public, max-age={OUTLINE_SECONDS}"
    return response


@cache
def _outline() -> Page:
    return page(OUTLINE.read_bytes(), "application/json")


def _area(vak: str) -> Area:
    """The area that is asked for as west,south,east,north in degrees; 400 for anything else."""
    if not vak:
        return NETHERLANDS
    try:
        area = Area(*(float(part) for part in vak.split(",")))
    except (TypeError, ValueError):
        abort(400)
    # Also refuses "nan", which is smaller nor larger than anything.
    is_on_earth = -180 <= area.west < area.east <= 180 and -90 <= area.south < area.north <= 90
    return area if is_on_earth else abort(400)


def _feature(spot: Spot, address: str) -> dict[str, Any]:
    exactly = SQUARE_DECIMALS if spot.is_square else DECIMALS
    where = [round(spot.longitude, exactly), round(spot.latitude, exactly)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": where},
        "properties": {
            "count": spot.count,
            "is_square": spot.is_square,
            "activities": [_told(row, address) for row in spot.told],
        },
    }


def _told(row: Any, address: str) -> dict[str, str]:
    where = row.venue_name or row.street
    if not where or row.precision == "place":
        where = _("ergens in %(place)s", place=row.place)
    return {
        "title": row.title,
        "url": address.format(row.id, row.slug),
        "when": _when(row.starts_at, row.ends_at),
        "where": where,
    }


def _addresses() -> str:
    """The address of an activity, with room for its number and slug: hundreds are asked at once."""
    return url_for("agenda.activity", number=0, slug="-").replace("0/-", "{}/{}")


_when = lru_cache(maxsize=10_000)(short_when)
