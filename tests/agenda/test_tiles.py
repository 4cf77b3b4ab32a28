"""Map tiles through us, where the setting says so: their maker sees no visitor."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.client import Client
from tests.fetching.elsewhere import Elsewhere, answer
from weekapp.config import WrongSetting, read
from weekapp.security import content_security_policy

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
EDE = "/kaart/tegels/8/131/84"


@pytest.fixture
def elsewhere(app: Flask) -> Iterator[Elsewhere]:
    """A maker of tiles, asked by us alone."""
    made = Elsewhere()
    made.answers["/8/131/84.png"] = answer(body=PNG, content_type="image/png")
    before = {name: app.extensions[name] for name in ("settings", "fetcher", "csp")}
    own = replace(
        before["settings"],
        tiles_cache=True,
        tiles_url="https://tegels.voorbeeld.nl/{z}/{x}/{y}.png",
    )
    app.extensions |= {
        "settings": own, "fetcher": made.fetcher(), "csp": content_security_policy(own),
    }  # fmt: skip
    yield made
    shutil.rmtree(own.instance / "tiles", ignore_errors=True)
    app.extensions |= before
    made.close()


def test_a_tile_is_fetched_once_and_kept(client: Client, elsewhere: Elsewhere) -> None:
    for _ in range(3):
        page = client.get(EDE)
        assert (page.status, page.response.get_data()) == (200, PNG)
        assert page.response.mimetype == "image/png"
    assert elsewhere.asked == ["/8/131/84.png"]
    assert "voorbeeld.nl" not in str(page.headers) and "Set-Cookie" not in page.headers


def test_nothing_of_the_visitor_goes_along(client: Client, elsewhere: Elsewhere) -> None:
    client.get(
        EDE, headers={"User-Agent": "Riets telefoon", "Referer": "http://week.test/?waar=6711"}
    )
    assert "Riet" not in elsewhere.heads[0] and "6711" not in elsewhere.heads[0]


@pytest.mark.parametrize("path", ["8/1/1", "8/131/300", "3/7/7", "19/1/1", "20/0/0", "8/-1/84"])
def test_tiles_of_elsewhere_in_the_world_are_not_ours(
    client: Client, elsewhere: Elsewhere, path: str
) -> None:
    assert client.get(f"/kaart/tegels/{path}").status == 404
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "bad",
    [
        answer(body=b"<svg onload=alert(1)>", content_type="image/png"),
        answer(body=PNG + b"x" * 300_000, content_type="image/png"),
        answer("500 Kapot"),
    ],
    ids=["svg", "huge", "broken"],
)
def test_what_is_no_tile_is_neither_passed_on_nor_kept(
    client: Client, elsewhere: Elsewhere, bad: bytes
) -> None:
    good, elsewhere.answers["/8/131/84.png"] = elsewhere.answers["/8/131/84.png"], bad
    assert client.get(EDE).status == 503
    elsewhere.answers["/8/131/84.png"] = good
    assert client.get(EDE).status == 200


def test_pages_say_who_serves_the_map_and_browsers_may_ask_nobody_else(
    client: Client, elsewhere: Elsewhere
) -> None:
    page = client.get("/kaart")
    assert "Wij halen de kaart op bij tegels.voorbeeld.nl. Die ziet niet wie je bent." in page.text
    assert page.one("[data-tiles]")["data-tiles"] == "/kaart/tegels/{z}/{x}/{y}"
    assert "voorbeeld.nl" not in page.headers["Content-Security-Policy"]
    assert "halen wij de kaartplaatjes op bij tegels.voorbeeld.nl" in client.get("/privacy").text


def test_without_the_setting_we_fetch_no_tiles(client: Client) -> None:
    assert client.get(EDE).status == 404


def test_the_setting_is_yes_or_no() -> None:
    given = {"WEEKAPP_SECRET_KEY": "x" * 20}
    assert read(given | {"WEEKAPP_TILES_CACHE": "ja"}).tiles_cache
    assert not read(given).tiles_cache
    with pytest.raises(WrongSetting, match="WEEKAPP_TILES_CACHE"):
        read(given | {"WEEKAPP_TILES_CACHE": "misschien"})
