"""Every page, from the routes: it fits its width, has a name of its own and keeps to itself.

Its pictures, on a phone, a tablet and a desk, light and dark, are side by side in
build/contact-sheet/index.html.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests import engines
from tests.browser import contact_sheet
from tests.browser.axe import complaints
from tests.browser.site import LiveSite
from tests.browser.stops import GONE, Stop, furnished, signed_in, stops

pytestmark = engines.looks_the_same

SIZES = [(360, 900), (768, 1000), (1280, 900)]
DESK = 1280
ZOOMED_IN = (320, 256)  # a desk at 400 %
SCHEMES = ("light", "dark")
LEAST = 60
REFUSED = "the server responded with a status of 422"
# The page of components shows the same thing in several states.
MEANT = {("/stijl", "landmark-unique")}
# What the window would scroll sideways for, and what is cut off because the page may not.
WIDE = """() => {
  const page = document.documentElement, found = []
  if (page.scrollWidth > page.clientWidth) found.push(`scrolls to ${page.scrollWidth}`)
  const mayStickOut = (one) => {
    for (let it = one; it && it !== document.body; it = it.parentElement)
      if (getComputedStyle(it).overflowX !== 'visible' || it.matches('.hidden')) return true
  }
  for (const one of document.body.querySelectorAll('*')) {
    const box = one.getBoundingClientRect(), isSeen = box.width > 1 && box.height > 1
    const isOut = box.right > page.clientWidth + 1 || box.left < -1
    if (isSeen && isOut && one.checkVisibility({visibilityProperty: true}) && !mayStickOut(one))
      found.push(`${one.tagName}.${one.className} ends at ${Math.round(box.right)}`)
  }
  return found.slice(0, 3)
}"""


@pytest.fixture(scope="module")
def kept(live: LiveSite, chromium: Browser) -> tuple[list[Stop], dict[str, StorageState]]:
    """The pages there are, and what the browser of each who sees them keeps."""
    site = furnished(live)
    states = signed_in(chromium, live, site)
    cookies = {
        eyes: "; ".join(f"{one.get('name')}={one.get('value')}" for one in state["cookies"])
        for eyes, state in states.items()
    }
    return stops(site, live, cookies), states


@pytest.fixture(scope="module")
def sheet(kept: tuple[list[Stop], dict[str, StorageState]]) -> Iterator[None]:
    """The folder of the pictures; in the end they are laid out."""
    contact_sheet.begin()
    yield
    print(contact_sheet.write({stop.path: f"{stop.title} ({stop.eyes})" for stop in kept[0]}))


def opened(context: BrowserContext, live: LiveSite, told: list[str]) -> Page:
    """A page that notes what it says wrong, and whom else it asks."""
    page = context.new_page()

    def asked(url: str) -> None:
        if not url.startswith((live.url, "data:", "blob:")):
            told.append(f"{page.url} asks {url}")

    def said(kind: str, text: str) -> None:
        is_meant = page.url.endswith(GONE) or REFUSED in text
        if kind == "error" and not is_meant:
            told.append(f"{page.url} says {text}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: said("error", str(error)))
    return page


def look_at(page: Page, stop: Stop, width: int) -> list[str]:
    """Go to a page and picture it; what is wrong with it."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    stop.visit(page)
    wrong = sticking_out(page, stop)
    if (heads := page.locator("h1:visible").count()) != 1:
        wrong.append(f"{stop.path} has {heads} h1")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        file = contact_sheet.picture(stop.path, width, scheme)
        page.screenshot(path=file, type="jpeg", quality=60)
    if width == DESK:
        before = page.viewport_size
        page.set_viewport_size({"width": ZOOMED_IN[0], "height": ZOOMED_IN[1]})
        wrong += sticking_out(page, stop)
        page.set_viewport_size(before or {"width": width, "height": width})
    return wrong


def sticking_out(page: Page, stop: Stop) -> list[str]:
    """What of a page is wider than the window."""
    return [f"{stop.path} in {page.viewport_size}: {one}" for one in page.evaluate(WIDE)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.usefixtures("sheet")
def test_every_page_fits_and_keeps_to_itself(
    kept: tuple[list[Stop], dict[str, StorageState]],
    chromium: Browser,
    live: LiveSite,
    width: int,
    height: int,
) -> None:
    wrong: list[str] = []
    for eyes in dict.fromkeys(stop.eyes for stop in kept[0]):
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": width, "height": height},
            storage_state=kept[1].get(eyes),
            locale="nl-NL",
        )
        page = opened(context, live, wrong)
        for stop in kept[0]:
            if stop.eyes == eyes:
                wrong += look_at(page, stop, width)
        context.close()
    assert wrong == []


def test_axe_complains_of_no_page_whoever_sees_it(
    kept: tuple[list[Stop], dict[str, StorageState]],
    chromium: Browser,
    live: LiveSite,
) -> None:
    wrong: dict[str, list[tuple[str, str]]] = {}
    for eyes in dict.fromkeys(stop.eyes for stop in kept[0]):
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": 360, "height": 900},
            storage_state=kept[1].get(eyes),
            bypass_csp=True,
        )
        page = context.new_page()
        for stop in kept[0]:
            if stop.eyes == eyes:
                stop.visit(page)
                wrong[stop.path] = [
                    one for one in complaints(page) if (stop.path, one[0]) not in MEANT
                ]
        context.close()
    assert {path: told for path, told in wrong.items() if told} == {}


def test_every_page_has_a_title_of_its_own(
    kept: tuple[list[Stop], dict[str, StorageState]],
) -> None:
    pages = [stop for stop in kept[0] if stop.rule]  # the others are the same in another state
    assert len(pages) >= LEAST
    times = Counter(stop.title for stop in pages)
    assert {stop.path: stop.title for stop in pages if times[stop.title] > 1} == {}


def test_what_sticks_out_would_be_noticed(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 256})
    page.set_content("<body style='overflow-x: clip'><p style='width: 400px'>lang</p>")
    assert page.evaluate(WIDE)
    page.set_content("<body><div style='overflow-x: auto'><p style='width: 400px'>lang</p></div>")
    assert page.evaluate(WIDE) == []
    page.close()
