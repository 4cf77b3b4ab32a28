"""Public answers that are made each time: packed, and not sent twice."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
import zstandard

from tests.client import Client
from tests.factories import member, organisation
from weekapp.accounts.models import Account

TEXTS = ("/bronnen", "/privacy", "/sitemap.xml", "/plekken?q=am")
ALL = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_for_everybody_goes_out_packed(client: Client, path: str) -> None:
    plain = client.browser.get(path)
    for accepted, unpacked in (("gzip", gzip.decompress), ("zstd", zstandard.decompress)):
        packed = client.browser.get(path, headers={"Accept-Encoding": accepted})
        assert packed.headers["Content-Encoding"] == accepted
        assert unpacked(packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("path", [*TEXTS, "/robots.txt", "/.well-known/security.txt"])
def test_a_text_for_everybody_is_not_sent_twice(client: Client, path: str) -> None:
    first = client.browser.get(path, headers=ALL)
    again = client.browser.get(path, headers={**ALL, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in again.headers
    for name in ("ETag", "Cache-Control"):
        assert again.headers[name] == first.headers[name]


def test_a_page_with_a_token_or_for_one_person_is_never_packed(
    client: Client, signed_in: Callable[[Account], Client]
) -> None:
    for browser, path in ((client, "/inloggen"), (signed_in(member(organisation())), "/mijn")):
        answer = browser.browser.get(path, headers=ALL, follow_redirects=True)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in answer.headers
        assert "ETag" not in answer.headers


def test_what_is_small_or_went_wrong_goes_out_as_it_is(client: Client) -> None:
    for path, status in (("/plekken?q=", 200), ("/nergens", 404), ("/healthz", 200)):
        answer: Any = client.browser.get(path, headers=ALL)
        assert answer.status_code == status
        assert "Content-Encoding" not in answer.headers
