"""What machines ask for: addresses for search engines, whom to warn, and whether all is well."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from email.utils import parseaddr
from functools import cache
from typing import Any

from flask import Response, abort, current_app, jsonify

from weekapp import clock
from weekapp.accounts import access
from weekapp.agenda import site_queries
from weekapp.agenda.information import languages_of, readings
from weekapp.agenda.sitemap import ONLY_DUTCH, Entry, pages, parts as sitemap_parts
from weekapp.agenda.views import bp
from weekapp.config import SITE, Settings

log = logging.getLogger(__name__)

# A sitemap may hold 50,000 addresses and 50 MB (sitemaps.org). Of so many organisations and so many
# activities, each in six languages that tell of each other, it is 6,000 and some 7 MB at most.
MAPPED_IDS = 500
KEPT_SECONDS = 3600
CONTACT_DAYS = 330  # RFC 9116, 2.5.5: less than a year
CLOSED = (
    "/mijn", "/moderatie", "/landelijk", "/inloggen", "/uitloggen", "/uitnodigingen",
    "/kaart/punten.json",
)  # fmt: skip
# Google reads no calendar that robots.txt closes, not even one that somebody subscribed to.
IMPORTER, SECRET_CALENDARS = "Google-Calendar-Importer", "/mijn/agenda/"


@bp.get("/robots.txt")
@access.public
def robots() -> Response:
    """A robot gets where it need not go; calendars are for everyone."""
    closed = [*(f"Disallow: {path}" for path in CLOSED), "Allow: /", ""]
    lines = ["User-agent: *", *closed]
    lines += [f"User-agent: {IMPORTER}", f"Allow: {SECRET_CALENDARS}", *closed]
    lines += [f"Sitemap: {access.link('agenda.sitemap')}", ""]
    return _text("\n".join(lines))


@bp.get("/.well-known/security.txt")
@access.public
def security() -> Response:
    """Whoever found a hole gets whom to tell (RFC 9116)."""
    settings: Settings = current_app.extensions["settings"]
    until = datetime.combine(clock.today() + timedelta(days=CONTACT_DAYS), time())
    given = settings.security_contact or settings.contact
    contact = given or parseaddr(settings.mail_from)[1]
    address = contact if ":" in contact else f"mailto:{contact}"
    lines = (
        f"Contact: {address}",
        f"Expires: {until.isoformat()}Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {access.link('agenda.security')}",
        "",
    )
    return _text("\n".join(lines))


@bp.get("/sitemap.xml")
@access.public
def sitemap() -> Response:
    """A search engine gets the address of every page; a list of lists when there are many."""
    parts = -(-site_queries.last_id() // MAPPED_IDS)
    if parts <= 1:
        return _listed([*_places(), *_numbered(0)])
    return _xml(
        sitemap_parts(access.link("agenda.sitemap_part", part=part) for part in range(parts + 1))
    )


@bp.get("/sitemap-<int:part>.xml")
@access.public
def sitemap_part(part: int) -> Response:
    """A search engine gets one part: 0 is all but organisations and activities."""
    if part == 0:
        return _listed(_places())
    if (part - 1) * MAPPED_IDS > site_queries.last_id():
        abort(404)
    return _listed(_numbered((part - 1) * MAPPED_IDS))


@bp.get("/healthz")
@access.public
def health() -> Response:
    """Whoever watches the site hears that this process answers."""
    return _unkept(jsonify(status="ok"))


@bp.get("/readyz")
@access.public
def readiness() -> Response:
    """Whoever watches the site hears whether it can do its work, part by part."""
    checks = {"database": _asks_database, "queue": _asks_queue}
    found = {name: _outcome(name, ask) for name, ask in checks.items()}
    # Without the queue pages are answered and work is done, a minute later: that part is told.
    is_ready = found["database"]["status"] == "ok"
    answer = jsonify(status="ok" if is_ready else "error", **found)
    answer.status_code = 200 if is_ready else 503
    return _unkept(answer)


def _outcome(name: str, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return {"status": "ok"} | ask()
    except Exception:
        log.exception("not ready: %s", name)
        return {"status": "error"}


def _asks_database() -> dict[str, Any]:
    at = site_queries.migrated_to()
    if at != _newest_migration():
        return {"status": "error", "migration": at}
    return {"migration": at}


def _asks_queue() -> dict[str, Any]:
    """Letters that are late are told, but do not make this process unfit to answer."""
    waiting = current_app.extensions["huey"].pending_count()
    since = site_queries.oldest_due_job(clock.now())
    late = int((clock.now() - since).total_seconds()) if since else 0
    return {"waiting": waiting, "seconds_late": late}


@cache
def _newest_migration() -> str:
    """The last migration there is: they are numbered, and are not read for a sign of life."""
    files = (SITE / "migrations" / "versions").glob("[0-9]*.py")
    return max(path.name.partition("_")[0] for path in files)


def _places() -> list[Entry]:
    """The pages that are neither of organisations nor of activities."""
    found = [
        Entry("/"),
        Entry("/activiteiten"),
        Entry("/gemeenten"),
        Entry("/informatie"),
        Entry("/abonneren", codes=ONLY_DUTCH),
    ]
    found += [Entry(f"/informatie/{slug}", codes=languages_of(slug)) for slug in readings()]
    return found + [
        Entry(f"/gemeenten/{row.slug}", row.changed_at)
        for row in site_queries.municipalities(clock.today())
    ]


def _numbered(after_id: int) -> list[Entry]:
    """The pages of what has a number: so many organisations, and so many activities."""
    last = after_id + MAPPED_IDS
    organisations, activities = (
        site_queries.organisations(after_id, last),
        site_queries.published(after_id, last),
    )
    return [
        *(Entry(f"/organisaties/{row.slug}", row.changed_at) for row in organisations),
        *(Entry(f"/activiteiten/{row.id}/{row.slug}", row.changed_at) for row in activities),
    ]


def _listed(entries: Sequence[Entry]) -> Response:
    return _xml(pages(access.link("agenda.home").removesuffix("/"), entries))


def _xml(text: str) -> Response:
    response = Response(text, mimetype="application/xml")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _text(text: str) -> Response:
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
