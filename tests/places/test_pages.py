"""Suggestions while typing, what is at a pin, and the credits."""

from datetime import date

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.client import Client
from tests.places.conftest import be_rested
from tests.places.pdok_double import PdokDouble, document
from weekapp.places import where


def labels(client: Client, typed: str) -> list[str]:
    page = client.get("/plekken", query_string={"q": typed})
    assert page.status == 200
    return [one["label"] for one in page.json]


def test_places_that_begin_so_are_suggested_the_largest_first(client: Client) -> None:
    assert labels(client, "amers") == ["Amersfoort"]
    assert labels(client, "den h")[:2] == ["Den Haag", "Den Helder"]
    assert labels(client, "westl") == ["gemeente Westland", "Westlaren"]


def test_a_name_that_is_complete_goes_first(client: Client) -> None:
    assert labels(client, "berg")[:2] == ["Berg", "Berg"]


def test_what_has_the_same_name_is_told_apart(client: Client) -> None:
    page = client.get("/plekken?q=bergen")
    assert [(one["label"], one["detail"], one["value"]) for one in page.json[:2]] == [
        ("Bergen", "gemeente Bergen (NH.)", "Bergen (NH.)"),
        ("Bergen", "gemeente Bergen (L.)", "Bergen (L.)"),
    ]


def test_what_is_chosen_is_what_is_found(client: Client) -> None:
    for start in ("be", "ha", "den", "we", "lo", "ri", "sp", "35", "9"):
        for one in client.get(f"/plekken?q={start}").json:
            found = where.find(one["value"], date(2026, 9, 1))
            assert isinstance(found, where.Found), one
            assert (found.latitude, found.longitude) == (one["lat"], one["lon"]), one


def test_a_suggestion_says_all_that_a_form_needs(client: Client) -> None:
    page = client.get("/plekken?q=6711 ab")
    assert page.json == [
        {
            "label": "6711 AB Ede",
            "detail": "Gelderland",
            "value": "6711 AB",
            "street": "",
            "postcode": "6711 AB",
            "place": "Ede",
            "municipality": "Ede",
            "municipality_code": "GM0228",
            "lat": 52.0409,
            "lon": 5.6758,
            "precision": "postcode",
        }
    ]


@pytest.mark.parametrize("typed", ["35", "3511", "3511a", "35 11"])
def test_a_postcode_is_suggested_from_its_first_digits(client: Client, typed: str) -> None:
    assert labels(client, typed)[0] == "3511 Utrecht"


def test_of_an_address_the_place_is_suggested(client: Client) -> None:
    assert labels(client, "Dorpsstraat 12, ede")[0] == "Ede"


@pytest.mark.parametrize("typed", ["", " ", "e", "😀", "0", "9990", "xyzzyq", "²³"])
def test_what_is_unknown_or_too_short_gives_no_suggestions(client: Client, typed: str) -> None:
    assert labels(client, typed) == []


def test_suggestions_may_be_kept_by_everybody_for_five_minutes(client: Client) -> None:
    assert client.get("/plekken?q=ede").headers["Cache-Control"] == "public, max-age=300"


def test_a_pin_tells_its_municipality_and_the_nearest_place(client: Client) -> None:
    page = client.get("/plekken/punt?lat=52.0402&lon=5.6649")
    assert (page.json["municipality"], page.json["place"]) == ("Ede", "Ede")
    assert page.json["municipality_code"] == "GM0228"


@pytest.mark.parametrize(
    ("point", "says"),
    [
        ("lat=52.1&lon=3.9", "Deze plek ligt niet in Nederland."),
        ("lat=51.22&lon=4.4", "Deze plek ligt niet in Nederland."),
        ("lat=nan&lon=inf", "Deze plek ligt niet in Nederland."),
        ("lat=52,1&lon=5", "Vul twee getallen in, bijvoorbeeld 52.0907 en 5.1214."),
        ("lat=52", "Vul twee getallen in, bijvoorbeeld 52.0907 en 5.1214."),
        ("", "Vul twee getallen in, bijvoorbeeld 52.0907 en 5.1214."),
    ],
)
def test_a_pin_that_cannot_be_is_refused_with_a_sentence(
    client: Client, point: str, says: str
) -> None:
    page = client.get(f"/plekken/punt?{point}")
    assert (page.status, page.json) == (400, {"error": says})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=300), latitude=st.text(max_size=20), longitude=st.floats())
def test_garbage_never_fails(client: Client, typed: str, latitude: str, longitude: float) -> None:
    assert client.get("/plekken", query_string={"q": typed}).status == 200
    point = {"lat": latitude, "lon": longitude}
    assert client.get("/plekken/punt", query_string=point).status in (200, 400)


def test_with_pdok_addresses_are_suggested(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document())
    page = Client(pdok_site).get("/plekken?q=Bolstraat 1")
    assert [(one["label"], one["street"], one["postcode"]) for one in page.json] == [
        ("Bolstraat 1, 3581WS Utrecht", "Bolstraat 1", "3581WS")
    ]
    assert pdok.asked[0][0] == "suggest"


def test_a_suggestion_without_point_is_one_all_the_same(pdok_site: Flask, pdok: PdokDouble) -> None:
    short = {"type": "gemeente", "weergavenaam": "Gemeente Amsterdam", "id": "gem-0b2", "score": 9}
    pdok.knows(short)
    (page,) = Client(pdok_site).get("/plekken?q=Amsterdam").json
    assert (page["label"], page["lat"], page["municipality"]) == ("Gemeente Amsterdam", None, "")


def test_when_pdok_fails_the_gazetteer_suggests(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(503)
    client = Client(pdok_site)
    assert labels(client, "amersf") == ["Amersfoort"]
    be_rested(pdok_site)
    assert labels(client, "3511 ab") == ["3511 AB Utrecht"]
    assert client.get("/plekken/punt?lat=52.0402&lon=5.6649").json["place"] == "Ede"


def test_one_network_cannot_use_up_pdok_for_all(
    pdok_site: Flask, pdok: PdokDouble, clock: time_machine.Traveller
) -> None:
    pdok.knows(document())
    client = Client(pdok_site)
    for number in range(125):
        clock.shift(0.2)
        labels(client, f"Bolstraat {number}")
    assert len(pdok.asked) == 120


def test_with_pdok_a_pin_tells_the_address(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(afstand=12.3))
    client = Client(pdok_site)
    for _ in range(2):
        page = client.get("/plekken/punt?lat=52.08884&lon=5.13288")
        assert page.json["label"] == "Bolstraat 1, 3581WS Utrecht"
    ((endpoint, asked, _headers),) = pdok.asked
    assert (endpoint, asked["lat"], asked["lon"]) == ("reverse", ["52.08884"], ["5.13288"])


def test_a_pin_outside_the_netherlands_is_not_asked_to_pdok(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    assert Client(pdok_site).get("/plekken/punt?lat=51.22&lon=4.4").status == 400
    assert pdok.asked == []


@pytest.mark.parametrize(
    "line",
    [
        "Gemeentegrenzen: Kadaster / Centraal Bureau voor de Statistiek, 2022 (CC BY 4.0), bewerkt",
        "Postcodes en plaatsen: GeoNames (CC BY 4.0), bewerkt",
        "© CBS, © Esri Nederland (PC4-controle)",
        "4pp © 2014 Bob den Otter (MIT)",
        "Kaart: © Kadaster (BRT-A, CC BY 4.0)",
        "Adressen: PDOK Locatieserver / BAG, Kadaster",
    ],
)
def test_the_credits_page_names_every_source(client: Client, line: str) -> None:
    assert line in [item.get_text() for item in client.get("/bronnen").soup.select("main li")]
