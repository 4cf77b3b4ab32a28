"""The addresses of the built style sheets, scripts, fonts and icons, which may be kept for ever."""

import json
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

from weekapp.config import SITE

STATIC = SITE / "static"
MANIFEST = STATIC / "vendor" / "manifest.json"
FOR_EVER = "public, max-age=31536000, immutable"
FOUND = (200, 206, 304)


class MissingAsset(LookupError):
    """A template asks for a file that is neither built nor in static/."""


def asset(name: str) -> str:
    """The address of static/<name> as it was built; of the file itself where it is not (yet).

    Only a checkout in which something was added since the last build has files of the latter kind.
    """
    if current_app.debug:
        current_app.extensions["assets"] = built(MANIFEST)
    built_as: dict[str, str] = current_app.extensions["assets"]
    if name in built_as:
        return url_for("static", filename=f"vendor/{built_as[name]}")
    if not (STATIC / name).is_file():
        raise MissingAsset(f"{name} is neither in {MANIFEST} nor in {STATIC}")
    return url_for("static", filename=name)


def built(manifest: Path) -> dict[str, str]:
    """What was built, by the name it has in static/; nothing where nothing was built."""
    if not manifest.is_file():
        return {}
    names: dict[str, str] = json.loads(manifest.read_text())
    return names


def keep_for_ever(response: Response) -> Response:
    """Let browsers keep what has its hash in its name."""
    is_built = request.endpoint == "static" and request.path.startswith("/static/vendor/")
    if is_built and response.status_code in FOUND:
        response.headers["Cache-Control"] = FOR_EVER
    return response


def init_app(app: Flask) -> None:
    """Read once what was built, and give templates `asset(name)`."""
    app.extensions["assets"] = built(MANIFEST)
    app.add_template_global(asset)
    app.after_request(keep_for_ever)
