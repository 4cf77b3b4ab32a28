"""Keeps public pages as they were made, until something changed or a minute is over.

They are the same for everybody and may be cached by anybody for a minute, so also by us. Nothing
is kept longer: when the stamp of the database or the minute is another, all of it is forgotten.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.agenda import answers, queries
from weekapp.agenda.unchanged import Seen, Watching, watch
from weekapp.config import Settings

MOST_PAGES = 500
LONGEST_QUERY = 400
HTML = "text/html; charset=utf-8"

Made = str | AnyResponse


@dataclass(frozen=True)
class Page:
    """A page as bytes, plain and zipped, and the tag by which a browser asks whether it changed."""

    body: bytes
    packed: bytes
    tag: str
    kind: str


State = tuple[bytes, datetime]


class Pages:
    """The pages of one state of the site: the stamp of the database, and the minute."""

    def __init__(self, watch: Watching) -> None:
        self.watch = watch
        self.known: tuple[Seen | None, bytes] = (None, b"")
        self.shelf: tuple[State | None, dict[str, Page]] = (None, {})
        self.lock = Lock()

    def state(self) -> State:
        """The state of the site now; the database is asked only when something was written."""
        seen = self.watch.seen()
        seen_before, stamp = self.known
        if seen is None or seen != seen_before:
            stamp = queries.stamp()
            self.known = (seen, stamp)
        return stamp, clock.now().replace(second=0)

    def get(self, state: State, address: str) -> Page | None:
        """The page at an address, if it was made in this state."""
        made_in, pages = self.shelf
        return pages.get(address) if state == made_in else None

    def put(self, state: State, address: str, page: Page) -> None:
        """Keep a page; what was made in another state is forgotten."""
        with self.lock:
            made_in, pages = self.shelf
            if state != made_in or len(pages) >= MOST_PAGES:
                self.shelf = (state, {address: page})
            else:
                pages[address] = page


def kept_as(kind: str) -> Callable[[Callable[..., Made]], Callable[..., AnyResponse]]:
    """Make what a view says, of this media type, at most once for each state of the site.

    Errors and redirects are passed on and not kept.
    """

    def keeping(view: Callable[..., Made]) -> Callable[..., AnyResponse]:
        @wraps(view)
        def answered(*args: Any, **values: Any) -> AnyResponse:
            pages: Pages = current_app.extensions["kept_pages"]
            state = pages.state()
            page = pages.get(state, request.full_path)
            if page is None:
                made = view(*args, **values)
                if not isinstance(made, str):
                    return made
                page = as_page(made, kind)
                if len(request.query_string) <= LONGEST_QUERY:
                    pages.put(state, request.full_path, page)
            return answer(page)

        return answered

    return keeping


kept = kept_as(HTML)


def as_page(text: str, kind: str) -> Page:
    """A page ready to go out."""
    body = text.encode()
    return Page(body, answers.zipped(body), hashlib.sha256(body).hexdigest()[:32], kind)


def answer(page: Page) -> Response:
    """A page, or that it did not change since the browser got it."""
    response = answers.answer(page.body, page.packed, page.kind)
    response.set_etag(page.tag, weak=True)
    response.make_conditional(request)
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """A site starts without pages."""
    app.extensions["kept_pages"] = Pages(watch(settings))
