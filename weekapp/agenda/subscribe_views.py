"""How to have a calendar of ours in your own, for each program, honest about its delay."""

from collections.abc import Iterable

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.activities.vocabulary import AUDIENCES, THEMES
from weekapp.agenda import (
    calendar_lists,
    filters,
    programs,
    queries,
    site_queries,
    subscriptions,
)
from weekapp.agenda.calendar_lists import NotUnderstood
from weekapp.agenda.filters import PARAMETERS, Filters
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.subscriptions import Subject
from weekapp.agenda.views import bp
from weekapp.campaign import queries as campaign
from weekapp.places.gazetteer import provinces
from weekapp.places.models import Municipality

# A page and the calendar it is about stand beside each other, in the same folder.
PAGE, FEED = "abonneren", "agenda.ics"


@bp.get("/abonneren")
@access.public
@kept
def subscribe() -> str | Response:
    """The visitor chooses a calendar; or gets the list they made with filters into their own."""
    chosen = request.args.get("gemeente", "")
    if any(row.slug == chosen for row in site_queries.municipalities(clock.today())):
        return redirect(url_for("agenda.municipality_subscribe", slug=chosen))
    if chosen or set(PARAMETERS).isdisjoint(request.args):
        return _choice(is_unknown=bool(chosen))
    return _list(filters.read(request.args).without("volgorde"))


@bp.get("/gemeenten/<slug>/abonneren")
@access.public
@kept
def municipality_subscribe(slug: str) -> str | Response:
    """The visitor gets the calendar of a municipality into their own, whatever they use."""
    town = _municipality(slug)
    if town.slug != slug:
        return redirect(url_for("agenda.municipality_subscribe", slug=town.slug), 301)
    week = campaign.running_or_next(clock.today())
    return _page(subscriptions.of_municipality(town, week))


@bp.get("/gemeenten/<slug>/<int:year>/abonneren")
@access.public
@kept
def edition_subscribe(slug: str, year: int) -> str | Response:
    """The visitor gets only the week of one year in a municipality into their own calendar."""
    town = _municipality(slug)
    week = campaign.edition_of(year) or abort(404)
    if town.slug != slug:
        return redirect(url_for("agenda.edition_subscribe", slug=town.slug, year=year), 301)
    return _page(subscriptions.of_edition(town, week))


@bp.get("/organisaties/<slug>/abonneren")
@access.public
@kept
def organisation_subscribe(slug: str) -> str | Response:
    """The visitor gets what an organisation does into their own calendar."""
    found = queries.organisation_called(slug) or abort(404)
    if found.slug != slug:
        return redirect(url_for("agenda.organisation_subscribe", slug=found.slug), 301)
    return _page(subscriptions.of_organisation(found))


@bp.get("/themas/<code>/abonneren")
@access.public
@kept
def theme_subscribe(code: str) -> str:
    """The visitor gets everything about one theme into their own calendar."""
    return _page(subscriptions.of_theme(code, str(THEMES.get(code) or abort(404))))


@bp.get("/doelgroepen/<code>/abonneren")
@access.public
@kept
def audience_subscribe(code: str) -> str:
    """The visitor gets everything that is meant for some people into their own calendar."""
    return _page(subscriptions.of_audience(code, str(AUDIENCES.get(code) or abort(404))))


@bp.get("/provincies/<slug>/abonneren")
@access.public
@kept
def province_subscribe(slug: str) -> str:
    """The visitor gets what is on in a province into their own calendar."""
    return _page(subscriptions.of_province(provinces().get(slug) or abort(404)))


def _choice(**more: object) -> str:
    """The page on which a calendar is chosen."""
    told = {"is_unknown": False, "problems": (), "asked": Filters()} | more
    return render_template(
        "agenda/subscribe.html",
        municipalities=site_queries.municipalities(clock.today()),
        provinces=provinces(),
        **told,
    )


def _list(asked: Filters) -> str | Response:
    """The page of a filtered list; 400 and the way back when it cannot be one calendar."""
    try:
        one = calendar_lists.read(MultiDict(asked.pairs()), clock.today())
    except NotUnderstood as error:
        return _refusal(asked, [_about_place()] if asked.waar else [str(error)])
    if asked.problems:
        return _refusal(asked, asked.problems)
    if not one.query:
        return _choice()
    subject = subscriptions.of_list(asked, ", ".join(calendar_lists.words(one)))
    return _page(subject, f"?{asked.query()}")


def _refusal(asked: Filters, problems: Iterable[str]) -> Response:
    return make_response(_choice(problems=problems, asked=asked), 400)


def _about_place() -> str:
    says = _("Wij weten niet zeker welke plaats je bedoelt.")
    return f"{says} {_('Zoek met een postcode, of kies een plaats uit de lijst.')}"


def _page(subject: Subject, query: str = "") -> str:
    """The page of one calendar."""
    page = access.link(str(request.endpoint), **(request.view_args or {}))
    feed = page.removesuffix(PAGE) + FEED + query
    return render_template(
        "agenda/subscription.html",
        subject=subject,
        feed=feed,
        programs=programs.addresses(feed, subject.name),
        code=programs.code_of(page + query),
        is_list=bool(query),
    )


def _municipality(slug: str) -> Municipality:
    return queries.municipality_called(slug, clock.today()) or abort(404)
