"""Makes PDFs that can be read aloud: a page of HTML with all it needs in it, set by a child."""

import ctypes
import logging
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore
from typing import NamedTuple

from flask import abort, current_app, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from weekapp import confined, errors, limits
from weekapp.assets import STATIC, asset
from weekapp.config import Settings
from weekapp.security import client_network, shown
from weekapp.shelf import Shelf

log = logging.getLogger(__name__)

FONTS = {
    weight: f"files/atkinson-hyperlegible-next-latin-{weight}-normal.woff2" for weight in (400, 700)
}
# One is made, one waits: others would keep the threads of the site from answering.
MOST_AT_ONCE = 2
PACKAGE = "libpangoft2-1.0-0"  # of Debian; brings the rest of Pango along
BUSY_SECONDS = 60
PER_NETWORK = "40/hour"  # that have to be made
KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 500
FRESH, UNKEPT = "public, max-age=300", "private, no-store"
_room = BoundedSemaphore(MOST_AT_ONCE)
_alone = BoundedSemaphore(1)


@cache
def is_there() -> bool:
    """Whether PDFs can be made here: WeasyPrint, and the library of Debian that it draws with."""
    if find_spec("weasyprint") is None:
        return False
    try:
        ctypes.CDLL("libpango-1.0.so.0")
        ctypes.CDLL("libpangoft2-1.0.so.0")
    except OSError:
        return False
    return True


def fonts() -> dict[int, str]:
    """Our own letters by weight, as addresses that hold them."""
    return {weight: f"data:font/woff2;base64,{_font(weight)}" for weight in FONTS}


def shelf() -> Shelf:
    """Where what was made lies for a day."""
    settings: Settings = current_app.extensions["settings"]
    return Shelf(settings.instance / "paper", KEPT_SECONDS, MOST_KEPT)


class Sheet(NamedTuple):
    """A page of HTML and its style; with sizes of letters it is one sheet: see `setting.pdf`."""

    page: str
    style: str
    points: Sequence[float] = ()


def sent(sheet: Sheet, name: str, cache: str = FRESH, is_personal: bool = False) -> Response:
    """The PDF of it, to save under a name; 503 while others keep the press busy, 429 for who does.

    What is personal, such as what is near somebody's home, is kept by nobody. What is pending in
    the session is let go of when it has to be made.
    """
    if is_personal:
        return shown(_set(sheet), "application/pdf", UNKEPT, f"{name}.pdf")
    made = shelf().found_or_made(repr(sheet), lambda: _set(sheet))
    response = shown(made, "application/pdf", cache, f"{name}.pdf")
    response.add_etag()
    return response.make_conditional(request)


def _set(sheet: Sheet) -> bytes:
    if not limits.allows_now(PER_NETWORK, "paper", client_network()):
        abort(_too_many())
    if not _room.acquire(blocking=False):
        abort(_busy())
    try:
        with _alone:
            page = sheet.page.encode()
            made = confined.run("paper", page, style=sheet.style, points=sheet.points)
            return b64decode(made)
    except confined.Broken as broken:
        log.warning("paper could not be made: %s", broken)
        abort(_busy())
    finally:
        _room.release()


def _busy() -> Response:
    title = _("Er zijn net veel mensen aan het printen")
    advice = _("Probeer het over een minuut opnieuw. Of print de bladzijde zelf.")
    return errors.answer(503, title, advice, BUSY_SECONDS)


def _too_many() -> Response:
    advice = _(
        "Er zijn net veel lijsten gemaakt om te printen. Probeer het over een uur opnieuw. "
        "Of print de bladzijde zelf."
    )
    return errors.answer(429, _("Even rustig aan"), advice, limits.AN_HOUR)


@cache
def _font(weight: int) -> str:
    return b64encode(font_file(FONTS[weight]).read_bytes()).decode()


def font_file(name: str) -> Path:
    """The file of a font, as it was built."""
    return STATIC / asset(name).removeprefix(f"{current_app.static_url_path}/")
