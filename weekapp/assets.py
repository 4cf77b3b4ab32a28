"""The built styles, scripts, fonts and icons: their addresses, and how browsers may keep them."""

import json
import mimetypes
from functools import partial
from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory

from weekapp import encodings
from weekapp.config import SITE
from weekapp.encodings import ENDINGS

STATIC = SITE / "static"
MANIFEST = STATIC / "vendor" / "manifest.json"
BUILT = "vendor/"
FOR_EVER = "public, max-age=31536000, immutable"
FOUND = (200, 206, 304)


class MissingAsset(LookupError):
    """A template asks for a file that is neither built nor in static/."""


def asset(name: str) -> str:
    """The address of static/<name> as it was built; of the file itself where it is not (yet).

    Only a checkout in which something was added since the last build has files of the latter kind.
    """
    return _address(current_app, name)


def _address(app: Flask, name: str) -> str:
    if app.debug:
        app.extensions["assets"] = built(MANIFEST)
    built_as: dict[str, str] = app.extensions["assets"]
    if name in built_as:
        return f"{app.static_url_path}/{BUILT}{built_as[name]}"
    if not (STATIC / name).is_file():
        raise MissingAsset(f"{name} is neither in {MANIFEST} nor in {STATIC}")
    return f"{app.static_url_path}/{name}"


def built(manifest: Path) -> dict[str, str]:
    """What was built, by the name it has in static/; nothing where nothing was built."""
    if not manifest.is_file():
        return {}
    names: dict[str, str] = json.loads(manifest.read_text())
    return names


def static(filename: str) -> Response:
    """A file of static/; what has its hash in its name is kept for ever, and packed if it helps."""
    packed = packed_beside(filename)
    coding = encodings.chosen(request.headers.get("Accept-Encoding"), packed)
    if coding:
        kind = mimetypes.guess_type(filename)[0]
        response = send_from_directory(STATIC, filename + ENDINGS[coding], mimetype=kind)
        response.headers["Content-Encoding"] = coding
    else:
        response = send_from_directory(STATIC, filename)
    if packed:
        response.vary.add("Accept-Encoding")
    if filename.startswith(BUILT) and response.status_code in FOUND:
        response.headers["Cache-Control"] = FOR_EVER
    return response


def packed_beside(filename: str) -> tuple[str, ...]:
    """The codings in which a file was packed when it was built, smallest first."""
    if not filename.startswith(BUILT):
        return ()
    codings = encodings.SMALLEST_FIRST
    return tuple(one for one in codings if (STATIC / (filename + ENDINGS[one])).is_file())


def init_app(app: Flask) -> None:
    """Read once what was built, give templates `asset(name)`, and serve static/ our way."""
    app.extensions["assets"] = built(MANIFEST)
    # A page asks for dozens: each would look up which app it is in.
    app.add_template_global(partial(_address, app), "asset")
    app.view_functions["static"] = static
