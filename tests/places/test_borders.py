"""Which municipality a point is in, also at sea, abroad and where there is no point at all."""

import json
from math import inf, nan

import pytest

from weekapp.places import borders
from weekapp.places.gazetteer import OUTLINE


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((52.0907, 5.1214), "GM0344"),
        ((52.0402, 5.6649), "GM0228"),
        ((50.7545, 6.0206), "GM0981"),  # the corner of three countries
        ((53.4840, 6.1530), "GM0088"),  # Schiermonnikoog
    ],
)
def test_a_point_is_in_its_municipality(point: tuple[float, float], code: str) -> None:
    assert borders.municipality_at(*point) == code


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((52.1178, 4.2775), "GM0518"),  # the pier of Scheveningen
        ((52.6600, 5.5970), "GM0184"),  # the harbour of Urk
        ((53.3300, 6.9500), "GM1979"),  # a mooring off Delfzijl
    ],
)
def test_on_the_water_the_nearest_municipality_counts(
    point: tuple[float, float], code: str
) -> None:
    assert borders.kilometres_outside(code, *point) > 0
    assert borders.municipality_at(*point) == code


@pytest.mark.parametrize(
    "point",
    [
        (52.10, 3.90),  # the North Sea
        (52.80, 5.30),  # the middle of the IJsselmeer
        (51.4667, 4.4667),  # Essen, five hundred metres into Belgium
        (51.4405, 4.9330),  # Baarle-Hertog, a piece of Belgium inside Baarle-Nassau
        (51.3500, 3.2900),  # Knokke
        (51.7900, 6.1400),  # Kleve
        (53.3660, 7.2060),  # Emden
        (0.0, 0.0),
        (nan, 5.0),
        (52.0, inf),
        (952.0, 5.0),
        (-52.0, -5.0),
    ],
)
def test_outside_the_netherlands_there_is_none(point: tuple[float, float]) -> None:
    assert borders.municipality_at(*point) is None


def test_what_is_no_point_is_infinitely_far_away() -> None:
    assert borders.kilometres_outside("GM0344", nan, 5.0) == inf


def test_distances_to_a_municipality_are_in_kilometres() -> None:
    ten_north_of_ede = borders.kilometres_outside("GM0228", 52.34, 5.70)
    assert borders.kilometres_outside("GM0228", 52.0402, 5.6649) == 0
    assert 11 < ten_north_of_ede < 22


def test_the_shapes_together_are_the_netherlands_once() -> None:
    shapes = list(borders.borders().shapes.values())
    assert all(shape.is_valid for shape in shapes)
    whole = sum(shape.area for shape in shapes)
    assert 33_500 < whole < 35_500  # square kilometres, within 3 %


def test_the_outline_for_the_browser_has_every_municipality() -> None:
    drawn = json.loads(OUTLINE.read_bytes())["objects"]["municipalities"]
    assert {one["id"] for one in drawn["geometries"]} == set(borders.borders().shapes)
