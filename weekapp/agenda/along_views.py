"""The card of one activity, to take somebody along."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import along as letters, programs
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.views import NUMBER, bp, public_activity


@bp.get(f"/activiteiten/{NUMBER}/<slug>/ga-je-mee")
@access.public
@kept
def along(number: int, slug: str) -> str | Response:
    """The visitor gets a card to print or to send: do you come along?"""
    found = public_activity(number)
    if slug != found.slug:
        return redirect(url_for("agenda.along", number=found.id, slug=found.slug), 301)
    page = access.link("agenda.activity", number=found.id, slug=found.slug)
    at = clock.now()
    return render_template(
        "agenda/along.html",
        activity=found,
        at=at,
        page=page,
        code=programs.code_of(page),
        letter=letters.letter(found, page, at),
    )
