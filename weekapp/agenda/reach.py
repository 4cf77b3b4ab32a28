"""How far it is on foot and by bicycle, from what a list knew: the distance, and not from where."""

from dataclasses import dataclass
from math import ceil

DETOUR = 1.25  # streets are no straight lines
WALKING, CYCLING = 4.0, 14.0  # kilometres an hour, at ease
FARTHEST_WALK, FARTHEST_RIDE = 5.0, 20.0
FARTHEST = 180.0
STEP = 5  # minutes


@dataclass(frozen=True)
class Reach:
    """A distance in kilometres as the crow flies, and about how many minutes that takes.

    `walking` and `cycling` are None for what nobody does.
    """

    kilometres: float
    walking: int | None
    cycling: int | None


def read(typed: str) -> Reach | None:
    """The distance in an address of ours (“1.2”); None for anything else."""
    try:
        kilometres = float(typed[:8])
    except ValueError:
        return None
    if not 0 < kilometres <= FARTHEST:  # refuses nan as well
        return None
    return Reach(
        kilometres,
        _minutes(kilometres, WALKING) if kilometres <= FARTHEST_WALK else None,
        _minutes(kilometres, CYCLING) if kilometres <= FARTHEST_RIDE else None,
    )


def _minutes(kilometres: float, speed: float) -> int:
    return STEP * ceil(kilometres * DETOUR / speed * 60 / STEP)
