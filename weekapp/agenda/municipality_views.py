"""The pages of municipalities: all of them, and one with what is on there by day."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters, municipalities, queries
from weekapp.agenda.views import bp
from weekapp.forms import clean_line


@bp.get("/gemeenten")
@access.public
def all_municipalities() -> str:
    """The visitor gets every municipality, by letter and by province, or those that fit a name."""
    typed = clean_line(request.args.get("naam", "")[: filters.MOST_CHARACTERS])
    everyone = queries.municipalities(clock.today())
    return render_template(
        "agenda/municipalities.html",
        typed=typed,
        letters=municipalities.by_letter(municipalities.called(typed, everyone)),
        provinces=municipalities.by_province(everyone),
    )


@bp.get("/gemeenten/<slug>")
@access.public
def municipality(slug: str) -> str | Response:
    """The visitor gets what is on in a municipality by day, and whom to ask there."""
    today = clock.today()
    found = queries.municipality_called(slug, today)
    if found is None:
        abort(404)
    if found.slug != slug:
        return redirect(url_for("agenda.municipality", slug=found.slug), 301)
    asked = filters.read(request.args)
    return render_template(
        "agenda/municipality.html",
        municipality=found,
        programme=municipalities.programme(found, asked, clock.now()),
        today=today,
    )
