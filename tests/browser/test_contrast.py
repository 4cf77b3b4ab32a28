"""Pages for who asks for more contrast, or for colours of their own; and words that stay whole."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.axe import complaints
from tests.browser.site import LiveSite
from tests.factories import activity
from weekapp import config, create_app

PATHS = ("/", "/activiteiten?waar=Ede&van=2020-01-01", "/activiteiten/1/koffie-in-de-brug")
WISHES = [
    {"contrast": "more", "color_scheme": "light"},
    {"contrast": "more", "color_scheme": "dark"},
    {"forced_colors": "active", "color_scheme": "light"},
    {"forced_colors": "active", "color_scheme": "dark"},
]
STOPS = 25
# How wide the ring is around what has the focus, or around the whole card of which it is the link.
RING = """() => {
  const one = document.activeElement
  const rings = [getComputedStyle(one), getComputedStyle(one, '::after')]
  const seen = rings.filter((it) => it.outlineStyle !== 'none')
  const widths = seen.map((it) => parseFloat(it.outlineWidth))
  return [one.outerHTML.slice(0, 80), Math.max(0, ...widths), one === document.body]
}"""
# Words of which a part is on another line.
BROKEN = """() => {
  const found = [], parts = document.querySelectorAll('.traits dt, .traits dd, .nl-button__label')
  for (const one of parts) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    for (let text; (text = walker.nextNode());)
      for (const word of text.data.matchAll(/[^ \\n-]+/g)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map((it) => it.top))
        if (one.checkVisibility() && lines.size > 1) found.push(word[0])
      }
  }
  return found
}"""


@pytest.fixture(scope="module")
def filled(live: LiveSite) -> Iterator[Flask]:
    """One activity with all that a page can tell."""
    app = create_app(config.read(live.environment))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    told: dict[str, Any] = {
        "host_name": "Anja",
        "first_visit": "Welkom.",
        "join_ways": ["here", "phone"],
        "audiences": ["iedereen", "ouderen", "beperking"],
        "languages": ["nl"],
        "wheelchair": "yes",
    }
    with app.app_context():
        activity("Koffie in de Brug", at=[soon, soon + timedelta(days=7)], **told)
        yield app


@pytest.fixture(params=WISHES, ids=lambda one: "-".join(one.values()))
def page(
    request: pytest.FixtureRequest, filled: Flask, live: LiveSite, chromium: Browser
) -> Iterator[Page]:
    """A phone of somebody with a wish."""
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": 360, "height": 800},
        bypass_csp=True,  # axe is put into the page as a script
        **request.param,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_text_can_be_told_from_what_is_behind_it(page: Page, path: str) -> None:
    page.goto(path)
    assert complaints(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_keyboard_sees_where_it_is(page: Page, path: str) -> None:
    page.goto(path)
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(RING))
    assert len({what for what, _, _ in stops}) > STOPS / 2
    assert [what for what, ring, is_end in stops if ring < 2 and not is_end] == []


@pytest.mark.parametrize("code", ["", "/en", "/uk", "/pl", "/tr", "/ar"])
def test_no_word_is_broken_on_a_phone(
    filled: Flask, open_browser: Callable[..., Page], code: str
) -> None:
    page = open_browser(360)
    page.goto(f"{code}/activiteiten/1/koffie-in-de-brug")
    assert page.evaluate(BROKEN) == []
