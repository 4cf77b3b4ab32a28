"""The grid of the map: which cells an area touches, at the level that suits its size."""

from math import floor, log2
from typing import NamedTuple

from weekapp.agenda.questions import Box
from weekapp.database.map_sums import FINEST_LEVEL, LEVELS, STEPS_PER_DEGREE, STRETCH

# A view is between half as many cells and so many across; each level has cells half as wide.
MOST_ACROSS = 32
# What is this small is at one address as far as anybody can tell.
SMALLEST_LEVEL = 22


class Area(NamedTuple):
    """A piece of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float


class Cells(NamedTuple):
    """The cells of a level that are in these columns and rows, the last ones included."""

    level: int
    x_first: int
    x_last: int
    y_first: int
    y_last: int

    @property
    def shift(self) -> int:
        """By how many bits a step is larger than a cell of this level."""
        return FINEST_LEVEL - self.level

    def steps(self) -> "Cells":
        """The same piece of the map in the smallest steps there are."""
        x_first, y_first = self.x_first << self.shift, self.y_first << self.shift
        x_after, y_after = (self.x_last + 1) << self.shift, (self.y_last + 1) << self.shift
        return Cells(FINEST_LEVEL, x_first, x_after - 1, y_first, y_after - 1)


def within(area: Area, box: Box) -> Area:
    """The piece of an area that is in a box; without any points, inside out, if there is none."""
    return Area(
        max(area.west, box.west),
        max(area.south, box.south),
        min(area.east, box.east),
        min(area.north, box.north),
    )


def level_of(area: Area) -> int:
    """The level that suits an area: clusters stay where they are when the map only moves."""
    across = max(area.east - area.west, (area.north - area.south) * STRETCH, 1e-6)
    return max(LEVELS[0], min(SMALLEST_LEVEL, floor(log2(MOST_ACROSS * 360 / across))))


def touched(area: Area, level: int) -> Cells:
    """The cells that an area has at least a piece of."""
    across = STEPS_PER_DEGREE / 2 ** (FINEST_LEVEL - level)
    x_first, x_last = (floor((side + 180) * across) for side in (area.west, area.east))
    y_first, y_last = (floor((side + 90) * across * STRETCH) for side in (area.south, area.north))
    return Cells(level, x_first, x_last, y_first, y_last)


def middle(how_many: int, sum_x: int, sum_y: int) -> tuple[float, float]:
    """The latitude and longitude in the middle of so many points."""
    longitude = (sum_x / how_many + 0.5) / STEPS_PER_DEGREE - 180
    latitude = (sum_y / how_many + 0.5) / (STEPS_PER_DEGREE * STRETCH) - 90
    return latitude, longitude
