"""Which municipality a point is in, by the borders of the Kadaster and CBS.

Points and distances are measured in kilometres on a flat map that is right within 3 % everywhere
in the Netherlands. Whoever asks reads this module when it asks: with numpy, shapely and the borders
it takes 25 MB, and who only reads the site never needs it.
"""

import json
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from weekapp.places.gazetteer import FILES, gazetteer

DETAIL = FILES / "municipalities_detail.topojson"

KILOMETRES_PER_DEGREE = (111.32 * 0.6132, 111.25)  # of longitude at 52.18° N, of latitude
# The borders are those of land: a pier, a beach or a moored boat is off it, and counts.
NEAR_WATER_KILOMETRES = 1.0
# The borders are simplified: across the border with Belgium and Germany only that much counts.
NEAR_BORDER_KILOMETRES = 0.05
# Runs over Dutch land from the Zwin to the Dollard: off land and south-east of it lies abroad,
# off land and north-west of it lies water. Longitude, latitude.
LANDWARD = (
    *((3.30, 51.385), (3.40, 51.345), (3.70, 51.30), (3.95, 51.28), (4.10, 51.30), (4.18, 51.37)),
    *((4.27, 51.40), (4.45, 51.53), (5.00, 51.62), (5.80, 51.90), (6.30, 52.40), (6.60, 53.00)),
    *((6.95, 53.15), (7.13, 53.20), (7.30, 53.26)),
)
ABROAD = (*LANDWARD, (9.0, 53.26), (9.0, 50.0), (3.3, 50.0))

Points = NDArray[np.float64]


class Borders:
    """The municipalities as shapes on the flat map, with an index to find them."""

    def __init__(self) -> None:
        self.shapes = shapes()
        self.codes = list(self.shapes)
        self.tree = shapely.STRtree(list(self.shapes.values()))
        self.abroad = shapely.Polygon(_flat(np.array(ABROAD)))
        shapely.prepare([self.abroad, *self.shapes.values()])

    def containing(self, point: shapely.Point) -> str | None:
        found = self.tree.query(point, predicate="intersects")
        return self.codes[min(found)] if len(found) else None

    def nearest(self, point: shapely.Point) -> tuple[str, float]:
        index = int(self.tree.query_nearest(point)[0])
        code = self.codes[index]
        return code, float(self.shapes[code].distance(point))


@cache
def borders() -> Borders:
    """The borders; some 100 ms the first time, a hundredth of a millisecond for a point."""
    return Borders()


def municipality_at(latitude: float, longitude: float) -> str | None:
    """The code of the municipality a point (WGS84 degrees) is in; None outside the Netherlands.

    A point on the water within a kilometre of land is in the nearest municipality; across the
    land border only within fifty metres.
    """
    point = _point(latitude, longitude)
    if point is None:
        return None
    known = borders()
    code = known.containing(point)
    if code is not None:
        return code
    code, kilometres = known.nearest(point)
    is_abroad = known.abroad.contains(point)
    reach = NEAR_BORDER_KILOMETRES if is_abroad else NEAR_WATER_KILOMETRES
    return code if kilometres <= reach else None


def is_inside(code: str, latitude: float, longitude: float) -> bool:
    """Whether a point is on the land of a municipality; ten times sooner known than in which."""
    wide, high = KILOMETRES_PER_DEGREE
    return bool(shapely.contains_xy(borders().shapes[code], longitude * wide, latitude * high))


def kilometres_outside(code: str, latitude: float, longitude: float) -> float:
    """How far a point lies outside a municipality; 0 inside, infinite for what is no point."""
    point = _point(latitude, longitude)
    return float("inf") if point is None else float(borders().shapes[code].distance(point))


def reach_kilometres(code: str) -> int:
    """From the label point of a municipality to its furthest corner, in whole kilometres up.

    The gazetteer has them all, so that no search waits for the borders.
    """
    one = gazetteer().municipalities[code]
    label = _flat(np.array([[one.longitude, one.latitude]]))
    corners = shapely.get_coordinates(borders().shapes[code])
    return int(np.ceil(np.hypot(*(corners - label).T).max()))


def shapes() -> dict[str, BaseGeometry]:
    """Each municipality by code as a shape on the flat map, from the detailed TopoJSON."""
    topology = json.loads(DETAIL.read_bytes())
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_flat(np.cumsum(arc, axis=0) * scale + origin) for arc in topology["arcs"]]
    return {
        one["id"]: _shape(one["type"], one["arcs"], arcs)
        for one in topology["objects"]["municipalities"]["geometries"]
    }


def _shape(kind: str, parts: list[Any], arcs: list[Points]) -> BaseGeometry:
    if kind == "Polygon":
        parts = [parts]
    rings = [[_ring(ring, arcs) for ring in part] for part in parts]
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in rings])


def _ring(numbers: list[int], arcs: list[Points]) -> Points:
    """The arcs of a ring one after the other; ~n is arc n backwards (TopoJSON, 2.1.4)."""
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _point(latitude: float, longitude: float) -> shapely.Point | None:
    if not (np.isfinite(latitude) and np.isfinite(longitude)):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return shapely.Point(*_flat(np.array([longitude, latitude])))


def _flat(degrees: Points) -> Points:
    flat: Points = degrees * np.array(KILOMETRES_PER_DEGREE)
    return flat
