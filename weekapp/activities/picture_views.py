"""The pictures of activities: of what the public sees, and of what is written or checked."""

from flask import Response, abort

from weekapp import clock
from weekapp.accounts import access
from weekapp.accounts.access import me
from weekapp.activities import queries
from weekapp.activities.views import bp
from weekapp.security import shown

A_YEAR = "public, max-age=31536000, immutable"


@bp.get("/foto/<name>.jpg")
@access.public
def picture(name: str) -> Response:
    """Everybody gets one picture of an activity that everybody sees; its name is never that of
    another, so it may be kept for ever.
    """
    return shown(queries.public_picture(name) or abort(404), "image/jpeg", A_YEAR)


@bp.get("/mijn/foto/<name>.jpg")
@access.signed_in
def own_picture(name: str) -> Response:
    """Who writes an activity, or checks it, gets its picture also before the public does."""
    found = queries.picture_shown_to(name, me(), clock.today())
    return shown(found or abort(404), "image/jpeg", "no-store")
