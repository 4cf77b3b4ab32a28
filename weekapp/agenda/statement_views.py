"""The pages that say how a visitor is treated: what is kept, and who can use the site."""

from urllib.parse import urlsplit

from flask import current_app, render_template

from weekapp.accounts import access
from weekapp.agenda import retention
from weekapp.agenda.views import bp
from weekapp.config import Settings

GEOCODERS = {"pdok": "PDOK", "nominatim": "Nominatim", "photon": "Photon"}


@bp.get("/privacy")
@access.public
def privacy() -> str:
    """The visitor gets what we keep, why, and for how long."""
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "agenda/privacy.html",
        tiles_host=urlsplit(settings.tiles_url).netloc,
        is_tiles_ours=settings.tiles_cache,
        geocoder=GEOCODERS.get(settings.geocoder, ""),
        kept=retention.of_organisers(),
        kept_of_guests=retention.of_guests(),
        kept_of_readers=retention.of_readers(),
        contact=settings.contact,
    )


@bp.get("/toegankelijkheid")
@access.public
def accessibility() -> str:
    """The visitor gets what was done so that everybody can use this site, and what was not."""
    settings: Settings = current_app.extensions["settings"]
    return render_template("agenda/accessibility.html", contact=settings.contact)
