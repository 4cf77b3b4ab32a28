"""PDOK behind the port: what it is asked, and what its answers become."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.places.pdok_double import SOLR, PdokDouble, document
from weekapp.places import geocoding
from weekapp.places.addresses import Address, NotLocated
from weekapp.places.geocoders import pdok as pdok_module

BOLSTRAAT = Address("Bolstraat 1", "3581 WS", "Utrecht")
ENSCHEDE = {"gemeentecode": "0153", "centroide_ll": "POINT(6.8936 52.2194)"}


def test_an_address_gets_its_point_and_its_municipality_by_code(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document(gemeentenaam="Een heel andere naam"))
    found = geocoding.locate(BOLSTRAAT)
    assert (found.latitude, found.longitude) == (52.08884161, 5.13287587)
    assert (found.precision, found.municipality_code) == ("address", "GM0344")
    assert (found.postcode, found.disagrees) == ("3581WS", False)


def test_the_question_says_who_asks_and_which_fields_it_wants(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document())
    geocoding.locate(BOLSTRAAT)
    endpoint, asked, headers = pdok.asked[0]
    assert endpoint == "free" and asked["q"] == ["Bolstraat 1, 3581WS Utrecht"]
    assert {"centroide_ll", "gemeentecode", "type"} <= set(asked["fl"][0].split(","))
    assert headers["User-Agent"] == "weekapp/0.1 (+http://week.test)"
    assert "Cookie" not in headers


@pytest.mark.parametrize(
    "typed", ['Bol"straat (1)', "Bolstraat && 1 || *:*", "type:gemeente^9", "a\\b/c~1", "NOT 1 AND"]
)
def test_what_means_something_in_solr_is_not_sent(
    pdok_site: Flask, pdok: PdokDouble, typed: str
) -> None:
    with pytest.raises(NotLocated, match="unknown"):  # and not: unavailable, as after a 400
        geocoding.locate(Address(typed, "3581 WS", "Utrecht"))
    asked = pdok.asked[0][1]["q"][0]
    assert not SOLR & set(asked) and "NOT" not in asked


def test_a_street_without_number_is_found_as_a_street(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(type="weg", huisnummer=None, postcode=None))
    assert geocoding.locate(Address("Bolstraat", "", "Utrecht")).precision == "street"


def test_an_address_that_is_not_known_but_its_postcode_is_counts_as_a_postcode(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document(huisnummer=7), document(type="postcode", huisnummer=None))
    assert geocoding.locate(Address("Bolstraat 99", "3581 WS", "Utrecht")).precision == "postcode"


def test_an_answer_of_type_place_never_passes_as_an_address(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document(type="woonplaats", straatnaam=None, huisnummer=None, postcode=None))
    found = geocoding.locate(BOLSTRAAT)
    assert found.precision == "place" and not found.is_address


def test_another_address_than_was_asked_is_not_taken(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(straatnaam="Kerkstraat", huisnummer=44, postcode="3584AB"))
    with pytest.raises(NotLocated, match="unknown"):
        geocoding.locate(BOLSTRAAT)


def test_a_point_in_another_municipality_than_the_text_says_is_told(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document(woonplaatsnaam="Enschede", postcode="7511AA", **ENSCHEDE))
    found = geocoding.locate(BOLSTRAAT)
    assert (found.municipality_code, found.expected_code) == ("GM0153", "GM0344")
    assert found.disagrees


def test_a_code_that_does_not_fit_its_point_is_told(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(centroide_ll=ENSCHEDE["centroide_ll"]))
    found = geocoding.locate(BOLSTRAAT)
    assert (found.municipality_code, found.expected_code) == ("GM0344", "GM0153")


def test_near_a_border_the_code_of_pdok_counts(pdok_site: Flask, pdok: PdokDouble) -> None:
    # Thirty metres into De Bilt on our simplified border.
    point = "POINT(5.1570 52.0988)"
    pdok.knows(document(centroide_ll=point))
    found = geocoding.locate(BOLSTRAAT)
    assert found.municipality_code == "GM0344" and not found.disagrees


def test_an_agreeing_answer_goes_before_one_elsewhere(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(woonplaatsnaam="Enschede", postcode="7511AA", **ENSCHEDE), document())
    assert not geocoding.locate(BOLSTRAAT).disagrees


def test_a_municipality_we_do_not_know_yet_is_found_by_its_border(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document(gemeentecode="2999"))
    assert geocoding.locate(BOLSTRAAT).municipality_code == "GM0344"


def test_an_answer_outside_the_netherlands_is_no_answer(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document(centroide_ll="POINT(4.4024 51.2194)"))
    with pytest.raises(NotLocated, match="outside"):
        geocoding.locate(BOLSTRAAT)


def test_nothing_found_is_nothing_located(pdok_site: Flask, pdok: PdokDouble) -> None:
    with pytest.raises(NotLocated) as refusal:
        geocoding.locate(BOLSTRAAT)
    assert refusal.value.reason == "unknown" and not refusal.value.is_temporary


def test_an_address_without_place_and_postcode_is_not_asked(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    with pytest.raises(NotLocated, match="incomplete"):
        geocoding.locate(Address("Dorpsstraat 1"))
    assert pdok.asked == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"centroide_ll": "POINT(x y)"},
        {"centroide_ll": None},
        {"centroide_ll": "POINT(5.1 952.0)"},
        {"centroide_ll": "POINT(1.2.3 4.5.6)"},
        {"centroide_ll": {"a": 1}},
        {"type": ["adres"]},
        {"huisnummer": {"nummer": 1}, "postcode": None},
    ],
    ids=str,
)
def test_a_document_that_makes_no_sense_is_no_answer(
    pdok_site: Flask, pdok: PdokDouble, wrong: dict[str, object]
) -> None:
    pdok.knows(document(**wrong))
    with pytest.raises(NotLocated):
        geocoding.locate(BOLSTRAAT)


def test_lookup_gives_one_object_by_the_id_of_a_suggestion(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.knows(document())
    geocoder = pdok_module.Pdok(address=pdok.url)
    found = geocoder.lookup("adr-01e5f757daeb1616e02fdcd0e6193e4b")
    assert found.address == "Bolstraat 1, 3581WS Utrecht"
    assert pdok.asked[0][0] == "lookup"


def test_how_long_to_wait_is_never_more_than_a_day(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(429, Retry_After="99999999")
    with pytest.raises(NotLocated) as refusal:
        geocoding.locate(BOLSTRAAT)
    assert refusal.value.retry_after == timedelta(days=1)
