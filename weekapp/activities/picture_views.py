"""The pictures of activities."""

from flask import Response
from werkzeug.exceptions import NotFound

from weekapp.accounts import access
from weekapp.activities import queries
from weekapp.activities.views import bp
from weekapp.security import shown

A_YEAR = "public, max-age=31536000, immutable"


@bp.get("/foto/<name>.jpg")
@access.public
def picture(name: str) -> Response:
    """Everybody gets one picture; its name is never that of another, so it may be kept for ever."""
    content = queries.picture_content(name)
    if content is None:
        raise NotFound
    return shown(content, "image/jpeg", A_YEAR)
