"""Styles, scripts and icons: where they are, and how long browsers may keep them."""

import gzip
import re
from collections.abc import Callable

import brotli
import pytest
from flask import Flask

from tests.client import Client
from weekapp.assets import MissingAsset, asset
from weekapp.config import SITE

TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
ASKED = re.compile(r"""asset\(\s*["']([^"'~]+)["']\s*\)""")
DRAWN = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")


def address_of(app: Flask, name: str) -> str:
    with app.test_request_context():
        return asset(name)


def test_a_built_file_has_its_hash_in_its_name_and_is_kept_for_ever(
    app: Flask, client: Client
) -> None:
    address = address_of(app, "css/site.css")
    assert re.fullmatch(r"/static/vendor/css/site-[A-Z0-9]{8}\.css", address)
    answer = client.get(address)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("accepted", "coding", "unpacked"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0.5, gzip", "gzip", gzip.decompress),
    ],
)
def test_a_browser_that_unpacks_gets_a_style_sheet_packed(
    app: Flask, client: Client, accepted: str, coding: str, unpacked: Callable[[bytes], bytes]
) -> None:
    address = address_of(app, "css/site.css")
    whole = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": accepted})
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["Content-Type"] == whole.headers["Content-Type"]
    assert packed.headers["ETag"] != whole.headers["ETag"]
    assert unpacked(packed.response.data) == whole.response.data
    assert len(packed.response.data) < len(whole.response.data) / 3
    assert "Accept-Encoding" in whole.headers["Vary"]


def test_a_font_is_not_packed_again(app: Flask, client: Client) -> None:
    built = client.get(address_of(app, "css/site.css")).response.get_data(as_text=True)
    font = re.findall(r"[\w-]+\.woff2", built)[0]
    accepts = {"Accept-Encoding": "gzip, br, zstd"}
    answer = client.get(f"/static/vendor/files/{font}", headers=accepts)
    assert answer.status == 200
    assert "Content-Encoding" not in answer.headers


def test_a_style_sheet_that_did_not_change_is_not_sent_again(app: Flask, client: Client) -> None:
    address = address_of(app, "css/site.css")
    known = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": known})
    assert again.status == 304
    assert "immutable" in again.headers["Cache-Control"]


def test_a_built_file_that_is_gone_is_not_kept(client: Client) -> None:
    gone = client.get("/static/vendor/css/site-00000000.css")
    assert gone.status == 404
    assert gone.headers["Cache-Control"] == "no-store"


def test_a_file_that_is_nowhere_is_an_error_in_the_template(app: Flask) -> None:
    with pytest.raises(MissingAsset):
        address_of(app, "css/nowhere.css")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SITE)))
def test_what_a_template_asks_for_was_built(app: Flask, path: object) -> None:
    text = (SITE / str(path)).read_text()
    for name in ASKED.findall(text):
        assert address_of(app, name).startswith("/static/vendor/"), f"{name}: make assets"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SITE)))
def test_each_icon_in_a_template_is_in_the_list(path: object) -> None:
    listed = (SITE / "static" / "icons.txt").read_text().split()
    drawn = DRAWN.findall((SITE / str(path)).read_text())
    assert set(drawn) <= set(listed)


def test_style_sheets_load_nothing_from_elsewhere(app: Flask, client: Client) -> None:
    built = client.get(address_of(app, "css/site.css")).response.get_data(as_text=True)
    assert "url(" in built
    assert not re.search(r"""(url\(|@import)\s*["']?(https?:)?//""", built)
