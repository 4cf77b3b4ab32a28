"""The page of all components looks as it did, on a phone and a desk, light and dark.

What a failure leaves is in build/pictures; `tests/browser/pictures.py` says how to keep a change.
"""

import shutil
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests import engines, factories as make
from tests.browser import people, pictures
from tests.browser.site import LiveSite
from weekapp import config, create_app

pytestmark = engines.looks_the_same

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SEEN = [(width, scheme) for width in (360, 1280) for scheme in SCHEMES]
HIGH = 1600
MOST_BYTES = 640_000  # of all pictures together
CHANGED = {
    "--wte-primary": "#0b4d7b",
    "--wte-ink": "#3d2a2e",
    "--wte-body": "1.0625rem",
    "--wte-2": "0.875rem",
    "--wte-radius": "0",
}


@pytest.fixture(scope="module")
def team(live: LiveSite, chromium: Browser) -> StorageState:
    """What the browser of somebody of the national team keeps."""
    with create_app(config.read(live.environment)).app_context():
        email = make.national().email
    context = chromium.new_context(base_url=live.url)
    people.sign_in(context.new_page(), live, email)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module", autouse=True)
def cleared() -> None:
    """Nothing of an earlier run is taken for what failed now."""
    shutil.rmtree(pictures.LEFT, ignore_errors=True)


@pytest.fixture
def page(
    request: pytest.FixtureRequest, team: StorageState, chromium: Browser, live: LiveSite
) -> Iterator[Page]:
    """The page of all components at a width, in a scheme."""
    seen: tuple[int, Scheme] = getattr(request, "param", SEEN[0])
    width, scheme = seen
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": width, "height": HIGH},
        color_scheme=scheme,
        reduced_motion="reduce",
        storage_state=team,
        locale="nl-NL",
    )
    opened = context.new_page()
    opened.goto("/stijl")
    opened.evaluate("document.fonts.ready")
    yield opened
    context.close()


def shots(page: Page) -> Iterator[tuple[str, bytes]]:
    """A picture of each section, by its name; what is measured is told in words, and tested."""
    for section in page.locator("main > section[id]:not(#contrast, #maten)").all():
        yield str(section.get_attribute("id")), section.screenshot(animations="disabled")


@pytest.mark.parametrize("page", SEEN, indirect=True, ids=lambda seen: f"{seen[0]}-{seen[1]}")
def test_every_component_looks_as_it_did(page: Page, request: pytest.FixtureRequest) -> None:
    width, scheme = request.node.callspec.params["page"]
    said = [pictures.complaint(f"{width}-{scheme}/{name}", shot) for name, shot in shots(page)]
    assert len(said) >= 12
    assert [one for one in said if one] == []


@pytest.mark.parametrize("token", CHANGED)
def test_a_token_that_changes_is_seen(page: Page, token: str) -> None:
    change = "([name, value]) => document.documentElement.style.setProperty(name, value)"
    page.evaluate(change, [token, CHANGED[token]])
    changed = [name for name, shot in shots(page) if is_changed(name, shot)]
    assert changed, f"{token} changed and no picture did"


def is_changed(name: str, shot: bytes) -> bool:
    """Whether a section is too far from its picture of before; keeps and leaves nothing."""
    return pictures.compared(f"360-light/{name}", shot).is_too_large


def test_every_picture_is_of_a_section_that_is_there(page: Page) -> None:
    names = {name for name, _ in shots(page)}
    for width, scheme in SEEN:
        kept = {file.stem for file in (pictures.KEPT / f"{width}-{scheme}").glob("*.png")}
        assert kept == names


def test_the_pictures_stay_small() -> None:
    assert sum(file.stat().st_size for file in pictures.KEPT.rglob("*.png")) < MOST_BYTES
