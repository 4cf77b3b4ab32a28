"""Locating an address: what is kept, how often is asked, and what the gazetteer makes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from tests.places.conftest import be_rested
from tests.places.pdok_double import Handler, PdokDouble, document
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.places import answers, geocoding, where
from weekapp.places.addresses import Address, NotLocated, address_in
from weekapp.places.models import GeocoderAnswer

BOLSTRAAT = Address("Bolstraat 1", "3581 WS", "Utrecht")


def test_the_same_address_is_asked_once(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document())
    first = geocoding.locate(BOLSTRAAT)
    again = geocoding.locate(Address("bolstraat  1", "3581ws", "UTRECHT"))
    assert first == again and len(pdok.asked) == 1


def test_nothing_that_was_typed_is_kept(pdok_site: Flask, pdok: PdokDouble) -> None:
    with pytest.raises(NotLocated):
        geocoding.locate(Address("Geheime straat 1", "3581 WS", "Utrecht"))
    kept = db.session.scalars(select(GeocoderAnswer)).one()
    assert "eheim" not in f"{kept.question} {kept.answer}"


@pytest.mark.parametrize(("knows", "days"), [(True, 30), (False, 1)])
def test_an_answer_is_kept_longer_than_the_lack_of_one(
    pdok_site: Flask, pdok: PdokDouble, clock: time_machine.Traveller, knows: bool, days: int
) -> None:
    pdok.knows(*[document()] * knows)
    start = datetime.now(UTC)
    for at in (start, start + timedelta(days=days, seconds=-1), start + timedelta(days=days)):
        clock.move_to(at)
        try:
            geocoding.locate(BOLSTRAAT)
        except NotLocated:
            assert not knows
    assert len(pdok.asked) == 2


def test_old_answers_are_forgotten(
    pdok_site: Flask, pdok: PdokDouble, clock: time_machine.Traveller
) -> None:
    geocoding.suggest("Bolstraat 1", "192.0.2.1")
    pdok.knows(document())
    geocoding.locate(BOLSTRAAT)
    clock.shift(timedelta(days=2))
    answers.forget_old_answers()
    assert db.session.scalar(select(func.count()).select_from(GeocoderAnswer)) == 1
    clock.shift(timedelta(days=29))
    answers.forget_old_answers()
    assert db.session.scalar(select(func.count()).select_from(GeocoderAnswer)) == 0


def test_all_processes_together_ask_pdok_ten_times_a_second(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    for number in range(12):
        with pytest.raises(NotLocated) as refusal:
            geocoding.locate(Address(f"Bolstraat {number}", "3581 WS", "Utrecht"))
    assert refusal.value.reason == "busy" and refusal.value.retry_after
    assert len(pdok.asked) == 10


def test_no_lock_is_held_while_the_network_is_waited_for(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    seen: list[bool] = []
    pdok.knows(document())
    answer, session = pdok.answer, db.session()
    session.scalars(select(Account)).all()

    def look(handler: Handler) -> None:
        seen.append(session.in_transaction())
        answer(handler)

    pdok.answer = look
    geocoding.locate(BOLSTRAAT)
    assert seen == [False] and not session.in_transaction()


def test_what_is_not_saved_yet_has_to_be_saved_first(pdok_site: Flask, pdok: PdokDouble) -> None:
    db.session.add(Account(email="iemand@voorbeeld.nl", created_at=datetime.now(UTC)))
    with pytest.raises(geocoding.Pending):
        geocoding.locate(BOLSTRAAT)
    assert pdok.asked == []


def test_the_gazetteer_knows_the_postcode_area_of_an_address(app: Flask) -> None:
    found = geocoding.locate(Address("Dorpsstraat 12", "6711 AB", "Ede"))
    assert (found.precision, found.municipality_code) == ("postcode", "GM0228")
    assert found.is_address and not found.disagrees


def test_the_gazetteer_says_so_when_it_knows_only_the_place(app: Flask) -> None:
    found = geocoding.locate(Address("Dorpsstraat 12", "", "Ede"))
    assert found.precision == "place" and not found.is_address


@pytest.mark.parametrize(
    "address", [Address("Dorpsstraat 12", "9990 XX", "Nergenshuizen"), Address("", "9990", "")]
)
def test_the_gazetteer_knows_nothing_of_what_does_not_exist(app: Flask, address: Address) -> None:
    with pytest.raises(NotLocated, match="unknown"):
        geocoding.locate(address)


def test_a_postcode_and_a_place_that_contradict_each_other_are_told(app: Flask) -> None:
    found = geocoding.locate(Address("Dorpsstraat 12", "6711 AB", "Enschede"))
    assert (found.municipality_code, found.expected_code) == ("GM0228", "GM0153")


def test_a_place_of_more_municipalities_contradicts_none_of_them(app: Flask) -> None:
    assert not geocoding.locate(Address("", "5854 AB", "Bergen")).disagrees


def test_after_a_merger_an_address_is_in_the_successor(
    app: Flask, clock: time_machine.Traveller
) -> None:
    loosdrecht = Address("Oud-Loosdrechtsedijk 1", "1231 LM", "Loosdrecht")
    assert geocoding.locate(loosdrecht).municipality_code == "GM1696"
    clock.move_to(datetime(2027, 1, 1, 12, tzinfo=UTC))
    found = geocoding.locate(loosdrecht)
    assert found.municipality_code == "GM0402" and not found.disagrees


def test_the_embedded_gazetteer_asks_no_database(app: Flask) -> None:
    db.session.add(Account(email="nog niet bewaard", created_at=datetime.now(UTC)))
    assert geocoding.locate(Address("Dorpsstraat 12", "6711 AB", "Ede")).precision == "postcode"
    assert db.session.new


def test_a_full_address_is_searched_by_the_geocoder(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.knows(document())
    found = geocoding.find("Bolstraat 1, 3581 WS Utrecht", date(2026, 9, 1))
    assert isinstance(found, where.Found)
    assert (found.precision, found.latitude, found.note) == ("address", 52.08884161, "")


def test_residents_leave_half_of_pdok_to_organisers(pdok_site: Flask, pdok: PdokDouble) -> None:
    for number in range(8):
        geocoding.find(f"Bolstraat {number}, 3581 WS Utrecht", date(2026, 9, 1))
    assert len(pdok.asked) == 5
    pdok.knows(document())
    assert geocoding.locate(Address("Bolstraat 1", "3581 WS", "Utrecht, bij")).is_address


@pytest.mark.parametrize("text", ["Utrecht", "3511", "Bergen", "Laan 1940"])
def test_what_is_no_full_address_asks_no_geocoder(
    pdok_site: Flask, pdok: PdokDouble, text: str
) -> None:
    assert geocoding.find(text, date(2026, 9, 1)) == where.find(text, date(2026, 9, 1))
    assert pdok.asked == []


def test_an_address_is_still_searched_when_the_geocoder_fails(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.says(500)
    found = geocoding.find("Bolstraat 1, 3581 WS Utrecht", date(2026, 9, 1))
    assert isinstance(found, where.Found) and found.precision == "postcode"
    be_rested(pdok_site)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Dorpsstraat 12, 6711 AB Ede", Address("Dorpsstraat 12", "6711 AB", "Ede")),
        ("Dorpsstraat 12 6711ab ede", Address("Dorpsstraat 12", "6711ab", "ede")),
        ("Dorpsstraat 12, Ede", Address("Dorpsstraat 12", "", "Ede")),
        ("Dorpsstraat 12a Den Haag", Address("Dorpsstraat 12a", "", "Den Haag")),
        ("Utrecht", None),
    ],
)
def test_the_parts_of_an_address_are_read_from_one_line(text: str, address: Address | None) -> None:
    assert address_in(text) == address
