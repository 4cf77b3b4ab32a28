"""Map tiles: whose they are, and our own copies of them where the setting says so."""

from math import asinh, pi, radians, tan
from urllib.parse import urlsplit

from flask_babel import gettext as _

from weekapp.agenda.map_grid import Area
from weekapp.config import Settings
from weekapp.fetching import CannotFetch, fetch
from weekapp.shelf import Shelf

DEEPEST = 19
MOST_BYTES = 200_000
KEPT_SECONDS = 30 * 24 * 60 * 60
MOST_KEPT = 20_000
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# The Netherlands and some land around it, in degrees: we are no map service for the world.
AROUND = Area(2.5, 50.3, 8.0, 54.0)


class NoTile(Exception):
    """There is no such tile, or it cannot be had now (`is_passing`)."""

    def __init__(self, is_passing: bool) -> None:
        super().__init__(is_passing)
        self.is_passing = is_passing


def source(settings: Settings) -> dict[str, str]:
    """Whose tiles the map shows, in words; all empty when it shows none."""
    host = urlsplit(settings.tiles_url).hostname
    if not host:
        return dict.fromkeys(("url", "name", "credit", "seen"), "")
    is_pdok = host.endswith("pdok.nl")
    name = _("PDOK, de kaartendienst van de overheid") if is_pdok else host
    own = settings.tiles_cache
    return {
        "url": "/kaart/tegels/{z}/{x}/{y}" if own else settings.tiles_url,
        "name": name,
        "credit": "© Kadaster (BRT-A, CC BY 4.0)" if is_pdok else host,
        "seen": (
            _("Wij halen de kaart op bij %(name)s. Die ziet niet wie je bent.", name=name)
            if own
            else _(
                "De kaart komt van %(name)s. Die ziet dan welk stuk kaart je bekijkt.", name=name
            )
        ),
    }


def tile(settings: Settings, depth: int, column: int, row: int) -> tuple[bytes, str]:
    """A tile (Web Mercator, counted from the north-west) and its media type; NoTile if not."""
    if not (settings.tiles_cache and settings.tiles_url) or not is_near(depth, column, row):
        raise NoTile(is_passing=False)
    address = settings.tiles_url.format(z=depth, x=column, y=row)
    shelf = Shelf(settings.instance / "tiles", KEPT_SECONDS, MOST_KEPT)
    content = shelf.found_or_made(address, lambda: _fetched(address))
    return content, _kind(content)


def is_near(depth: int, column: int, row: int) -> bool:
    """Whether a tile exists and shows some of the Netherlands."""
    if not 0 <= depth <= DEEPEST:
        return False
    west, north = _at(depth, AROUND.west, AROUND.north)
    east, south = _at(depth, AROUND.east, AROUND.south)
    return west <= column <= east and north <= row <= south


def _at(depth: int, longitude: float, latitude: float) -> tuple[int, int]:
    """The column and row of the tile at a depth in which a point lies."""
    across = (longitude + 180) / 360
    down = (1 - asinh(tan(radians(latitude))) / pi) / 2
    return int(across * 2**depth), int(down * 2**depth)


def _fetched(address: str) -> bytes:
    try:
        found = fetch(address, most_bytes=MOST_BYTES)
    except CannotFetch as refusal:
        raise NoTile(is_passing=refusal.why != "gone") from refusal
    if not found.body or not _kind(found.body):
        raise NoTile(is_passing=True)
    return found.body


def _kind(content: bytes) -> str:
    """The media type of a picture by how it begins; empty for anything else."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")
