"""What a page costs a phone: few bytes, nothing that moves, and no script that has to be there.

The site serves as it does for everybody, so bytes are counted as they come over the line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route

from tests import engines
from tests.browser.site import LiveSite

pytestmark = engines.looks_the_same

MOST_IN_ALL = 100_000
MOST_HTML = 14 * 1024  # what a server may send before it hears back (RFC 6928: ten segments)
LETTERS_COME_LATE = 400  # milliseconds
HOME, LIST, MUNICIPALITY = "/", "/activiteiten?waar=Ede", "/gemeenten/ede"
PAGES = (HOME, LIST, "/activiteiten/1", MUNICIPALITY)
# What only a script can do, and what it says of that.
CONVENIENCES = {"Print", "Naam van de gemeente"}
WATCH = """
  window.moved = []
  const name = (one) => one.node && (one.node.className || one.node.nodeName)
  const note = (one) => window.moved.push(`${one.value.toFixed(4)}: ${one.sources.map(name)}`)
  new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({type: 'layout-shift', buffered: true})
"""
SEEN = """() => {
  const told = 'a, button, summary, label, h1, h2, h3, p, li, dt, dd'
  const all = [...document.querySelector('main').querySelectorAll(told)]
  const isShown = (one) => one.checkVisibility({visibilityProperty: true})
  const shown = all.filter((one) => isShown(one) && !one.querySelector('button'))
  return shown.map((one) => one.innerText.split(/\\s+/).join(' ').trim()).filter(Boolean)
}"""


@pytest.fixture(scope="module", autouse=True)
def country(live: LiveSite) -> None:
    """As many activities as a visitor of the real site could meet."""
    live.run("demo", "--activities", "2500")


@dataclass(frozen=True)
class Cost:
    """What one page made a browser fetch: the path of each file, and its bytes."""

    files: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.files.values())


def cost(page: Page, path: str) -> Cost:
    """Open a page as somebody who was never here, and count what comes over the line."""
    asked: list[Request] = []

    def came(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", came)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    sizes = [(urlsplit(one.url).path, one.sizes()) for one in asked]
    return Cost({at: it["responseBodySize"] + it["responseHeadersSize"] for at, it in sizes})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_less_than_a_hundred_kilobytes_on_a_phone(
    open_browser: Callable[..., Page], path: str
) -> None:
    spent = cost(open_browser(360), path)
    assert any(one.endswith(".woff2") for one in spent.files)
    assert any(one.endswith(".css") for one in spent.files)
    # A picture of an activity is what somebody came to see; it waits until it is scrolled to.
    ours = {file: size for file, size in spent.files.items() if not file.startswith("/foto/")}
    assert sum(ours.values()) < MOST_IN_ALL, ours


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
@pytest.mark.parametrize("path", PAGES)
def test_the_words_of_a_page_come_in_one_go(live: LiveSite, path: str, coding: str) -> None:
    body, headers = live.read(path, {"Accept-Encoding": coding})
    assert {name.lower(): value for name, value in headers.items()}["content-encoding"] == coding
    assert len(body) < MOST_HTML


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [HOME, LIST])
def test_nothing_of_the_map_comes_before_it_is_asked_for(
    open_browser: Callable[..., Page], live: LiveSite, path: str, width: int
) -> None:
    files = cost(open_browser(width), path).files
    assert [one for one in files if one.startswith("/kaart") or "css/map-" in one] == []
    scripts = [one for one in files if one.endswith(".js")]
    assert scripts
    assert [one for one in scripts if b"leaflet" in live.read(one)[0].lower()] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_missing_without_script(open_browser: Callable[..., Page], path: str) -> None:
    with_script, without = open_browser(360), open_browser(360, javascript=False)
    with_script.goto(path)
    without.goto(path)
    # Playwright asks in a world of its own, also where the page itself may run nothing.
    more = set(with_script.evaluate(SEEN)) - set(without.evaluate(SEEN))
    assert more - CONVENIENCES == set()


def slow_letters(route: Route) -> None:
    """Fonts that come when the page was long drawn, as over a bad line."""
    route.request.frame.page.wait_for_timeout(LETTERS_COME_LATE)
    route.continue_()


def moved(page: Page, path: str) -> list[str]:
    """What moved while a page was opened and read to its end."""
    page.add_init_script(WATCH)
    page.route("**/*.woff2", slow_letters)
    page.goto(path)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(LETTERS_COME_LATE)
    page.mouse.wheel(0, 10_000)
    page.wait_for_timeout(LETTERS_COME_LATE)
    found: list[str] = page.evaluate("window.moved")
    return found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_comes(
    open_browser: Callable[..., Page], path: str, width: int
) -> None:
    assert moved(open_browser(width), path) == []


def test_what_moves_would_be_noticed(open_browser: Callable[..., Page]) -> None:
    page = open_browser(360)
    moved(page, HOME)
    page.evaluate(
        "window.scrollTo(0, 0); document.querySelector('main').prepend('Kijk '.repeat(200))"
    )
    page.wait_for_timeout(LETTERS_COME_LATE)
    assert page.evaluate("window.moved") != []
