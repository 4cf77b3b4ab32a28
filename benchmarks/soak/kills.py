"""Pulls the plug on one part after the other, and puts it in again."""

import itertools
import time

from benchmarks.soak.tally import Tally
from benchmarks.soak.town import Town

# How long a store stays away; processes are started again at once, as systemd does.
AWAY_SECONDS = {"redis": 5.0}


class Killer:
    """Kills each of these in turn, so many seconds apart."""

    def __init__(self, town: Town, tally: Tally, victims: list[str], every: float) -> None:
        self.town, self.tally, self.every = town, tally, every
        self.turns = itertools.cycle(victims)
        self.next_at = time.monotonic() + every

    def step(self) -> None:
        """Wait for the next turn; half a second at most, so that it can end."""
        if time.monotonic() < self.next_at:
            time.sleep(0.5)
            return
        victim = next(self.turns)
        with self.tally.outages.of(victim):
            self.town.kill(victim)
            time.sleep(AWAY_SECONDS.get(victim, 0.0))
            self.town.start(victim)
        self.tally.count(f"killed {victim}")
        self.next_at = time.monotonic() + self.every
