"""Making a short list for somebody else in a real browser, with and without script."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import LiveSite
from tests.conftest import settings
from tests.factories import activity, organisation
from weekapp import create_app

Open = Callable[..., Page]
LIST = "/activiteiten?waar=Ede"
LEAST_LETTERS = 16 / 0.75  # 16 points, in pixels
LARGE = """all => all.filter(one => one.checkVisibility() && one.textContent.trim())
  .map(one => parseFloat(getComputedStyle(one).fontSize))"""


@pytest.fixture(scope="module", autouse=True)
def filled(live: LiveSite) -> Iterator[None]:
    """Three activities in Ede, the day after tomorrow."""
    app = create_app(settings(live.instance))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    with app.app_context():
        brug = organisation(slug="de-brug")
        for hours, title in enumerate(("Koffie", "Samen eten", "Zingen")):
            activity(title, by=brug, at=soon + timedelta(hours=hours), host_name="Anja")
        yield


def make_list(page: Page) -> None:
    """Tick two of the three and make a list of them, by keyboard."""
    page.goto(LIST)
    for title in ("Koffie", "Zingen"):
        page.get_by_label(f"In een lijstje: {title}").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Zet in een lijstje").focus()
    page.keyboard.press("Enter")


def test_a_short_list_is_made_and_added_to_without_script(open_browser: Open) -> None:
    page = open_browser(360, javascript=False)
    make_list(page)
    expect(page.locator(".together__title")).to_have_text(["Koffie", "Zingen"])
    expect(page.get_by_role("button", name="Print deze lijst")).to_be_hidden()
    page.get_by_role("link", name="Zoek er iets bij").click()
    page.get_by_label("In een lijstje: Samen eten").check()
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.locator(".together__title")).to_have_text(["Koffie", "Zingen", "Samen eten"])
    page.get_by_role("link", name="Haal uit dit lijstje").first.click()
    expect(page.locator(".together__title")).to_have_text(["Zingen", "Samen eten"])


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_comes_into_sight_once_there_is_a_tick(open_browser: Open, width: int) -> None:
    page = open_browser(width)
    page.set_viewport_size({"width": width, "height": 540})
    page.goto(LIST)
    button = page.get_by_role("button", name="Zet in een lijstje")
    expect(button).not_to_be_in_viewport()
    box = page.get_by_label("In een lijstje: Koffie")
    target = page.locator(".card__pick").first.bounding_box()
    assert target and target["height"] >= 44
    box.check()
    expect(button).to_be_in_viewport(ratio=1)
    assert page.url.endswith(LIST)  # the box is no part of the link that the card is


def test_what_is_printed_is_large_and_is_only_the_list(open_browser: Open) -> None:
    page = open_browser()
    page.add_init_script("window.print = () => { document.title = 'geprint'; }")
    make_list(page)
    page.get_by_role("button", name="Print deze lijst").click()
    assert page.title() == "geprint"
    page.emulate_media(media="print")
    sizes = page.locator(".together :is(p, dt, dd, h2, span, a)").evaluate_all(LARGE)
    assert min(sizes) >= LEAST_LETTERS - 0.01
    for gone in ("Iets organiseren", "Haal uit dit lijstje", "Zoek er iets bij"):
        expect(page.get_by_text(gone).first).to_be_hidden()
    expect(page.get_by_text("Dit lijstje op internet:")).to_be_visible()
    expect(page.get_by_role("img", name="QR-code van deze pagina").first).to_be_visible()


def test_the_link_of_a_list_can_be_copied(open_browser: Open, live: LiveSite) -> None:
    page = open_browser()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    make_list(page)
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{live.url}/zoek-samen?nr=1-3"
