"""A real site with a real worker on a free port, and a real browser to visit it with."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import LiveSite

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS_WITHIN_SECONDS = 30
FAILED = pytest.StashKey[bool]()


@pytest.fixture(autouse=True)
def clock() -> None:
    """Real time: the site runs in a process of its own."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; with CI=true a missing one is a failure."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium ontbreekt: apt-get install chromium")
        pytest.skip("Chromium ontbreekt: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def live(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """`weekapp serve` and `weekapp worker` on a copy of the built database."""
    instance = tmp_path_factory.mktemp("live")
    shutil.copy(built / "weekapp.db", instance / "weekapp.db")
    site = LiveSite(instance)
    web = site.start("serve", "--port", str(site.port))
    worker = site.start("worker")
    try:
        wait_for(f"{site.url}/healthz", web)
        yield site
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            process.wait(timeout=20)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the site answers; what the process said is the message when it does not."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer; {process.args!r}")


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
