"""The map by keyboard, with tiles that fail, and with as little as possible from elsewhere."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests import engines
from tests.browser.site import LiveSite, wait_for
from tests.conftest import settings
from tests.factories import activity
from weekapp import create_app

HOSTILE = "<img src=x onerror=document.title='stuk'>"
BRIDGE, TOWER, ENSCHEDE = (52.0402, 5.6649), (52.0480, 5.6700), (52.2215, 6.8937)


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site that takes its tiles from where there are none: from itself."""
    instance = tmp_path_factory.mktemp("live")
    engines.copy(built, instance)
    site = LiveSite(instance)
    site.environment["WEEKAPP_TILES_URL"] = site.url + "/tegels/{z}/{x}/{y}.png"
    web = site.start("serve", "--port", str(site.port))
    wait_for(f"{site.url}/healthz", web)
    yield site
    web.terminate()
    web.wait(timeout=20)


@pytest.fixture(scope="module")
def filled(live: LiveSite) -> Iterator[Flask]:
    """Three activities at one address in Ede, one at another, and one far away."""
    app = create_app(settings(live.instance))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    with app.app_context():
        for hours, title in enumerate(("Koffie", HOSTILE, "Thee")):
            at = soon + timedelta(hours=hours)
            activity(title, at=at, point=BRIDGE, venue_name="De Brug")
        activity("Zingen", at=soon, point=TOWER, venue_name="De Toren")
        activity("Ver weg", at=soon, city="Enschede", point=ENSCHEDE)
        yield app


@pytest.fixture
def page(filled: Flask, open_browser: Callable[..., Page]) -> Page:
    """A browser that refuses everything that is not ours, and remembers it was asked."""
    opened = open_browser()
    opened.emulate_media(reduced_motion="reduce")
    return opened


def test_nothing_is_fetched_before_the_map_is_opened(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/activiteiten?waar=Ede&van=2020-01-01")
    page.wait_for_load_state("networkidle")
    costly = ("/kaart/", "drawing-", "css/map-")
    assert [url for url in asked if any(part in url for part in costly)] == []
    page.get_by_text("Toon op de kaart").click()
    expect(page.get_by_role("button", name="4 activiteiten, inzoomen")).to_be_visible()
    assert any("/kaart/punten.json" in url for url in asked)


def test_a_visitor_with_a_keyboard_reaches_everything_at_one_address(page: Page) -> None:
    page.goto("/kaart?waar=6711&straal=1&van=2020-01-01")
    together = page.get_by_role("button", name="3 activiteiten: De Brug")
    expect(together).to_be_visible()
    until_focused(page, together)
    page.keyboard.press("Enter")
    links = page.locator(".map__popup a")
    expect(links).to_have_text(["Koffie", HOSTILE, "Thee"])
    expect(links.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(together).to_be_focused()
    assert page.title() != "stuk"


def test_a_cluster_says_how_many_and_gives_the_focus_to_what_was_in_it(page: Page) -> None:
    page.goto("/kaart?van=2020-01-01")
    cluster = page.get_by_role("button", name="4 activiteiten, inzoomen")
    expect(cluster).to_be_visible()
    until_focused(page, cluster)
    page.keyboard.press("Enter")
    expect(cluster).to_have_count(0)
    focused = page.locator(".map__spot:focus, .map__cluster:focus")
    expect(focused).to_have_count(1)


def test_buttons_and_region_have_dutch_names(page: Page) -> None:
    page.goto("/kaart?waar=6711&straal=1&van=2020-01-01")
    expect(page.get_by_role("region", name="Kaart met activiteiten")).to_be_visible()
    for name in ("Inzoomen", "Uitzoomen"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Zingen,").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Sluit", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_when_tiles_fail_the_outline_of_the_municipalities_stays(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/kaart?waar=Ede&van=2020-01-01")
    expect(page.locator(".map__municipality")).to_have_count(342)
    assert not any("/tegels/" in url for url in asked)
    page.get_by_role("button", name="Toon ook de straten").click()
    expect(page.locator(".map__status")).to_contain_text("De straten laden nu niet.")
    expect(page.locator(".map--drawn .map__municipality")).to_have_count(342)
    expect(page.locator(".map__cluster")).to_be_visible()
    assert any("/tegels/" in url for url in asked)


def test_tiles_lie_over_the_outline_when_they_come(page: Page) -> None:
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"
    page.route(
        "**/tegels/**", lambda route: route.fulfill(body=picture, content_type="image/svg+xml")
    )
    page.goto("/kaart?waar=Ede&van=2020-01-01")
    page.get_by_role("button", name="Toon ook de straten").click()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".map--drawn")).to_have_count(0)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("127.0.0.1")


def test_a_map_that_moves_on_forgets_what_it_asked_before(page: Page) -> None:
    aborted: list[str] = []
    page.on("requestfailed", lambda request: aborted.append(request.url))
    page.goto("/kaart?van=2020-01-01")
    expect(page.locator(".map__status")).to_contain_text("5 activiteiten")
    page.route("**/kaart/punten.json**", lambda _route: None)  # never answered
    with page.expect_request("**/kaart/punten.json**"):
        page.get_by_role("button", name="Uitzoomen").click()
    with page.expect_event("requestfailed"), page.expect_request("**/kaart/punten.json**"):
        page.get_by_role("button", name="Uitzoomen").click()
    assert ["/kaart/punten.json" in url for url in aborted] == [True]


def test_a_movement_asks_once_and_a_small_one_not_at_all(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/kaart?thema=koffie&van=2020-01-01")
    expect(page.locator(".map__status")).to_contain_text("5 activiteiten")
    asked.clear()
    page.get_by_role("region", name="Kaart met activiteiten").focus()
    for _ in range(3):
        page.keyboard.press("+")
    expect(page.get_by_role("button", name="4 activiteiten, inzoomen")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    points = [url for url in asked if "/kaart/punten.json" in url]
    assert len(points) <= 1
    assert all("thema=koffie" in url for url in points)


def test_what_stays_on_the_map_is_not_drawn_anew(page: Page) -> None:
    page.goto("/kaart?waar=6711&straal=1&van=2020-01-01")
    together = page.get_by_role("button", name="3 activiteiten: De Brug")
    together.evaluate("element => { element.dataset.mine = 'yes' }")
    page.get_by_role("region", name="Kaart met activiteiten").focus()
    with page.expect_response("**/kaart/punten.json**"):
        for _ in range(3):
            page.keyboard.press("Shift+ArrowRight")
            page.wait_for_timeout(400)  # a key pressed while the map slides is lost
    expect(page.locator(".map__status")).to_contain_text("activiteiten op dit stuk kaart")
    expect(page.locator(".map__spot[data-mine=yes]")).to_have_count(1)


def until_focused(page: Page, wanted: Locator, most: int = 60) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not get there")
