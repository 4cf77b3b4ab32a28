"""Public pages in Redis: what one process made, all others can hand out, and the last is kept.

Everything here may be lost, and Redis may be away: then each process makes its own pages.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from redis import Redis, RedisError

from weekapp.agenda.ready import Page

# For when no database can be asked: yesterday's page is better than none.
KEPT = timedelta(days=1)

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
            found = self.redis.get(_key(address))
        except RedisError as error:
            log.warning("no page could be had from Redis: %s", error)
            return None
        if not isinstance(found, bytes):
            return None
        made_in, kind, tag, squeezed = found.split(b"\n", 3)
        is_right = state is None or made_in == self._name(state)
        return Page(squeezed, kind.decode(), tag.decode()) if is_right else None

    def put(self, address: str, state: State, page: Page) -> None:
        """Keep a page for all."""
        about = (self._name(state), page.kind.encode(), page.tag.encode())
        told = b"\n".join((*about, page.squeezed))
        try:
            self.redis.set(_key(address), told, ex=KEPT)
        except RedisError as error:
            log.warning("no page could be kept in Redis: %s", error)

    def _name(self, state: State) -> bytes:
        stamp, moment = state
        return f"{self.made_by} {stamp.hex()} {moment.isoformat()}".encode()


def _key(address: str) -> str:
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"
