"""Keeps public pages as they were made, until something changed or five minutes are over.

They are the same for everybody. When the stamp of the database is another, or the clock comes to a
multiple of five minutes, when activities end and days begin, all of it is forgotten.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from weekapp import clock
from weekapp.agenda import answers, queries, ready
from weekapp.agenda.parameters import is_personal
from weekapp.agenda.ready import HTML, Environ, Page
from weekapp.agenda.shared_pages import SharedPages, State
from weekapp.agenda.turns import Turns
from weekapp.agenda.unchanged import Seen, Watching, watch
from weekapp.config import Settings
from weekapp.database import db, replica
from weekapp.makers import maker

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
MOST_BYTES = 8 * MEGABYTE
LONGEST_QUERY = 400
MOST_AT_ONCE = 2  # pages that are made: more of them take turns at Python, and memory
Made = str | AnyResponse


class Pages:
    """The pages of one state of the site: the stamp of the database, five minutes of the clock."""

    def __init__(
        self,
        watch: Watching,
        most_bytes: int = MOST_BYTES,
        shared: SharedPages | None = None,
    ) -> None:
        self.watch = watch
        self.most_bytes = most_bytes
        self.shared = shared
        self.bytes = 0
        self.known: tuple[Seen | None, bytes] = (None, b"")
        self.shelf: tuple[State | None, dict[str, Page]] = (None, {})
        self.lock = Lock()
        self.turns = Turns(MOST_AT_ONCE)

    def state(self) -> State:
        """The state of the site now; the database is asked only when something was written."""
        seen = self.watch.seen()
        seen_before, stamp = self.known
        if seen is None or seen != seen_before:
            stamp = replica.or_else(db.session, queries.stamp)
            self.known = (seen, stamp)
        return stamp, _moment()

    def stamp(self) -> bytes:
        """The stamp of the database as this transaction sees it; what is known is left as it is.

        It may have begun before the last change, and must not tell others that there was none.
        """
        seen_before, stamp = self.known
        seen = self.watch.seen()
        is_same = seen is not None and seen == seen_before
        return stamp if is_same else queries.stamp()

    def unchanged(self, address: str) -> Page | None:
        """The page at an address, if nothing at all was written since the state was asked for."""
        seen_before, stamp = self.known
        seen = self.watch.seen()
        is_same = seen is not None and seen == seen_before
        return self.get((stamp, _moment()), address) if is_same else None

    def get(self, state: State, address: str) -> Page | None:
        """The page at an address, if it was made in this state."""
        made_in, pages = self.shelf
        return pages.get(address) if state == made_in else None

    def put(self, state: State, address: str, page: Page) -> None:
        """Keep a page; what was made in another state is forgotten, and the oldest of too much."""
        with self.lock:
            made_in, pages = self.shelf
            if state != made_in:
                pages, self.bytes = {}, 0
                self.shelf = (state, pages)
            self._forget(address)
            pages[address] = page
            self.bytes += page.most_bytes
            while self.bytes > self.most_bytes:
                self._forget(next(iter(pages)))

    def borrowed(self, state: State, address: str) -> Page | None:
        """The page at an address that another process made in this state."""
        page = self.shared.get(address, state) if self.shared else None
        if page:
            self.put(state, address, page)
        return page

    def share(self, state: State, address: str, page: Page) -> None:
        """Let other processes have a page."""
        if self.shared:
            self.shared.put(address, state, page)

    def last(self, address: str) -> Page | None:
        """The page at an address as it last went out, for when nothing better can be had."""
        here = self.shelf[1].get(address)
        return here or (self.shared.get(address, None) if self.shared else None)

    def clear(self) -> None:
        """Forget everything, as a process that has just started."""
        with self.lock:
            self.known, self.shelf, self.bytes = (None, b""), (None, {}), 0

    def _forget(self, address: str) -> None:
        gone = self.shelf[1].pop(address, None)
        self.bytes -= gone.most_bytes if gone else 0


def kept_as(kind: str) -> Callable[[Callable[..., Made]], Callable[..., AnyResponse]]:
    """Make what a view says, of this media type, at most once for each state of the site.

    Errors and redirects are passed on and not kept.
    """

    def keeping(view: Callable[..., Made]) -> Callable[..., AnyResponse]:
        @wraps(view)
        def answered(*args: Any, **values: Any) -> AnyResponse:
            pages: Pages = current_app.extensions["kept_pages"]
            asked = address(request.environ)
            try:
                state = pages.state()
                page = pages.get(state, asked)
                if page is None:
                    with pages.turns.alone(asked):
                        found = _found_or_made(pages, state, lambda: view(*args, **values), kind)
                    if not isinstance(found, Page):
                        return found
                    page = found
            except SQLAlchemyError as error:
                page = pages.last(asked) if replica.is_unreachable(error) else None
                if page is None:
                    raise
            return answers.answer(page)

        return answered

    return keeping


def _found_or_made(
    pages: Pages, state: State, view: Callable[[], Made], kind: str
) -> Page | AnyResponse:
    """The page, by now made by whoever was first or by another process; else as it is made here."""
    asked = address(request.environ)
    if page := pages.get(state, asked) or pages.borrowed(state, asked):
        return page
    made = _made(view, state)
    if not isinstance(made, str):
        return made
    page = ready.page(made.encode(), kind)
    if len(request.query_string) <= LONGEST_QUERY:
        pages.put(state, asked, page)
        if not is_personal(request.args):
            pages.share(state, asked, page)
    return page


def _made(view: Callable[[], Made], state: State) -> Made:
    """What a view says, read from the replica when that has what the primary has."""
    if replica.exists() and _is_level(state):
        try:
            with replica.reading(db.session):
                return view()
        except replica.UNREACHABLE as error:
            log.warning("the replica cannot answer: %s", error)
    return replica.or_else(db.session, view)


def _is_level(state: State) -> bool:
    try:
        with replica.reading(db.session):
            return queries.stamp() == state[0]
    except replica.UNREACHABLE:
        return False


kept = kept_as(HTML)


def address(environ: Environ) -> str:
    """The path that was asked for and what was asked of it, as they came in."""
    path = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
    return f"{path}?{environ.get('QUERY_STRING', '')}"


def init_app(app: Flask, settings: Settings) -> None:
    """A site starts without pages."""
    shared = SharedPages(settings.redis_url, maker(settings)) if settings.redis_url else None
    app.extensions["kept_pages"] = Pages(watch(settings), shared=shared)


def _moment() -> datetime:
    """The five minutes of the clock it is now: most of what ends does so when new ones begin."""
    now = clock.now()
    return now.replace(minute=now.minute - now.minute % 5, second=0)
