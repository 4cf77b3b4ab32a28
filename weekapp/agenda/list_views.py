"""The page of the list: everything that fits, nearest first or by time."""

from flask import render_template, request

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters, picking
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
    picked = picking.read(request.args)
    return render_template(
        "agenda/activities.html",
        listing=shown,
        asked=asked,
        onward=picking.onward(asked, picked),
        picked=picked,
        found=shown.found,
        today=shown.today,
        path=request.path,
        canonical=asked.address(access.link("agenda.activities")),
    )
