"""The front door, and the page of one activity."""

from typing import cast

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.activities import vocabulary
from weekapp.activities.models import Activity
from weekapp.agenda import jsonld, kept_pages, queries, reach, search
from weekapp.agenda.days import Period, is_near
from weekapp.agenda.filters import ORDERS, Filters
from weekapp.agenda.kept_pages import kept
from weekapp.agenda.questions import Question
from weekapp.agenda.sentences import PANELS
from weekapp.agenda.talking import Talkers, translated
from weekapp.campaign import queries as campaign

# What both databases can keep as a number: a larger one is no activity of ours.
NUMBER = "<int(max=2147483647):number>"
ON_HOME = 3

bp = Blueprint("agenda", __name__)


@bp.record_once
def give_vocabulary(state: BlueprintSetupState) -> None:
    """Let macros name what is stored as a code."""
    state.app.jinja_env.globals["vocabulary"] = vocabulary
    state.app.jinja_env.globals["panels"] = PANELS
    state.app.jinja_env.globals["orders"] = ORDERS
    state.app.jinja_env.filters["step"] = reach.step


@bp.record_once
def keep_pages(state: BlueprintSetupState) -> None:
    """Start without pages."""
    site = cast(Flask, state.app)
    kept_pages.init_app(site, site.extensions["settings"])


@bp.record_once
def offer_talk(state: BlueprintSetupState) -> None:
    """Let templates say whom people can talk to."""
    talkers = Talkers(state.app.extensions["kept_pages"])
    names = {"talkers": talkers.who, "last_talkers": talkers.last, "translated": translated}
    state.app.jinja_env.globals.update(names)


@bp.context_processor
def canonical_address() -> dict[str, str]:
    """Where search engines should say a page is."""
    return {"canonical": access.link(str(request.endpoint), **(request.view_args or {}))}


@bp.get("/")
@access.public
@kept
def home() -> str:
    """The visitor gets one question, the dates of the week, and the first things that are on."""
    today = clock.today()
    week = campaign.running_or_next(today)
    soon = search.soonest(Question(Filters(), Period(today), clock.now()), ON_HOME)
    return render_template(
        "agenda/home.html",
        today=today,
        week=week,
        is_near=week is not None and is_near(week, today),
        rows=soon,
    )


@bp.get(f"/activiteiten/{NUMBER}/<slug>")
@access.public
@kept
def activity(number: int, slug: str) -> str | Response:
    """The visitor gets everything about one activity, also when it does not go on."""
    found = public_activity(number)
    if slug != found.slug:
        return redirect(page_of(found), 301)
    at = clock.now()
    url = access.link("agenda.activity", number=found.id, slug=found.slug)
    coming = [date for date in found.occurrences if date.ends_at > at]
    events = jsonld.events(found, coming, url, _image_of(found))
    return render_template(
        "agenda/activity.html",
        activity=found,
        at=at,
        url=url,
        coming=coming,
        reach=reach.read(request.args.get("km", "")),
        events=jsonld.in_script(events),
    )


def _image_of(found: Activity) -> str:
    """The address of its photograph; of what is drawn from its words when it has none."""
    if found.picture:
        return access.link("activities.picture", name=found.picture.name)
    return access.link("paper.of_activity", number=found.id)


@bp.get(f"/activiteiten/{NUMBER}")
@access.public
def activity_by_number(number: int) -> Response:
    """The visitor is sent to the activity with this number."""
    return redirect(page_of(public_activity(number)), 301)


def public_activity(number: int) -> Activity:
    """The activity, or a page that says it is not there."""
    found = queries.public_activity(number)
    if found is None:
        abort(404)
    return found


def page_of(found: Activity) -> str:
    """The address of its page."""
    return url_for("agenda.activity", number=found.id, slug=found.slug)
