"""How much memory the web processes take, and whether that stays the same."""

import time
from collections import defaultdict
from statistics import median

from benchmarks.soak.town import WEBS, Town
from tools.processes import children, resident_megabytes

PAUSE_SECONDS = 2.0
MOST_GROWTH = 1.15
LEAST_SECONDS = 240


def held_megabytes(process: int) -> float:
    """What a process and all it started hold in memory; 0 when it is gone."""
    return sum(map(resident_megabytes, (process, *children(process))))


class Memory:
    """A sample every few seconds for each life of each web process: a killed one begins anew."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.samples: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)

    def step(self) -> None:
        """Look once."""
        for name in WEBS:
            pid = self.town.processes[name].pid
            held = held_megabytes(pid)
            if held:
                self.samples[name, pid].append((time.monotonic(), held))
        time.sleep(PAUSE_SECONDS)

    def lives(self) -> dict[str, tuple[int, int, float | None]]:
        """Megabytes after warming up and at the end, and growth, of the longest life of each.

        The first third is for warming up; growth is None when it lived too short to say.
        """
        return {name: self._life(name) for name in WEBS}

    def _life(self, name: str) -> tuple[int, int, float | None]:
        lives = [held for (one, _), held in self.samples.items() if one == name]
        longest = max(lives, key=len, default=[(0.0, 1.0)])
        rest = [megabytes for _, megabytes in longest[len(longest) // 3 :]]
        part = max(len(rest) // 4, 1)
        warm, end = median(rest[:part]), median(rest[-part:])
        is_long = longest[-1][0] - longest[0][0] >= LEAST_SECONDS
        return round(warm), round(end), round(end / warm, 3) if is_long else None
