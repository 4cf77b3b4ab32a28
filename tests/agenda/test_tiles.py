"""Map tiles through us, where the setting says so: their maker sees no visitor."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic, time

import pytest
from flask import Flask

from tests.client import Client
from tests.fetching.elsewhere import Elsewhere, answer
from weekapp import jobs
from weekapp.agenda import tile_views, tiles
from weekapp.agenda.tiles import Tiles
from weekapp.config import WrongSetting, read
from weekapp.security import content_security_policy

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
EDE = "/kaart/tegels/8/131/84"
MANY = [f"/kaart/tegels/9/{column}/{row}" for column in range(262, 266) for row in range(166, 169)]


@pytest.fixture
def elsewhere(app: Flask) -> Iterator[Elsewhere]:
    """A maker of tiles, asked by us alone."""
    made = Elsewhere()
    made.answers["/8/131/84.png"] = answer(body=PNG, content_type="image/png")
    before = {name: app.extensions[name] for name in ("settings", "tiles", "csp")}
    own = replace(
        before["settings"],
        tiles_cache=True,
        tiles_url="https://tegels.voorbeeld.nl/{z}/{x}/{y}.png",
    )
    kept = Tiles(own)
    kept.fetcher = made.fetcher()
    app.extensions |= {"settings": own, "tiles": kept, "csp": content_security_policy(own)}
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
    client.app.extensions["tiles"].rests_until = 0.0
    assert client.get(EDE).status == 200


def silence(elsewhere: Elsewhere, app: Flask) -> None:
    """Let the maker take every call and say nothing."""

    def says_nothing(_line: object) -> None:
        elsewhere.over.wait(5)

    elsewhere.answers["/8/131/84.png"] = says_nothing
    for path in MANY:
        elsewhere.answers[path.removeprefix("/kaart/tegels") + ".png"] = says_nothing
    app.extensions["tiles"].fetcher = elsewhere.fetcher(0.4)


def test_a_maker_that_says_nothing_is_left_alone_for_a_while(
    app: Flask, client: Client, elsewhere: Elsewhere
) -> None:
    silence(elsewhere, app)
    assert client.get(EDE).status == 503
    before = monotonic()
    assert [client.get(path).status for path in MANY] == [503] * len(MANY)
    assert monotonic() - before < 2
    assert len(elsewhere.dialled) == 1
    app.extensions["tiles"].rests_until -= tiles.REST_SECONDS
    assert client.get(EDE).status == 503
    assert len(elsewhere.dialled) == 2


def test_few_threads_wait_for_a_maker_that_says_nothing(app: Flask, elsewhere: Elsewhere) -> None:
    silence(elsewhere, app)
    with ThreadPoolExecutor(12) as visitors:
        asked = visitors.map(lambda path: app.test_client().get(path).status_code, MANY)
    assert [*asked] == [503] * len(MANY)
    assert len(elsewhere.dialled) == tiles.MOST_AT_ONCE


def test_many_tiles_of_a_maker_that_answers_all_come_and_each_is_fetched_once(
    app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "PATIENCE_SECONDS", 20)
    for path in MANY:
        found = answer(body=PNG, content_type="image/png")
        elsewhere.answers[path.removeprefix("/kaart/tegels") + ".png"] = found
    with ThreadPoolExecutor(4) as visitors:
        asked = visitors.map(lambda path: app.test_client().get(path).status_code, MANY * 2)
    assert {*asked} == {200}
    assert len(elsewhere.asked) == len({*elsewhere.asked}) == len(MANY)


def test_who_asks_for_very_many_new_tiles_is_told_to_wait_and_gets_those_that_are_here(
    client: Client, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tile_views, "PER_NETWORK", "1/hour")
    assert client.get(EDE).status == 200
    page = client.get(MANY[0])
    assert (page.status, page.headers["Retry-After"]) == (429, "3600")
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get(EDE).status == 200


def test_the_worker_throws_tiles_of_last_month_away(client: Client, elsewhere: Elsewhere) -> None:
    client.get(EDE)
    [kept] = client.app.extensions["tiles"].shelf.folder.iterdir()
    os.utime(kept, (time() - tiles.KEPT_SECONDS - 60,) * 2)
    jobs.make_rounds()
    assert not kept.exists()


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
