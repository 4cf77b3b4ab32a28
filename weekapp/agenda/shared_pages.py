"""Public pages in Redis: what one process made, all others can hand out, and the last is kept.

Everything here may be lost, and Redis may be away: then each process makes its own pages. There are
so many places for a page and no more, each page has one of them by its address: whoever asks for
ever other addresses does not drive out what else is in Redis, such as how often somebody tried.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from redis import Redis, RedisError

from weekapp.agenda.ready import Page

# For when no database can be asked: yesterday's page is better than none.
KEPT = timedelta(days=1)
PLACES, MOST_BYTES = 8192, 16 * 1024  # 128 MB at the very most

State = tuple[bytes, datetime]
log = logging.getLogger(__name__)


class SharedPages:
    """The pages all processes share that have the same code and settings."""

    def __init__(self, url: str, made_by: str) -> None:
        self.made_by = made_by
        self.redis = Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)

    def get(self, address: str, state: State | None) -> Page | None:
        """The page at an address as made in this state; with None as it was last made."""
        try:
            found = self.redis.get(_place(address))
        except RedisError as error:
            log.warning("no page could be had from Redis: %s", error)
            return None
        if not isinstance(found, bytes):
            return None
        name, made_in, kind, tag, squeezed = found.split(b"\n", 4)
        is_right = name == _name(address) and (state is None or made_in == self._state(state))
        return Page(squeezed, kind.decode(), tag.decode()) if is_right else None

    def put(self, address: str, state: State, page: Page) -> None:
        """Keep a page for all, unless it is a very large one."""
        about = (_name(address), self._state(state), page.kind.encode(), page.tag.encode())
        told = b"\n".join((*about, page.squeezed))
        if len(told) > MOST_BYTES:
            return
        try:
            self.redis.set(_place(address), told, ex=KEPT)
        except RedisError as error:
            log.warning("no page could be kept in Redis: %s", error)

    def _state(self, state: State) -> bytes:
        stamp, moment = state
        return f"{self.made_by} {stamp.hex()} {moment.isoformat()}".encode()


def _name(address: str) -> bytes:
    return hashlib.sha256(address.encode()).hexdigest().encode()


def _place(address: str) -> str:
    return f"page:{int(_name(address), 16) % PLACES}"
