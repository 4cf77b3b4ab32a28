"""How to have a calendar of ours in your own, for each program, honest about its delay."""

from urllib.parse import quote, urlencode

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import calendar_queries, site_queries
from weekapp.agenda.calendar_queries import Moved
from weekapp.agenda.views import bp

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb"


@bp.get("/abonneren")
@access.public
def subscribe() -> str | Response:
    """The visitor chooses the municipality whose calendar they want."""
    chosen = request.args.get("gemeente", "")
    rows = site_queries.municipalities(clock.today())
    if any(row.slug == chosen for row in rows):
        return redirect(url_for("agenda.municipality_subscribe", slug=chosen))
    return render_template("agenda/subscribe.html", municipalities=rows, is_unknown=bool(chosen))


@bp.get("/gemeenten/<slug>/abonneren")
@access.public
def municipality_subscribe(slug: str) -> str | Response:
    """The visitor gets the calendar of a municipality into their own, whatever they use."""
    found = calendar_queries.municipality(slug, clock.today())
    if found is None:
        abort(404)
    if isinstance(found, Moved):
        return redirect(url_for("agenda.municipality_subscribe", slug=found.slug), 301)
    feed = access.link("agenda.municipality_calendar", slug=slug)
    return render_template(
        "agenda/municipality_subscribe.html",
        name=found.name,
        slug=slug,
        feed=feed,
        programs=addresses(feed, found.name),
    )


def addresses(feed: str, name: str) -> dict[str, str]:
    """Where each program takes a calendar from, by the name of the program."""
    webcal = "webcal://" + feed.partition("://")[2]
    # Outlook wants %20 where forms write a plus.
    from_web = urlencode({"url": feed, "name": f"Agenda {name}"}, quote_via=quote)
    return {
        "webcal": webcal,
        "google": f"{GOOGLE}?{urlencode({'cid': webcal})}",
        "outlook": f"{OUTLOOK}?{from_web}",
        "office": f"{OFFICE}?{from_web}",
    }
