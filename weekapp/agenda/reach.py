"""How far it is on foot and by bicycle, from what a list knew: the distance, and not from where.

A distance is told in steps: three links with distances to the metre are the place somebody lives.
"""

from dataclasses import dataclass
from math import ceil

DETOUR = 1.25  # streets are no straight lines
WALKING, CYCLING = 4.0, 14.0  # kilometres an hour, at ease
FARTHEST_WALK, FARTHEST_RIDE = 5.0, 20.0
STEPS = (0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100)  # kilometres
STEP = 5  # minutes


@dataclass(frozen=True)
class Reach:
    """One of STEPS as the crow flies, and about how many minutes that takes.

    `walking` and `cycling` are None for what nobody does.
    """

    kilometres: float
    walking: int | None
    cycling: int | None


def read(typed: str) -> Reach | None:
    """The distance in an address of ours (“2”), as a step; None for anything else."""
    try:
        far = float(typed[:8])
    except ValueError:
        return None
    kilometres = step(far) if far > 0 else None  # refuses nan as well
    if kilometres is None:
        return None
    return Reach(
        kilometres,
        _minutes(kilometres, WALKING) if kilometres <= FARTHEST_WALK else None,
        _minutes(kilometres, CYCLING) if kilometres <= FARTHEST_RIDE else None,
    )


def step(kilometres: float) -> float | None:
    """The first step that is as far as this; None where nobody goes."""
    return next((one for one in STEPS if kilometres <= one), None)


def _minutes(kilometres: float, speed: float) -> int:
    return STEP * ceil(kilometres * DETOUR / speed * 60 / STEP)
