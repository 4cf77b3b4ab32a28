"""What is read at an address, how it is asked for, and what is said when it is not read."""

import gzip
import ssl
from datetime import timedelta

import pytest
from flask import Flask

from tests.fetching.elsewhere import CALENDAR, SOMEWHERE, Elsewhere, answer, redirect
from weekapp.fetching import CannotFetch, Validators, Ways, fetch

ADDRESS = "https://agenda.voorbeeld.nl/a.ics"


def why_not(elsewhere: Elsewhere, address: str, **ways: object) -> CannotFetch:
    """Why an address cannot be read."""
    with pytest.raises(CannotFetch) as refused:
        elsewhere.fetcher(**ways).fetch(address)  # type: ignore[arg-type]
    return refused.value


def test_an_address_gives_what_is_there_and_how_to_know_it_again(elsewhere: Elsewhere) -> None:
    found = elsewhere.fetcher().fetch(ADDRESS)
    assert (found.body, found.address, found.is_unchanged) == (CALENDAR, ADDRESS, False)
    assert found.validators == Validators('"een"', "Mon, 31 Aug 2026 08:00:00 GMT")
    assert found.content_type == "text/calendar; charset=utf-8"


@pytest.mark.parametrize(
    "typed",
    [
        "webcal://agenda.voorbeeld.nl/a.ics",
        "http://agenda.voorbeeld.nl/a.ics",
        "agenda.voorbeeld.nl/a.ics",
        " HTTPS://Agenda.Voorbeeld.NL:443/a.ics#top ",
        "https://agenda.voorbeeld.nl./a.ics",
    ],
)
def test_other_ways_to_write_an_address_are_the_same_address(
    elsewhere: Elsewhere, typed: str
) -> None:
    assert elsewhere.fetcher().fetch(typed).address == ADDRESS


def test_a_server_is_told_who_asks_and_nothing_of_us(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    elsewhere.answers["/a.ics"] = answer(body=CALENDAR, set_cookie="volg=mij")
    fetcher = elsewhere.fetcher()
    fetcher.fetch(ADDRESS)
    fetcher.fetch(ADDRESS)
    head = elsewhere.heads[-1]
    assert "Host: agenda.voorbeeld.nl\r\n" in head
    assert "User-Agent: weekapp (test)\r\n" in head
    assert "cookie" not in head.lower() and "authorization" not in head.lower()


def test_what_did_not_change_is_not_sent_again(elsewhere: Elsewhere) -> None:
    known = Validators('"een"', "Mon, 31 Aug 2026 08:00:00 GMT")
    elsewhere.answers["/a.ics"] = answer("304 Not Modified")
    found = elsewhere.fetcher().fetch(ADDRESS, known)
    assert found.is_unchanged and found.validators == known
    assert 'If-None-Match: "een"\r\n' in elsewhere.heads[-1]
    assert "If-Modified-Since: Mon, 31 Aug 2026 08:00:00 GMT\r\n" in elsewhere.heads[-1]


def test_unchanged_is_not_believed_of_what_we_never_had(elsewhere: Elsewhere) -> None:
    elsewhere.answers["/a.ics"] = answer("304 Not Modified")
    assert why_not(elsewhere, ADDRESS).why == "odd"


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "x" * 400])
def test_a_validator_that_cannot_be_sent_back_is_left_out(elsewhere: Elsewhere, etag: str) -> None:
    elsewhere.fetcher().fetch(ADDRESS, Validators(etag))
    assert "If-None-Match" not in elsewhere.heads[-1] and "Evil" not in elsewhere.heads[-1]


def test_a_packed_answer_is_unpacked(elsewhere: Elsewhere) -> None:
    packed = gzip.compress(CALENDAR[:20]) + gzip.compress(CALENDAR[20:])
    elsewhere.answers["/a.ics"] = answer(body=packed, content_encoding="gzip")
    assert elsewhere.fetcher().fetch(ADDRESS).body == CALENDAR


def test_an_answer_in_chunks_is_read(elsewhere: Elsewhere) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    elsewhere.answers["/a.ics"] = head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(CALENDAR), CALENDAR)
    assert elsewhere.fetcher().fetch(ADDRESS).body == CALENDAR


@pytest.mark.parametrize(
    "place", ["/b?x=1&y=café", "/b?x=1&y=caf\u00c3\u00a9", "/b?x=1&y=caf%C3%A9"]
)
def test_a_redirect_is_followed_to_another_name(elsewhere: Elsewhere, place: str) -> None:
    elsewhere.answers["/oud.ics"] = redirect(f"//elders.voorbeeld.nl{place}")
    elsewhere.answers["/b?x=1&y=caf%C3%A9"] = redirect("../a.ics", "308 Permanent Redirect")
    found = elsewhere.fetcher().fetch("https://agenda.voorbeeld.nl/oud.ics")
    assert found.address == "https://elders.voorbeeld.nl/a.ics" and found.body == CALENDAR
    assert "Host: elders.voorbeeld.nl" in elsewhere.heads[-1]


def test_a_name_with_an_accent_is_asked_for_by_its_ascii_name(elsewhere: Elsewhere) -> None:
    elsewhere.fetcher().fetch("https://CAFÉ.voorbeeld.nl/a.ics")
    assert elsewhere.looked_up == ["xn--caf-dma.voorbeeld.nl"]


@pytest.mark.parametrize(
    ("status", "why", "is_temporary"),
    [
        ("401 Unauthorized", "locked", False),
        ("404 Not Found", "gone", False),
        ("410 Gone", "gone", False),
        ("418 Teapot", "odd", False),
        ("204 No Content", "odd", False),
        ("429 Too Many", "busy", True),
        ("500 Oops", "unavailable", True),
        ("503 Later", "busy", True),
    ],
)
def test_an_answer_that_is_no_calendar_is_told_apart(
    elsewhere: Elsewhere, app: Flask, status: str, why: str, is_temporary: bool
) -> None:
    elsewhere.answers["/a.ics"] = answer(status)
    refused = why_not(elsewhere, ADDRESS)
    assert (refused.why, refused.is_temporary) == (why, is_temporary)
    assert refused.reason.endswith((".", "?"))


@pytest.mark.parametrize(
    ("told", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 01 Sep 2026 09:00:00 GMT", timedelta(hours=1)),
        ("999999999999", timedelta(days=7)),
        ("morgen", None),
        ("-5", None),
    ],
)
def test_a_server_may_say_when_to_come_back(
    elsewhere: Elsewhere, told: str, pause: timedelta | None
) -> None:
    elsewhere.answers["/a.ics"] = answer("503 Later", retry_after=told)
    assert why_not(elsewhere, ADDRESS).retry_after == pause


def test_a_certificate_of_somebody_unknown_or_for_another_name_is_refused(
    elsewhere: Elsewhere,
) -> None:
    assert why_not(elsewhere, ADDRESS, tls=ssl.create_default_context()).why == "insecure"
    assert why_not(elsewhere, "https://agenda.voorbeeld.com/a.ics").why == "insecure"
    assert elsewhere.asked == []


def test_the_site_itself_reaches_nothing_on_this_machine(app: Flask) -> None:
    for address in ("https://127.0.0.1/", "http://localhost/", "https://[::1]/"):
        with pytest.raises(CannotFetch):
            fetch(address)
    ways = app.extensions["fetcher"].ways
    assert (ways.seconds, ways.connect_seconds) == (15, 5)
    assert ways.tls.verify_mode == ssl.CERT_REQUIRED and ways.tls.check_hostname
    assert not ways.is_outside("127.0.0.1") and Ways().is_outside(SOMEWHERE)
