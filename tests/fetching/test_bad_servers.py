"""Servers that send too much, too slowly, in circles, or half."""

import gzip
import ssl
from contextlib import suppress

import pytest

from tests.fetching.elsewhere import CALENDAR, Elsewhere, answer, redirect
from weekapp.fetching import CannotFetch
from weekapp.fetching.fetcher import MOST_AT_ONCE

ADDRESS = "https://agenda.voorbeeld.nl/a.ics"


def why_not(elsewhere: Elsewhere, seconds: float = 10) -> str:
    with pytest.raises(CannotFetch) as refused:
        elsewhere.fetcher(seconds).fetch(ADDRESS)
    return refused.value.why


def test_an_endless_body_is_cut_off(elsewhere: Elsewhere) -> None:
    def endless(line: ssl.SSLSocket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"x" * 65536)

    elsewhere.answers["/a.ics"] = endless
    assert why_not(elsewhere) == "large"


def test_endless_chunks_are_cut_off(elsewhere: Elsewhere) -> None:
    def endless(line: ssl.SSLSocket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            line.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    elsewhere.answers["/a.ics"] = endless
    assert why_not(elsewhere) == "large"


def test_a_body_that_says_it_is_too_large_is_not_read(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    assert why_not(elsewhere) == "large"


def test_as_much_as_may_be_is_read_and_one_more_is_not(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = answer(body=b"x" * 1000)
    fetcher = elsewhere.fetcher()
    assert fetcher.fetch(ADDRESS, most_bytes=1000).body == b"x" * 1000
    with pytest.raises(CannotFetch, match="large"):
        fetcher.fetch(ADDRESS, most_bytes=999)


def test_a_gzip_bomb_is_never_unpacked(elsewhere: Elsewhere) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 1_000_000
    elsewhere.answers["/a.ics"] = answer(body=bomb, content_encoding="gzip")
    assert why_not(elsewhere) == "large"


def test_a_million_empty_members_are_cut_off(elsewhere: Elsewhere) -> None:
    members = gzip.compress(b"") * 60_000
    elsewhere.answers["/a.ics"] = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + members
    assert why_not(elsewhere) == "large"


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "deflate"])
def test_a_packing_we_did_not_ask_for_is_refused(elsewhere: Elsewhere, coding: str) -> None:
    elsewhere.answers["/a.ics"] = answer(body=CALENDAR, content_encoding=coding)
    assert why_not(elsewhere) == "odd"


@pytest.mark.parametrize(
    "half",
    [
        answer(body=CALENDAR)[:-9],
        answer(body=gzip.compress(CALENDAR)[:-9], content_encoding="gzip"),
        answer(body=b"no gzip at all", content_encoding="gzip"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nBEGIN:VCA\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nBEGIN:VCA\r\n",
        b"not HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"1" * 100_000 + b"\r\n\r\n",
    ],
    ids=["half", "half packed", "not packed", "chunk", "no chunk", "no http", "headers", "header"],
)
def test_half_an_answer_is_no_answer(elsewhere: Elsewhere, half: bytes) -> None:
    elsewhere.answers["/a.ics"] = half
    assert why_not(elsewhere) == "broken"


def test_a_server_that_hangs_up_is_not_available(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = b""
    assert why_not(elsewhere) in ("unavailable", "broken")


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_trickles_is_left_in_the_end(elsewhere: Elsewhere, first: bytes) -> None:
    def trickle(line: ssl.SSLSocket) -> None:
        line.sendall(first)
        with suppress(OSError):
            while not elsewhere.over.wait(0.02):
                line.sendall(b"H")

    elsewhere.answers["/a.ics"] = trickle
    assert why_not(elsewhere, seconds=0.5) == "slow"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 100000",
        b"Content-Length: 100000\r\nConnection: close",
        b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n40000",
        b"X-Length: none",
    ],
    ids=["length", "length and close", "chunk and close", "no length"],
)
def test_a_server_that_trickles_keeps_no_turn_of_others(elsewhere: Elsewhere, head: bytes) -> None:
    def trickle(line: ssl.SSLSocket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        with suppress(OSError):
            while not elsewhere.over.wait(0.02):
                line.sendall(b"H")

    elsewhere.answers["/a.ics"] = trickle
    fetcher = elsewhere.fetcher(seconds=0.3)
    with pytest.raises(CannotFetch, match="slow"):
        fetcher.fetch(ADDRESS)
    assert all(fetcher.turns.acquire(timeout=5) for _ in range(MOST_AT_ONCE))


def test_a_server_that_says_to_go_on_for_ever_is_left(elsewhere: Elsewhere) -> None:
    def go_on(line: ssl.SSLSocket) -> None:
        while not elsewhere.over.wait(0.001):
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    elsewhere.answers["/a.ics"] = go_on
    assert why_not(elsewhere, seconds=0.5) in ("slow", "broken")


def test_a_slow_look_up_holds_up_nobody_and_only_so_many_are_under_way(
    elsewhere: Elsewhere,
) -> None:
    slow = elsewhere.fetcher(0.05, look_up=lambda host: [host] if elsewhere.over.wait(9) else [])
    whys = []
    for _ in range(5):
        with pytest.raises(CannotFetch) as refused:
            slow.fetch(ADDRESS)
        whys.append(refused.value.why)
    assert whys == ["slow"] * 4 + ["occupied"]


def test_redirects_in_a_circle_and_too_many_end(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = redirect("/a.ics")
    assert why_not(elsewhere) == "redirects"
    assert len(elsewhere.asked) == 4


def test_a_redirect_to_nowhere_is_odd(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = answer("302 Found")
    assert why_not(elsewhere) == "odd"


def test_a_redirect_to_no_security_is_refused(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = redirect("http://agenda.voorbeeld.nl/a.ics")
    assert why_not(elsewhere) == "downgrade"
    assert len(elsewhere.dialled) == 1
