"""The door: what is ready and still right goes out before the site itself is asked.

Most of what comes in asks for what was asked before: programs that poll a calendar each hour,
visitors of the same pages. A framework costs more than that answer. What the site said of it the
first time is repeated word for word, and whatever is not exactly the same request goes on to it.
"""

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any

from weekapp import clock
from weekapp.agenda import ready
from weekapp.agenda.answers import ANSWERED
from weekapp.agenda.calendars import Press
from weekapp.agenda.kept_pages import Pages, address
from weekapp.agenda.ready import Environ, Header, Ready

CALENDAR = ".ics"
MOST_HOSTS = 100
STATUSES = {code: f"{code} {HTTPStatus(code).phrase.upper()}" for code in (200, 304)}

Site = Callable[[Environ, Any], Iterable[bytes]]


class Door:
    """The site, with what is ready handed out in front of it.

    `hosts` are the names under which the site answered: it alone knows which it trusts.
    """

    def __init__(self, site: Site, pages: Pages, press: Press) -> None:
        self.site = site
        self.pages = pages
        self.press = press
        self.hosts: set[str] = set()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.site(environ, start_response)
        made = self.found(environ)
        if made is None:
            return self.site(environ, self._listening(environ, start_response))
        outcome = ready.outcome(made, environ)
        start_response(STATUSES[outcome.status], [*outcome.headers, *made.told])
        return [outcome.body] if environ["REQUEST_METHOD"] == "GET" and outcome.body else []

    def found(self, environ: Environ) -> Ready | None:
        """What the site would answer with, if that is known without asking the database."""
        if environ.get("HTTP_HOST") not in self.hosts or environ.get("SCRIPT_NAME"):
            return None
        made: Ready | None
        if environ["PATH_INFO"].endswith(CALENDAR):
            made = self.press.unchanged(address(environ), clock.today())
        else:
            made = self.pages.unchanged(address(environ))
        return made if made and made.told else None

    def _listening(self, environ: Environ, start_response: Any) -> Any:
        def started(status: str, headers: Sequence[Header], *error: Any) -> Any:
            made: Ready | None = environ.get(ANSWERED)
            if made is not None and status[:3] in ("200", "304"):
                made.heard(headers)
                if len(self.hosts) < MOST_HOSTS and "HTTP_HOST" in environ:
                    self.hosts.add(environ["HTTP_HOST"])
            return start_response(status, headers, *error)

        return started
