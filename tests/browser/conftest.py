"""A real site with a real worker on a free port, and a real browser to visit it with."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import LiveSite, running
from tests.machine import need
from tools.debian import CHROMIUM

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def clock() -> None:
    """Real time: the site runs in a process of its own."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; with CI=true a missing one is a failure."""
    need(CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.file, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """`weekapp serve` and `weekapp worker` on a copy of the built database."""
    with running(built, tmp_path_factory.mktemp("live"), "serve", "worker") as site:
        yield site


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test failed, so that what its browsers showed can be kept."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def open_browser(
    request: pytest.FixtureRequest, chromium: Browser, live: LiveSite
) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own (own cookies) on the site; a phone when asked for 360 px.

    When the test fails, what each browser showed last is kept as a picture beside the site.
    """
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                picture = live.instance / f"{request.node.name}-{number}.png"
                page.screenshot(path=picture, full_page=True)
                print(f"browser {number} showed {page.url}, kept in {picture}")
        context.close()
