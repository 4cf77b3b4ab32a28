"""The fetcher of a site: a few addresses at a time, each within one deadline."""

import threading

from flask import Flask, current_app

from weekapp.config import Settings
from weekapp.fetching.calls import Call, Fetched, Validators, Ways
from weekapp.fetching.outside import NotOutside, Target, target
from weekapp.fetching.refusals import CannotFetch

MOST_BYTES = 1_000_000
MOST_AT_ONCE = 4


class Fetcher:
    """Reads addresses by the ways it was given, under its own name."""

    def __init__(self, ways: Ways, agent: str = "weekapp") -> None:
        self.ways = ways
        self.agent = agent
        self.turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def fetch(
        self, address: str, known: Validators | None = None, most_bytes: int = MOST_BYTES
    ) -> Fetched:
        """What is at an address now, of at most so many bytes; CannotFetch says why not.

        `known` is what came with what we have: nothing is sent again when nothing changed.
        """
        try:
            wanted = target(address)
        except NotOutside as refusal:
            raise CannotFetch(refusal.why) from None
        if not self.turns.acquire(blocking=False):
            raise CannotFetch("occupied")
        call = Call(self.ways, self.agent, known or Validators(), most_bytes)
        # In a thread: a look-up of a name cannot be cut short, and an answer can trickle for ever.
        threading.Thread(target=self._make, args=(call, wanted), daemon=True).start()
        return call.answer_within(self.ways.seconds)

    def _make(self, call: Call, wanted: Target) -> None:
        try:
            call.make(wanted)
        finally:
            self.turns.release()


def init_app(app: Flask, settings: Settings) -> None:
    """Give the site its fetcher."""
    app.extensions["fetcher"] = Fetcher(Ways(), agent_of(settings))


def agent_of(settings: Settings) -> str:
    """Under which name a site asks others."""
    return f"weekapp (+{settings.base_url})"


def fetch(address: str, known: Validators | None = None, most_bytes: int = MOST_BYTES) -> Fetched:
    """What is at an address now, by the fetcher of the site."""
    fetcher: Fetcher = current_app.extensions["fetcher"]
    return fetcher.fetch(address, known, most_bytes)
