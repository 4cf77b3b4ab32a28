"""Pages of information: what somebody can do, for themselves or for another."""

from flask import abort, render_template

from weekapp import languages
from weekapp.accounts import access
from weekapp.agenda.information import languages_of, readings
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.views import bp


@bp.get("/informatie")
@access.public
@kept
def information() -> str:
    """The visitor gets what there is to read."""
    return render_template("agenda/information.html", readings=readings(languages.code()).values())


@bp.get("/informatie/<slug>")
@access.public
@kept
def reading(slug: str) -> str:
    """The visitor reads one page, and where to go on."""
    known = readings(languages.code())
    if slug not in known:
        abort(404)
    others = [one for one in known.values() if one.slug != slug]
    return render_template(
        "agenda/reading.html",
        reading=known[slug],
        others=others,
        written_in=languages_of(slug),
    )
