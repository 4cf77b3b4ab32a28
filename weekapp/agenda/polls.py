"""Polls for a calendar that did not change, answered before the site itself is asked.

Most of what comes in are programs asking again, each hour, with the tag of what they have. A
framework costs more than their answer: nothing is read, nothing is built, nothing is rendered.
Whatever is not exactly this goes on to the site.
"""

from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.http import http_date

from weekapp import clock
from weekapp.agenda.answers import VARY
from weekapp.agenda.calendar_kept import Calendar
from weekapp.agenda.calendars import Press

FILE = ".ics"
CACHE_CONTROL = "public, max-age=300, stale-if-error=86400"
ZIPPED = "-gzip"

Environ = dict[str, Any]
Site = Callable[[Environ, Any], Iterable[bytes]]


class Polls:
    """The site, with those polls taken out."""

    def __init__(self, site: Site, press: Press) -> None:
        self.site = site
        self.press = press

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        tag = environ.get("HTTP_IF_NONE_MATCH")
        is_asked = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if tag and is_asked and environ["PATH_INFO"].endswith(FILE):
            kept = self.press.unchanged(address(environ), clock.today())
            if kept and tag in (f'"{kept.tag}"', f'"{kept.tag}{ZIPPED}"'):
                start_response("304 NOT MODIFIED", [("ETag", tag), *validity(kept)])
                return []
        return self.site(environ, start_response)


def address(environ: Environ) -> str:
    """The path that was asked for and what was asked of it, as they came in."""
    return f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def validity(made: Calendar) -> list[tuple[str, str]]:
    """The headers that a calendar and a 304 for it have alike, but for the tag."""
    return [
        ("Last-Modified", http_date(made.changed_at)),
        ("Cache-Control", CACHE_CONTROL),
        ("Vary", VARY),
    ]
