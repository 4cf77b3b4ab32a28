"""Map tiles: whose they are, and our own copies of them where the setting says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from math import asinh, pi, radians, tan
from threading import Condition
from time import monotonic
from urllib.parse import urlsplit

from flask_babel import gettext as _

from weekapp.agenda.map_grid import Area
from weekapp.config import Settings
from weekapp.fetching import CannotFetch, Fetcher, Ways, agent_of
from weekapp.shelf import Shelf

DEEPEST = 19
MOST_BYTES = 200_000
KEPT_SECONDS = 30 * 24 * 60 * 60
MOST_KEPT = 20_000
MOST_AT_ONCE = 2  # of the few threads of a process
SECONDS = 3.0
REST_SECONDS = 20.0  # so long nobody asks a maker that just failed
PATIENCE_SECONDS = 0.5  # so long somebody waits while others ask
PER_NETWORK = "2000/hour"
OF_THE_TILE = ("gone", "large", "odd")  # what is wrong with one and says nothing of others
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# The Netherlands and some land around it, in degrees: we are no map service for the world.
AROUND = Area(2.5, 50.3, 8.0, 54.0)


class NoTile(Exception):
    """There is no such tile, or it cannot be had now; `status` is that of HTTP."""

    def __init__(self, status: int = 503) -> None:
        super().__init__(status)
        self.status = status


class Tiles:
    """Our copies of the tiles of one maker.

    What is not here is asked for by few threads at a time, each tile by one. A maker that fails or
    keeps others waiting is left alone for a while: until `rests_until`, in monotonic seconds.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = settings.tiles_url if settings.tiles_cache else ""
        self.shelf = Shelf(settings.instance / "tiles", KEPT_SECONDS, MOST_KEPT)
        self.rests_until = 0.0
        self._asked: set[str] = set()
        self._changed = Condition()

    @cached_property
    def fetcher(self) -> Fetcher:
        ways = Ways(connect_seconds=SECONDS, seconds=SECONDS)
        return Fetcher(ways, agent_of(self.settings))

    def tile(
        self, depth: int, column: int, row: int, may_ask: Callable[[], bool]
    ) -> tuple[bytes, str]:
        """A tile (Web Mercator, counted from the north-west) and its media type; NoTile if not.

        `may_ask` counts a tile that has to be asked for, and says whether that is too many.
        """
        if not self.url or not is_near(depth, column, row):
            raise NoTile(404)
        address = self.url.format(z=depth, x=column, y=row)
        content = self.shelf.found(address) or self._asked_for(address, may_ask)
        return content, _kind(content)

    def _asked_for(self, address: str, may_ask: Callable[[], bool]) -> bytes:
        if self._rests():
            raise NoTile
        if not may_ask():
            raise NoTile(429)
        with self._turn(address):
            return self.shelf.found_or_made(address, lambda: self._fetched(address))

    @contextmanager
    def _turn(self, address: str) -> Iterator[None]:
        """Ask now: while few others do, and none for the same tile; NoTile who waits too long."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._is_free(address), PATIENCE_SECONDS):
                self._rest(SECONDS)
            if self._rests():
                raise NoTile
            self._asked.add(address)
        try:
            yield
        finally:
            with self._changed:
                self._asked.discard(address)
                self._changed.notify_all()

    def _is_free(self, address: str) -> bool:
        has_place = len(self._asked) < MOST_AT_ONCE and address not in self._asked
        return has_place or self._rests()

    def _fetched(self, address: str) -> bytes:
        try:
            found = self.fetcher.fetch(address, most_bytes=MOST_BYTES)
        except CannotFetch as refusal:
            if refusal.why not in OF_THE_TILE:
                self._rest(REST_SECONDS)
            raise NoTile(404 if refusal.why == "gone" else 503) from refusal
        if not found.body or not _kind(found.body):
            raise NoTile
        return found.body

    def _rests(self) -> bool:
        return monotonic() < self.rests_until

    def _rest(self, seconds: float) -> None:
        self.rests_until = max(self.rests_until, monotonic() + seconds)


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


def _kind(content: bytes) -> str:
    """The media type of a picture by how it begins; empty for anything else."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")
