"""Map tiles through us: their maker sees no visitor, and no visitor waits long for their maker."""

from typing import cast

from flask import Flask, Response, abort, current_app
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import TooManyRequests

from weekapp import jobs, limits
from weekapp.accounts import access
from weekapp.agenda import tiles
from weekapp.agenda.tiles import PER_NETWORK, NoTile, Tiles
from weekapp.agenda.views import bp
from weekapp.config import Settings
from weekapp.security import client_network, shown

FRESH = "public, max-age=604800"


@bp.record_once
def set_up_tiles(state: BlueprintSetupState) -> None:
    """Give a site its copies of tiles."""
    site = cast(Flask, state.app)
    site.extensions["tiles"] = Tiles(site.extensions["settings"])


@bp.get("/kaart/tegels/<int(max=19):depth>/<int(max=524287):column>/<int(max=524287):row>")
@access.public
def tile(depth: int, column: int, row: int) -> Response:
    """The map gets a tile through us, where the setting says so: its maker sees no visitor."""
    try:
        content, kind = _tiles().tile(depth, column, row, _may_ask)
    except NoTile as no_tile:
        if no_tile.status == TooManyRequests.code:
            raise TooManyRequests(retry_after=limits.AN_HOUR) from no_tile
        abort(no_tile.status)
    return shown(content, kind, FRESH)


@bp.app_template_global()
def tile_source() -> dict[str, str]:
    """Whose tiles the map shows, in words; all empty when it shows none."""
    settings: Settings = current_app.extensions["settings"]
    return tiles.source(settings)


@jobs.every_ten_minutes
def forget_tiles() -> None:
    """Throw away old tiles, and the oldest of what is too much; each machine those it has."""
    _tiles().shelf.tidy()


def _tiles() -> Tiles:
    found: Tiles = current_app.extensions["tiles"]
    return found


def _may_ask() -> bool:
    return limits.allows_now(PER_NETWORK, "tile", client_network())
