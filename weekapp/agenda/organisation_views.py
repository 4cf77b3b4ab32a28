"""The page of an organisation: who it is, how to reach it, and what it organises."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters, picking, queries, search
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.questions import Question, Scope
from weekapp.agenda.views import bp
from weekapp.organisations.models import KINDS


@bp.get("/organisaties/<slug>")
@access.public
@kept
def organisation(slug: str) -> str | Response:
    """The visitor gets who an organisation is, how to reach it, and what it organises."""
    found = queries.organisation_called(slug)
    if found is None:
        abort(404)
    if found.slug != slug:
        return redirect(url_for("agenda.organisation", slug=found.slug), 301)
    asked = Filters(pagina=filters.read(request.args).pagina)
    picked = picking.read(request.args)
    today = clock.today()
    question = Question(asked, Period(today), clock.now(), scope=Scope(found.id))
    return render_template(
        "agenda/organisation.html",
        organisation=found,
        kind=KINDS.get(found.kind, ""),
        today=today,
        found=search.find(question),
        picked=picked,
        page_address=picking.onward(asked, picked).turning(request.path),
    )
