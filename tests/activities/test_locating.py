"""An activity is found on the map, or asks for help; never is a guess shown as a place."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests import factories as make
from tests.activities.filled import ARNHEM, COMPLETE, EDE, HAND_IN, address, begin, only, send
from tests.client import Client
from tests.places.pdok_double import PdokDouble, document
from weekapp import jobs
from weekapp.clock import now
from weekapp.database import db
from weekapp.organisations.models import Organisation

IN_EDE = document(
    straatnaam="Dorpsstraat",
    huisnummer=1,
    postcode="6711AB",
    woonplaatsnaam="Ede",
    gemeentenaam="Ede",
    gemeentecode="0228",
    centroide_ll="POINT(5.6649 52.0402)",
)
IN_ARNHEM = document(
    straatnaam="Dorpsstraat",
    huisnummer=1,
    postcode="6711AB",
    woonplaatsnaam="Arnhem",
    gemeentenaam="Arnhem",
    gemeentecode="0202",
    centroide_ll="POINT(5.9 51.98)",
)
PIN = {"latitude": "52.041", "longitude": "5.67"}


def place() -> tuple[float | None, float | None, str | None]:
    return only().latitude, only().longitude, only().precision


def later(clock: time_machine.Traveller, **pause: float) -> None:
    clock.shift(timedelta(**pause))
    jobs.run_due()
    db.session.rollback()


def test_saving_finds_the_address_and_its_municipality(organiser: Client, pdok: PdokDouble) -> None:
    pdok.knows(IN_EDE)
    page = begin(organiser, **COMPLETE)
    assert place() == (52.0402, 5.6649, "address")
    assert (only().municipality_code, only().wants_location) == (EDE, False)
    assert "op het adres" in page.one("#waar").text


def test_the_embedded_gazetteer_finds_the_postcode(organiser: Client) -> None:
    begin(organiser, **COMPLETE)
    assert (only().precision, only().municipality_code) == ("postcode", EDE)


def test_an_address_nobody_knows_has_no_point_at_all(organiser: Client, pdok: PdokDouble) -> None:
    page = begin(organiser, HAND_IN, **COMPLETE)
    assert place() == (None, None, None)
    assert (only().status, only().wants_location) == ("draft", True)
    assert "nog niet gevonden op de kaart" in page.main
    assert "Kies zelf in welke gemeente" in page.error_beside("municipality_code")


def test_with_a_municipality_by_hand_it_can_be_handed_in_all_the_same(
    organiser: Client, pdok: PdokDouble
) -> None:
    begin(organiser, HAND_IN, **COMPLETE, municipality_code=EDE)
    assert (only().status, only().municipality_code) == ("submitted", EDE)
    assert place() == (None, None, None)


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_a_geocoder_that_fails_loses_nothing_and_is_asked_again(
    organiser: Client, pdok: PdokDouble, clock: time_machine.Traveller, app: Flask, status: int
) -> None:
    pdok.says(status)
    begin(organiser, **COMPLETE)
    assert (only().title, place()) == ("Koffie met de buren", (None, None, None))
    pdok.knows(IN_EDE)
    app.extensions["geocoding"].rests_until = 0.0
    later(clock, minutes=2)
    assert (only().precision, only().municipality_code) == ("address", EDE)


def test_the_worker_waits_as_long_as_the_geocoder_asks(
    organiser: Client, pdok: PdokDouble, clock: time_machine.Traveller, app: Flask
) -> None:
    begin(organiser, **COMPLETE)
    pdok.says(429, Retry_After="600")
    app.extensions["geocoding"].rests_until = 0.0
    clock.shift(timedelta(days=40))  # the answer that nothing is known is not kept so long
    jobs.run_due()
    job = db.session.query(jobs.Job).filter_by(kind="locate", done_at=None).one()
    assert job.run_at - now() == timedelta(seconds=600)


def test_only_the_town_is_found_and_the_organiser_is_asked_to_point_it_out(
    organiser: Client, pdok: PdokDouble
) -> None:
    pdok.knows(IN_EDE | {"type": "woonplaats", "straatnaam": "", "huisnummer": "", "postcode": ""})
    page = begin(organiser, **COMPLETE)
    assert (only().precision, only().wants_location) == ("place", True)
    assert "Wijs de plek" in page.one("#waar").text


def test_text_and_map_that_disagree_become_a_question(organiser: Client, pdok: PdokDouble) -> None:
    pdok.knows(IN_ARNHEM)
    page = begin(organiser, HAND_IN, **COMPLETE)
    assert place() == (None, None, None)
    assert only().municipality_code is None
    assert "ligt dit in Arnhem" in page.error_beside("municipality_code")
    send(organiser, page, HAND_IN, municipality_code=ARNHEM)
    assert (only().municipality_code, only().precision) == (ARNHEM, "address")


def test_a_point_in_another_municipality_than_chosen_by_hand_is_not_taken(
    organiser: Client, pdok: PdokDouble
) -> None:
    pdok.knows(IN_ARNHEM)
    begin(organiser, **COMPLETE, municipality_code=EDE)
    assert place() == (None, None, None)
    assert (only().municipality_code, only().found_elsewhere_code) == (EDE, ARNHEM)


def test_an_answer_for_an_address_that_changed_meanwhile_is_not_used(
    organiser: Client, pdok: PdokDouble, clock: time_machine.Traveller
) -> None:
    begin(organiser, **COMPLETE)
    made = only()
    made.place, made.postcode = "Arnhem", "6811 AA"
    db.session.commit()
    pdok.knows(IN_EDE)
    later(clock, days=40)
    assert place() == (None, None, None)


def test_a_pin_stands_until_the_address_changes(organiser: Client, pdok: PdokDouble) -> None:
    pdok.knows(IN_EDE)
    begin(organiser, **COMPLETE, **PIN)
    assert (place(), only().municipality_code) == ((52.041, 5.67, "manual"), EDE)
    send(organiser, organiser.get(address(only())), title="Thee")
    assert only().precision == "manual"
    send(organiser, organiser.get(address(only())), street="Dorpsstraat 1 a")
    assert place() == (52.0402, 5.6649, "address")


def test_a_pin_that_is_moved_with_the_address_stands(organiser: Client, pdok: PdokDouble) -> None:
    pdok.knows(IN_EDE)
    begin(organiser, **COMPLETE)
    send(organiser, organiser.get(address(only())), street="Parkweg 3", **PIN)
    assert place() == (52.041, 5.67, "manual")


@pytest.mark.parametrize("point", [("54.5", "4.0"), ("50.85", "4.35"), ("nan", "5"), ("x", "")])
def test_a_point_outside_the_country_is_refused(organiser: Client, point: tuple[str, str]) -> None:
    page = begin(organiser, **COMPLETE, latitude=point[0], longitude=point[1])
    assert page.status == 422
    assert "niet in Nederland" in page.main


def test_a_pin_in_another_municipality_than_the_address_is_asked_about(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE, latitude="51.98", longitude="5.9")
    assert (only().precision, only().municipality_code) == ("manual", None)
    assert "ligt dit in Arnhem" in page.one("#waar").text


def test_online_has_no_point_and_asks_for_whose_residents_it_is(organiser: Client) -> None:
    online = {"attendance": "online", "online_url": "https://voorbeeld.nl/zoom"}
    page = begin(organiser, HAND_IN, **(COMPLETE | online))
    assert "voor de inwoners van welke gemeente" in page.error_beside("municipality_code")
    send(organiser, page, HAND_IN, municipality_code=EDE)
    assert (only().status, place()) == ("submitted", (None, None, None))


def test_a_published_activity_that_moves_to_another_municipality_is_checked_there(
    organiser: Client, brug: Organisation, pdok: PdokDouble
) -> None:
    made = make.activity(by=brug)
    pdok.knows(IN_ARNHEM | {"postcode": "6811AA"})
    typed = {"street": "Dorpsstraat 1", "postcode": "6811 AA", "place": "Arnhem"}
    send(organiser, organiser.get(address(made)), **typed)
    assert (only().municipality_code, only().status) == (ARNHEM, "published")
    assert only().queued_at is not None


def test_a_published_activity_keeps_its_municipality_while_a_new_address_is_looked_for(
    organiser: Client, brug: Organisation, pdok: PdokDouble
) -> None:
    made = make.activity(by=brug)
    send(organiser, organiser.get(address(made)), street="Nergensweg 3")
    assert (only().municipality_code, only().wants_location) == (EDE, True)
    assert place() == (None, None, None)
