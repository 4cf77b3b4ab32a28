"""The page of the list: everything that fits, nearest first or by time."""

from flask import render_template, request

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.listing import listing
from weekapp.agenda.views import bp


@bp.get("/activiteiten")
@access.public
@kept
def activities() -> str:
    """The visitor gets what fits, nearest first when they say where, and help when nothing does."""
    asked = filters.read(request.args)
    shown = listing(asked, clock.now())
    return render_template(
        "agenda/activities.html",
        listing=shown,
        asked=asked,
        found=shown.found,
        today=shown.today,
        path=request.path,
        canonical=asked.address(access.link("agenda.activities")),
    )
