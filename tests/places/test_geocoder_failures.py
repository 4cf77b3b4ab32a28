"""A geocoder that fails: never an error for the visitor, never a long wait, never remembered."""

import socket
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from tests.places.conftest import Site, be_brief, be_rested
from tests.places.pdok_double import PdokDouble, document
from weekapp.places import geocoding
from weekapp.places.addresses import Address, NotLocated
from weekapp.places.geocoders import transport

BOLSTRAAT = Address("Bolstraat 1", "3581 WS", "Utrecht")


def refusal_of(address: Address = BOLSTRAAT) -> NotLocated:
    with pytest.raises(NotLocated) as refusal:
        geocoding.locate(address)
    return refusal.value


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 502, 503, 504])
def test_a_failing_server_means_not_located_yet(
    pdok_site: Flask, pdok: PdokDouble, status: int
) -> None:
    pdok.says(status, {"error": {"msg": "org.apache.solr.search.SyntaxError", "code": status}})
    refusal = refusal_of()
    assert (refusal.reason, refusal.retry_after) == ("unavailable", None)
    assert len(pdok.asked) == 1, "asked again by itself"


@pytest.mark.parametrize(("status", "reason"), [(429, "busy"), (503, "unavailable")])
def test_how_long_to_wait_is_what_the_server_says(
    pdok_site: Flask, pdok: PdokDouble, status: int, reason: str
) -> None:
    pdok.says(status, Retry_After="30")
    refusal = refusal_of()
    assert (refusal.reason, refusal.retry_after) == (reason, timedelta(seconds=30))


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "says", ["", "-5", "morgen", "1e400", "9" * 5000, "Fri, 31 Dec 99999999999 23:59:59 GMT"]
)
def test_a_pause_that_makes_no_sense_does_no_harm(
    pdok_site: Flask, pdok: PdokDouble, status: int, says: str
) -> None:
    pdok.says(status, Retry_After=says)
    refusal = refusal_of()
    assert refusal.is_temporary
    assert refusal.retry_after is None or timedelta(0) <= refusal.retry_after <= timedelta(days=1)


def test_a_server_that_asked_for_a_pause_gets_it(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(429, Retry_After="30")
    refusal_of()
    again = refusal_of(Address("Bolstraat 2", "3581 WS", "Utrecht"))
    assert again.reason == "busy" and again.retry_after is not None
    assert len(pdok.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        *(b"<html>Onderhoud</html>", b"", b"null", b"[]", b'"x"', b'{"response": 1}', b"\xff\xfe"),
        *(b'{"response": {"docs": null}}', b'{"response": {"docs": "abc"}}', b"[" * 100_000),
    ],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_an_answer_that_is_not_what_was_agreed_means_not_located(
    pdok_site: Flask, pdok: PdokDouble, body: bytes
) -> None:
    pdok.says(200, body)
    refusal_of()


def test_an_answer_of_many_megabytes_is_not_read(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(200, b" " * (transport.MOST_BYTES + 1))
    assert refusal_of().reason == "unavailable"


def test_a_redirect_is_not_followed(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(302, Location=f"{pdok.url}/elders")
    assert refusal_of().reason == "unavailable"
    assert len(pdok.asked) == 1


def test_a_refused_connection_means_not_located_yet(site_with: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        site_with("pdok", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert refusal_of().reason == "unavailable"


def test_a_server_that_hangs_up_means_not_located_yet(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.answer = lambda handler: handler.connection.close()
    assert refusal_of().reason == "unavailable"


def test_a_silent_server_is_waited_for_no_longer_than_the_deadline(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.keeps_silent()
    start = time.perf_counter()
    assert refusal_of().reason == "unavailable"
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_trickles_is_cut_off_at_the_deadline(
    pdok_site: Flask, pdok: PdokDouble, start: bytes
) -> None:
    pdok.trickles(start)
    began = time.perf_counter()
    assert refusal_of().reason == "unavailable"
    assert time.perf_counter() - began < 2


def test_who_was_cut_off_keeps_no_line_busy(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.trickles()
    be_brief(pdok_site, 0.1)
    for number in range(transport.MOST_AT_ONCE + 1):
        be_rested(pdok_site)
        refusal_of(Address(f"Bolstraat {number}", "3581 WS", "Utrecht"))
    assert len(pdok.asked) == transport.MOST_AT_ONCE + 1


def test_after_a_failure_pages_do_not_wait_for_the_next_one(
    pdok_site: Flask, pdok: PdokDouble
) -> None:
    pdok.keeps_silent()
    refusal_of()
    assert refusal_of(Address("Bolstraat 2", "3581 WS", "Utrecht")).reason == "busy"
    assert len(pdok.asked) == 1


def test_a_failure_is_not_remembered(pdok_site: Flask, pdok: PdokDouble) -> None:
    pdok.says(503)
    refusal_of()
    pdok.knows(document())
    be_rested(pdok_site)
    assert geocoding.locate(BOLSTRAAT).precision == "address"


def test_a_site_waits_two_and_a_half_seconds_in_all(site_with: Site) -> None:
    app = site_with("pdok", "http://127.0.0.1:9")
    assert app.extensions["geocoding"].locator.geocoder.timeout == 2.5


@pytest.mark.parametrize("geocoder", ["nominatim", "photon"])
def test_the_other_geocoders_fail_in_the_same_way(
    site_with: Site, pdok: PdokDouble, geocoder: str
) -> None:
    app = site_with(geocoder, pdok.url.partition("/bzk")[0])
    be_brief(app)
    for status, body in ((200, b"null"), (200, b"{}"), (200, b'{"features": 3}'), (500, b"")):
        pdok.says(status, body)
        be_rested(app)
        refusal_of(Address(f"Bolstraat {status}", "3581 WS", "Utrecht"))


def test_the_log_says_that_it_failed_and_not_where_somebody_looked(
    pdok_site: Flask, pdok: PdokDouble, caplog: pytest.LogCaptureFixture
) -> None:
    fails: list[Callable[[], None]] = [partial(pdok.says, 500, "Bolstraat 1"), pdok.close]
    for fail in fails:
        be_rested(pdok_site)
        fail()
        caplog.clear()
        refusal_of()
        assert "pdok" in caplog.text.lower()
        assert "Bolstraat" not in caplog.text and "3581" not in caplog.text
