"""What is ready as the site answers it; `door` says the same before the site is asked."""

from typing import Any

from flask import Response, request
from werkzeug.datastructures import Headers

from weekapp.agenda import ready
from weekapp.agenda.ready import Ready

# Where the site tells the door what it answered with.
ANSWERED = "weekapp.answered"


class NotModified(Response):
    """A 304 that repeats Last-Modified, which Werkzeug would take out as it does Content-Type."""

    def get_wsgi_headers(self, environ: dict[str, Any]) -> Headers:
        headers = super().get_wsgi_headers(environ)
        if "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


def answer(made: Ready) -> Response:
    """What was made, packed as asked, or that it did not change since it was sent."""
    outcome = ready.outcome(made, request.environ)
    request.environ[ANSWERED] = made
    kind = NotModified if outcome.status == 304 else Response
    return kind(outcome.body, outcome.status, outcome.headers)
