"""The pages of municipalities: all of them, and one with what is on there by day."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters, municipalities, parameters, picking, queries
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.views import bp
from weekapp.forms import clean_line


@bp.get("/gemeenten")
@access.public
@kept
def all_municipalities() -> str:
    """The visitor gets every municipality, by letter and by province, or those that fit a name."""
    typed = clean_line(request.args.get("naam", "")[: parameters.MOST_CHARACTERS])
    everyone = queries.municipalities(clock.today())
    return render_template(
        "agenda/municipalities.html",
        typed=typed,
        letters=municipalities.by_letter(municipalities.called(typed, everyone)),
        provinces=municipalities.by_province(everyone),
        other_names=municipalities.other_names(),
    )


@bp.get("/gemeenten/<slug>")
@access.public
@kept
def municipality(slug: str) -> str | Response:
    """The visitor gets what is on in a municipality by day, and whom to ask there."""
    today = clock.today()
    found = queries.municipality_called(slug, today)
    if found is None:
        return elsewhere(slug)
    if found.slug != slug:
        return redirect(url_for("agenda.municipality", slug=found.slug), 301)
    picked = picking.read(request.args)
    programme = municipalities.programme(found, filters.read(request.args), clock.now())
    return render_template(
        "agenda/municipality.html",
        municipality=found,
        programme=programme,
        onward=picking.onward(programme.asked, picked),
        picked=picked,
        other_names=municipalities.other_names().get(slug, ()),
        today=today,
    )


def elsewhere(slug: str) -> Response:
    """Send whoever uses another name to the municipality, or to the choice of them."""
    meant = municipalities.slugs_for(slug)
    if not meant:
        abort(404)
    if len(meant) > 1:
        return redirect(url_for("agenda.all_municipalities", naam=slug.replace("-", " ")))
    return redirect(url_for("agenda.municipality", slug=meant[0]), 301)
