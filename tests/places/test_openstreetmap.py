"""Nominatim and Photon behind the port: geopy's own, with our rules."""

from typing import Any

import pytest
from flask import Flask

from tests.client import Client
from tests.places.conftest import Site, be_brief
from tests.places.pdok_double import PdokDouble
from weekapp.places import geocoding
from weekapp.places.addresses import Address, NotLocated

BOLSTRAAT = Address("Bolstraat 1", "3581 WS", "Utrecht")


def nominatim(**changed: Any) -> dict[str, Any]:
    """A result of Nominatim's search with addressdetails."""
    address = {"house_number": "1", "road": "Bolstraat", "city": "Utrecht", "postcode": "3581 WS"}
    result = {
        "lat": "52.08884",
        "lon": "5.13288",
        "class": "place",
        "type": "house",
        "addresstype": "place",
        "display_name": "1, Bolstraat, Utrecht, 3581 WS, Nederland",
        "address": address,
    }
    return result | changed


def photon(**changed: Any) -> dict[str, Any]:
    """An answer of Photon with one feature."""
    properties = {
        "type": "house",
        "housenumber": "1",
        "street": "Bolstraat",
        "city": "Utrecht",
        "postcode": "3581WS",
        "countrycode": "NL",
    }
    about = {name: value for name, value in (properties | changed).items() if value is not None}
    point = {"type": "Point", "coordinates": [5.13288, 52.08884]}
    feature = {"type": "Feature", "geometry": point, "properties": about}
    return {"type": "FeatureCollection", "features": [feature]}


@pytest.fixture
def server(pdok: PdokDouble) -> str:
    return pdok.url.partition("/bzk")[0]


@pytest.fixture(params=["nominatim", "photon"])
def osm_site(
    request: pytest.FixtureRequest, site_with: Site, pdok: PdokDouble, server: str
) -> Flask:
    pdok.says(200, [nominatim()] if request.param == "nominatim" else photon())
    app = site_with(request.param, server)
    be_brief(app)
    return app


def test_an_address_gets_its_point_and_the_municipality_of_that_point(osm_site: Flask) -> None:
    found = geocoding.locate(BOLSTRAAT)
    assert (found.latitude, found.longitude) == (52.08884, 5.13288)
    assert (found.precision, found.municipality_code) == ("address", "GM0344")


def test_the_question_says_who_asks(osm_site: Flask, pdok: PdokDouble) -> None:
    geocoding.locate(BOLSTRAAT)
    assert pdok.asked[0][2]["User-Agent"] == "weekapp/0.1 (+http://week.test)"


def test_only_one_question_a_second_is_asked(osm_site: Flask, pdok: PdokDouble) -> None:
    geocoding.locate(BOLSTRAAT)
    with pytest.raises(NotLocated, match="busy"):
        geocoding.locate(Address("Bolstraat 2", "3581 WS", "Utrecht"))
    assert len(pdok.asked) == 1


def test_nothing_is_asked_while_somebody_types_or_moves_the_pin(
    osm_site: Flask, pdok: PdokDouble
) -> None:
    client = Client(osm_site)
    assert client.get("/plekken?q=amersf").json[0]["label"] == "Amersfoort"
    assert client.get("/plekken/punt?lat=52.0402&lon=5.6649").json["place"] == "Ede"
    assert pdok.asked == []


def test_a_point_elsewhere_than_the_text_says_is_told(osm_site: Flask) -> None:
    found = geocoding.locate(Address("Bolstraat 1", "7511 AB", "Enschede"))
    assert (found.municipality_code, found.expected_code) == ("GM0344", "GM0153")


@pytest.mark.parametrize(
    ("changed", "precision"),
    [
        ({"address": {"road": "Bolstraat", "city": "Utrecht"}, "class": "highway"}, "street"),
        ({"address": {"city": "Utrecht"}, "addresstype": "city", "class": "boundary"}, "place"),
        ({"address": {"postcode": "3581 WS"}, "addresstype": "postcode"}, "postcode"),
    ],
)
def test_nominatim_tells_a_street_a_postcode_and_a_place_apart(
    site_with: Site, pdok: PdokDouble, server: str, changed: dict[str, Any], precision: str
) -> None:
    pdok.says(200, [nominatim(**changed)])
    site_with("nominatim", server)
    assert geocoding.locate(BOLSTRAAT).precision == precision


@pytest.mark.parametrize(
    ("changed", "precision"),
    [
        ({"type": "street", "housenumber": None, "street": None, "name": "Bolstraat"}, "street"),
        ({"type": "city", "housenumber": None, "street": None, "name": "Utrecht"}, "place"),
    ],
)
def test_photon_tells_a_street_and_a_place_apart(
    site_with: Site, pdok: PdokDouble, server: str, changed: dict[str, Any], precision: str
) -> None:
    pdok.says(200, photon(**changed))
    site_with("photon", server)
    assert geocoding.locate(BOLSTRAAT).precision == precision


def test_a_point_abroad_is_no_answer(site_with: Site, pdok: PdokDouble, server: str) -> None:
    pdok.says(200, [nominatim(lat="51.2194", lon="4.4024")])
    site_with("nominatim", server)
    with pytest.raises(NotLocated, match="outside"):
        geocoding.locate(BOLSTRAAT)
