"""What the map is given: every spot where something fits, never silently less."""

import gzip
from datetime import timedelta
from typing import Any

import pytest

from tests.client import Client
from tests.factories import EDE, THURSDAY, activity
from weekapp.agenda import candidates, map_cells, map_queries
from weekapp.formats import short_day

POINTS = "/kaart/punten.json"
ARNHEM = (51.9851, 5.8987)


def points(client: Client, query: str = "") -> Any:
    answer = client.get(f"{POINTS}?{query}")
    assert answer.status == 200
    return answer.response.get_json(force=True)


def titles(client: Client, query: str = "") -> list[str]:
    return [
        told["title"]
        for feature in points(client, query)["features"]
        for told in feature["properties"]["activities"]
    ]


def test_a_spot_says_what_is_on_there_and_when(client: Client) -> None:
    made = activity(venue_name="De Brug", at=[THURSDAY + timedelta(days=1), THURSDAY])
    answer = client.get(POINTS)
    assert answer.headers["Content-Type"] == "application/geo+json"
    collection = answer.response.get_json(force=True)
    assert (collection["type"], collection["total"]) == ("FeatureCollection", 1)
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [EDE[1], EDE[0]]}
    assert feature["properties"]["activities"] == [
        {
            "title": "Koffie in de Brug",
            "url": f"/activiteiten/{made.id}/koffie-in-de-brug",
            "when": f"{short_day(THURSDAY)}, 14.00",
            "where": "De Brug",
        }
    ]


def test_what_is_at_one_address_is_one_spot_with_the_first_date_first(client: Client) -> None:
    activity("Later", at=THURSDAY + timedelta(days=1))
    activity("Eerst")
    activity("Elders", point=ARNHEM)
    features = points(client)["features"]
    assert sorted(feature["properties"]["count"] for feature in features) == [1, 2]
    assert titles(client, "vak=5.6,52,5.7,52.1") == ["Eerst", "Later"]


def test_more_than_twenty_at_one_address_are_counted(client: Client) -> None:
    for number in range(23):
        activity(f"Nummer {number}")
    (feature,) = points(client)["features"]
    assert feature["properties"]["count"] == 23
    assert len(feature["properties"]["activities"]) == 20


@pytest.mark.parametrize(
    "left_out",
    [
        {"status": "submitted"},
        {"status": "cancelled"},
        {"attendance": "online"},
        {"point": None},
        {"wants_location": True},
        {"at": THURSDAY - timedelta(days=60)},
    ],
)
def test_what_is_not_there_is_not_on_the_map(client: Client, left_out: dict[str, Any]) -> None:
    activity(**left_out)
    assert points(client)["features"] == []


@pytest.fixture(params=["few points", "a crowd with few that fit", "a crowd with many that fit"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the map counts in another way each."""
    if request.param != "few points":
        monkeypatch.setattr(map_queries, "MOST_SPOTS", 2)
        monkeypatch.setattr(map_cells, "CROWD", 0)
    if request.param == "a crowd with many that fit":
        monkeypatch.setattr(candidates, "FEW", 0)
    return str(request.param)


@pytest.mark.usefixtures("crowd")
def test_the_map_has_the_filters_of_the_list(client: Client) -> None:
    activity("Eten", themes=["eten"])
    activity("Duur", is_free=False, price="5 euro")
    activity("Ver weg", point=ARNHEM)
    assert titles(client, "thema=eten") == ["Eten"]
    assert "Duur" not in titles(client, "gratis=ja")
    assert "Ver weg" not in titles(client, "waar=6711&straal=5")
    assert titles(client, "q=duur") == ["Duur"]
    assert titles(client, f"gratis=ja&thema=eten&van={THURSDAY.date()}&tot={THURSDAY.date()}") == [
        "Eten"
    ]
    assert titles(client, "van=2027-01-01&tot=2027-01-02") == []


def test_a_town_is_not_an_address(client: Client) -> None:
    activity(precision="place", venue_name="Ergens")
    (feature,) = points(client)["features"]
    assert feature["properties"]["activities"][0]["where"] == "ergens in Ede"


def test_too_many_spots_are_counted_in_squares_and_none_is_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 5)
    for number in range(9):
        activity(point=(52 + number * 0.0001, 5.5))
    activity(point=ARNHEM)
    collection = points(client)
    squares = [feature["properties"] for feature in collection["features"]]
    assert collection["total"] == 10
    assert sorted(square["count"] for square in squares) == [1, 9]
    assert all(square["is_square"] and square["activities"] == [] for square in squares)


def test_zoomed_in_far_enough_squares_become_addresses(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 5)
    for number in range(9):
        activity(f"Nummer {number}", point=(52 + number * 0.01, 5.5))
    assert titles(client, "vak=5.4,51.99,5.6,52.015") == ["Nummer 0", "Nummer 1"]


def test_squares_stay_as_they_are_when_the_map_moves(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 3)
    for number in range(40):
        activity(point=(52 + number % 7 * 0.013, 5.3 + number * 0.011))
    here, there = (
        points(client, f"vak={vak}") for vak in ("5.2,51.9,6,52.2", "5.23,51.93,6.03,52.23")
    )
    assert here["features"] == there["features"]
    assert len(here["features"]) > 10


def test_never_more_than_some_hundreds_of_squares(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 3)
    monkeypatch.setattr(map_cells, "MOST_CELLS", 10)
    for number in range(30):
        activity(point=(51 + number % 6 * 0.3, 4 + number * 0.1))
    collection = points(client)
    assert len(collection["features"]) <= 10
    assert collection["total"] == 30


@pytest.mark.parametrize("asked", ["thema=eten", "gratis=ja", "waar=6711&straal=5", "q=eten"])
@pytest.mark.usefixtures("crowd")
def test_squares_have_the_filters_of_the_list(
    client: Client, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 2)
    for number in range(4):
        activity(f"Eten {number}", themes=["eten"])
        activity(f"Duur {number}", point=ARNHEM, is_free=False, price="5 euro")
    squares = [feature["properties"] for feature in points(client, asked)["features"]]
    assert [(square["count"], square["is_square"]) for square in squares] == [(4, True)]


def test_there_is_nothing_on_a_piece_of_the_map_that_is_out_of_reach(client: Client) -> None:
    activity(point=ARNHEM)
    assert titles(client, "waar=6711&straal=5&vak=5.85,51.95,5.95,52") == []
    assert titles(client, "waar=6711&straal=40&vak=5.85,51.95,5.95,52") == ["Koffie in de Brug"]


def test_close_by_everything_at_one_address_can_be_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 3)
    for number in range(5):
        activity(f"Nummer {number}")
    assert titles(client, "vak=5.6,52,5.7,52.1") == []
    assert len(titles(client, "vak=5.664,52.04,5.666,52.041")) == 5


@pytest.mark.parametrize(
    "area",
    ["x", "1,2,3", "1,2,3,4,5", "6,52,5,53", "5,53,6,52", "nan,nan,nan,nan", "-inf,0,inf,1",
     "5,52,6,1e400", ",,,", "\0,1,2,3", "5,52,6,999"],
)  # fmt: skip
def test_an_area_that_is_none_is_refused(client: Client, area: str) -> None:
    assert client.get(POINTS, query_string={"vak": area}).status == 400


def test_points_are_kept_a_minute_compressed_and_known_by_their_tag(client: Client) -> None:
    activity()
    answer = client.get(POINTS, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert b"Koffie" in gzip.decompress(answer.response.data)
    known = {"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]}
    assert client.get(POINTS, headers=known).status == 304


def test_the_outline_of_the_country_is_our_own_file(client: Client) -> None:
    answer = client.get("/kaart/gemeenten.json")
    objects = answer.response.get_json(force=True)["objects"]
    assert len(objects["municipalities"]["geometries"]) == 342
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/kaart/gemeenten.json", headers=known).status == 304
