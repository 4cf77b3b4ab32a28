"""The public pages in a real browser: nothing in the way of a finger, a keyboard or a reader."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser import mistakes
from tests.browser.axe import complaints
from tests.browser.mistakes import MISTAKES, Mistake
from tests.browser.site import LiveSite
from tests.conftest import settings
from tests.factories import activity, organisation, sign_up
from weekapp import create_app
from weekapp.languages import LANGUAGES

PATHS = (
    "/",
    "/activiteiten?waar=Ede&thema=koffie&van=2020-01-01",
    "/activiteiten?waar=Bergen",
    "/activiteiten?waar=nergenshuizen",
    "/activiteiten?waar=Vaals&q=sauna&thema=x",
    "/activiteiten/1",
    "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug/ga-je-mee",
    "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug/aanmelden",
    "/aanmelding/een-link-die-nergens-heen-gaat",
    "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug?km=1.2",
    "/op-papier",
    "/op-papier?waar=Bergen",
    "/op-papier?waar=6711&van=2020-01-01",
    "/ar/gemeenten/ede/op-papier",
    "/weekbrief?waar=6711",
    "/weekbrief/een-link-die-nergens-heen-gaat",
    "/ar/weekbrief?gevraagd=ja",
    "/ar/",
    "/ar/activiteiten?waar=Ede&van=2020-01-01",
    "/ar/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug",
    "/uk/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug/aanmelden",
    "/pl/gemeenten/ede",
    "/tr/zoek-samen",
    "/en/kaart",
    "/informatie",
    "/informatie/een-ander-helpen",
    "/gemeenten",
    "/gemeenten/ede",
    "/gemeenten/ede/abonneren",
    "/activiteiten?waar=Ede&van=2020-01-01&nr=1",
    "/zoek-samen",
    "/zoek-samen?nr=1-2-x",
    "/organisaties/de-brug",
    "/abonneren",
    "/abonneren?waar=Ede&thema=koffie",
    "/gemeenten/ede/2026/abonneren",
    "/organisaties/de-brug/abonneren",
    "/privacy",
    "/toegankelijkheid",
    "/bestaat-niet",
    "/abonneren?thema=x",
)
ERRORS = PATHS[-2:]
FORMS = {
    "signups.ask": "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug/aanmelden",
    "signups.code": "/aanmelding/code/riet",
    "signups.mine": "/aanmelding/riet",
    "weekly.ask": "/weekbrief",
}
# What most visitors need, in each language.
MOST_NEEDED = (
    "/",
    "/activiteiten?waar=Ede&van=2020-01-01",
    "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug",
    "/activiteiten/1/ontmoetingsbijeenkomst-in-de-brug/aanmelden",
)
GONE = {path for path in PATHS if path.endswith("een-link-die-nergens-heen-gaat")}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def filled(live: LiveSite) -> Iterator[Flask]:
    """One activity with everything in it, of one organisation."""
    app = create_app(settings(live.instance))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    with app.app_context():
        brug = organisation(slug="de-brug", contact_phone="0318 12 34 56")
        told: dict[str, Any] = {
            "host_name": "Anja",
            "first_visit": "Welkom.",
            "may_bring_someone": True,
            "join_ways": ["walk_in", "here"],
        }
        starts = [soon + timedelta(weeks=week) for week in range(6)]
        met = activity("Ontmoetingsbijeenkomst in de Brug", by=brug, at=starts, **told)
        sign_up(met, token="riet", ticket="riet")
        yield app


@pytest.fixture
def in_the_dark(live: LiveSite, chromium: Browser) -> Iterator[Page]:
    """A telephone that is set to dark, in which axe can be put."""
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": 360, "height": 640},
        color_scheme="dark",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_in_the_dark_in_any_language(filled: Flask, in_the_dark: Page) -> None:
    paths = {f"{one.prefix}{path}": one for one in LANGUAGES.values() for path in MOST_NEEDED}
    for path in sorted(set(paths) - set(PATHS)):  # those are looked at below
        in_the_dark.goto(path)
        assert in_the_dark.locator("html").get_attribute("lang") == paths[path].code
        assert complaints(in_the_dark) == [], path


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.endpoint)
def test_axe_finds_nothing_in_the_dark_when_something_is_filled_in_wrong(
    filled: Flask, in_the_dark: Page, one: Mistake
) -> None:
    mistakes.make(in_the_dark, FORMS[one.endpoint], one.typed)
    assert complaints(in_the_dark) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(
    filled: Flask, live: LiveSite, chromium: Browser, scheme: Any
) -> None:
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": 360, "height": 640},
        color_scheme=scheme,
        bypass_csp=True,  # axe is put into the page as a script
    )
    page = context.new_page()
    for path in PATHS:
        page.goto(path)
        assert complaints(page) == [], f"{path} in {scheme}"
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_scrolls_sideways(
    filled: Flask, open_browser: Callable[..., Page], width: int
) -> None:
    page = open_browser(width)
    for path in PATHS:
        page.goto(path)
        assert page.evaluate(SIDEWAYS) <= 0, path


def test_home_shows_the_dates_of_the_week_without_scrolling(
    filled: Flask, open_browser: Callable[..., Page]
) -> None:
    page = open_browser(360)
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("/")
    expect(page.locator(".search__week strong")).to_be_in_viewport(ratio=1)


def test_no_page_keeps_a_cookie_or_asks_anything_elsewhere(
    filled: Flask, live: LiveSite, open_browser: Callable[..., Page]
) -> None:
    page, asked, errors = open_browser(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    for path in [one for one in PATHS[: -len(ERRORS)] if one not in GONE]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((live.url, "data:"))] == []
    assert page.context.cookies() == []
    assert errors == []


def test_a_resident_without_javascript_gets_from_the_door_to_the_telephone_number(
    filled: Flask, open_browser: Callable[..., Page]
) -> None:
    page = open_browser(360, javascript=False)
    page.goto("/")
    page.get_by_label("Postcode, plaats of adres").fill("6711")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Alleen: Gratis").click()
    page.get_by_role("link", name="Ontmoetingsbijeenkomst in de Brug").click()
    expect(page.get_by_role("link", name="Bel 0318 12 34 56").first).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_a_filter_opens_and_closes_by_keyboard(
    filled: Flask, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    page.goto("/activiteiten")
    page.locator("summary", has_text="Voor wie").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Iedereen")).to_be_checked()
    page.get_by_role("button", name="Toon").locator("visible=true").click()
    expect(page.locator("summary", has_text="Voor wie: Iedereen")).to_be_visible()


def test_typing_narrows_the_municipalities(
    filled: Flask, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    page.goto("/gemeenten")
    page.get_by_label("Naam van de gemeente").press_sequentially("den haag")
    expect(page.locator("#gemeenten li:visible")).to_have_text(["'s-Gravenhage (Den Haag)"])
    page.get_by_label("Naam van de gemeente").fill("atlantis")
    expect(page.get_by_text("Geen gemeente heet zo.")).to_be_visible()
    page.get_by_label("Naam van de gemeente").fill("")
    expect(page.locator("#gemeenten li:visible")).to_have_count(342)


def test_the_page_of_an_activity_can_be_printed(
    filled: Flask, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    page.add_init_script("window.print = () => { document.title = 'geprint'; }")
    page.goto("/activiteiten/1")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "geprint"
