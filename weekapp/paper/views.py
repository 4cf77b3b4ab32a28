"""Lists on paper, in large type: near a place, of a municipality, or of what was picked."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import filters, picking, programs, queries, sentences
from weekapp.agenda.filters import Filters
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.municipality_views import elsewhere
from weekapp.agenda.parameters import is_personal
from weekapp.campaign import queries as campaign
from weekapp.paper import lists, press
from weekapp.paper.lists import PaperList
from weekapp.paper.press import Sheet
from weekapp.places import geocoding, where
from weekapp.places.models import Municipality

bp = Blueprint("paper", __name__)


@bp.record_once
def look_for_press(state: BlueprintSetupState) -> None:
    """Let pages offer a PDF only where one can be made."""

    def has_press() -> bool:
        return press.is_there()

    state.app.jinja_env.globals["has_press"] = has_press


@bp.get("/op-papier")
@access.public
@kept
def near() -> str:
    """The visitor gets what is on near a place on one page in large type, or is asked where."""
    asked = _asked()
    answer = geocoding.find(asked.waar, clock.today()) if asked.waar else None
    shown = _near(asked, answer) if isinstance(answer, where.Found) else {"place": ""}
    choice = answer if isinstance(answer, where.Choice) else None
    unknown = answer.reason if isinstance(answer, where.Nothing) else ""
    return render_template("paper/near.html", asked=asked, choice=choice, unknown=unknown, **shown)


@bp.get("/op-papier.pdf")
@access.public
def near_as_pdf() -> Response:
    """The visitor gets the same as a PDF."""
    asked = _asked()
    answer = geocoding.find(asked.waar, clock.today()) if asked.waar else None
    if not isinstance(answer, where.Found):
        return redirect(asked.address(url_for("paper.near")))
    return _printed("activiteiten-in-de-buurt", **_near(asked, answer))


@bp.get("/gemeenten/<slug>/op-papier")
@access.public
@kept
def municipality(slug: str) -> str | Response:
    """The visitor gets what is on in a municipality on one page in large type."""
    found = queries.municipality_called(slug, clock.today())
    if found is None or found.slug != slug:
        return _other(slug, found, "paper.municipality")
    return render_template("paper/municipality.html", municipality=found, **_in(found))


@bp.get("/gemeenten/<slug>/op-papier.pdf")
@access.public
def municipality_as_pdf(slug: str) -> Response:
    """The visitor gets the same as a PDF."""
    found = queries.municipality_called(slug, clock.today())
    if found is None or found.slug != slug:
        return _other(slug, found, "paper.municipality_as_pdf")
    return _printed(f"activiteiten-{found.slug}", municipality=found, **_in(found))


@bp.get("/zoek-samen.pdf")
@access.public
def together() -> Response:
    """The visitor gets what somebody picked as a PDF, by day."""
    asked = picking.read(request.args)
    found = picking.in_order(asked, queries.public_activities(asked.numbers))
    if not found:
        return redirect(url_for("agenda.together"))
    page = asked.address(access.link("agenda.together"))
    return _printed("samen-uitgezocht", paper=lists.of(found, clock.now()), **_from(page))


def _asked() -> Filters:
    """What is asked of the list: paper has one order and no pages."""
    return filters.read(request.args).with_(volgorde="")


def _near(asked: Filters, answer: where.Found) -> dict[str, Any]:
    page = asked.address(access.link("agenda.activities"))
    shown = lists.near(asked, answer, clock.now())
    told = {"paper": shown, "place": answer.label, "near": answer.municipality_code}
    return told | {"days": _days(asked, shown)} | _from(page)


def _in(found: Municipality) -> dict[str, Any]:
    asked = filters.read(request.args)
    page = access.link("agenda.municipality", slug=found.slug)
    shown = lists.in_municipality(found, asked, clock.now())
    told = {"paper": shown, "place": found.name, "near": found.code}
    return told | {"days": _days(asked, shown)} | _from(page)


def _from(page: str) -> dict[str, Any]:
    """Where a list is on the internet, as an address and a code, and when it was made."""
    return {"page": page, "code": programs.code_of(page), "today": clock.today()}


def _days(asked: Filters, shown: PaperList) -> str:
    """The days that are on it, in words."""
    today = clock.today()
    return sentences.days_shown(asked, shown.period, campaign.running_or_next(today), today)


def _printed(name: str, *, paper: PaperList, page: str, **told: Any) -> Response:
    """A list as a PDF; where none can be made there is no such page."""
    if not press.is_there():
        abort(404)
    html = render_template(
        "paper/document.html",
        paper=paper,
        page=page,
        **({"place": "", "days": "", "near": "", "municipality": None} | told),
    )
    numbers = {"number": '" counter(page) "', "total": '" counter(pages) "'}
    numbered = _("Bladzijde %(number)s van %(total)s", **numbers)
    style = render_template("paper/list.css", fonts=press.fonts(), page=page, numbered=numbered)
    return press.sent(Sheet(html, style), name, is_personal=is_personal(request.args))


def _other(slug: str, found: Municipality | None, endpoint: str) -> Response:
    """Send whoever uses another name to the municipality, or to the choice of them."""
    return redirect(url_for(endpoint, slug=found.slug), 301) if found else elsewhere(slug)
