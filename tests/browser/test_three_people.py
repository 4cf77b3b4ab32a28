"""Three people from the door to what they came for, on a phone: without script, and by keyboard."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.site import LiveSite
from tests.browser.walking import Walker
from tests.conftest import settings
from tests.factories import activity, organisation
from weekapp import create_app
from weekapp.database import db
from weekapp.signups.models import SignUp

WAYS = ["without script", "by keyboard"]
ARNHEM = (51.98, 5.91)


@pytest.fixture(scope="module")
def town(live: LiveSite) -> Iterator[Flask]:
    """Coffee in Ede for which one signs up or rings, and two things to do in Arnhem."""
    app = create_app(settings(live.instance))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    with app.app_context():
        brug = organisation(slug="de-brug")
        activity("Koffie in de Brug", by=brug, at=soon, join_ways=["here", "phone"], capacity=8)
        for title in ("Samen soep eten", "Zingen in het park"):
            there = {"street": "Markt 1", "contact_phone": "026 123 45 67"}
            activity(title, by=brug, city="Arnhem", at=soon, point=ARNHEM, **there)
        db.session.rollback()
        yield app


@pytest.fixture(params=WAYS)
def walker(
    request: pytest.FixtureRequest, town: Flask, open_browser: Callable[..., Page]
) -> Walker:
    """Somebody at a phone."""
    by_keyboard = request.param == "by keyboard"
    return Walker(open_browser(360, javascript=by_keyboard), by_keyboard)


def search(walker: Walker, where: str) -> None:
    """Type a place on the page that is open, and look."""
    walker.type(walker.page.locator("main [name=waar]"), where)
    walker.press(walker.page.locator("main .search__form button"))
    walker.page.wait_for_url("**/activiteiten?*")


def known(town: Flask, email: str) -> list[tuple[str, bool, str]]:
    """What the site knows of who signed up with an address."""
    with town.app_context():
        found = db.session.query(SignUp).filter_by(email=email).all()
        told = [(one.status, one.wants_meeting, one.language) for one in found]
        db.session.rollback()
    return told


def test_somebody_of_eighty_finds_whom_to_ring(walker: Walker) -> None:
    page = walker.page
    page.goto("/")
    search(walker, "6711 AB")
    walker.press(page.get_by_role("link", name="Koffie in de Brug"))
    expect(page.locator("h1")).to_have_text("Koffie in de Brug")
    call = page.locator('main .facts a[href^="tel:"]')
    expect(call).to_have_attribute("href", "tel:0318123456")
    expect(call).to_contain_text("0318 12 34 56")
    box = call.bounding_box()
    assert box and box["height"] >= 44


def test_a_daughter_prints_a_list_for_her_father(walker: Walker) -> None:
    page = walker.page
    page.goto("/")
    search(walker, "Arnhem")
    for box in page.locator(".card__box").all():
        walker.tick(box)
    walker.press(page.locator(".picking__foot button"))
    page.wait_for_url("**/zoek-samen?*")
    expect(page.locator(".together__one")).to_have_count(2)
    page.emulate_media(media="print")
    for number in range(2):
        told = page.locator(".together__one").nth(number)
        expect(told.get_by_text("026 123 45 67")).to_be_visible()
        size = told.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 21  # 16 points, as CSS counts pixels
    expect(page.locator(".header__nav")).to_be_hidden()


def test_a_newcomer_signs_up_in_ukrainian_and_cancels(
    walker: Walker, live: LiveSite, town: Flask
) -> None:
    page, email = walker.page, f"olena-{walker.by_keyboard}@voorbeeld.nl".lower()
    page.goto("/")
    walker.press(page.locator("main .languages").get_by_role("link", name="Українська"))
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    search(walker, "Ede")
    walker.press(page.get_by_role("link", name="Koffie in de Brug"))
    walker.press(page.locator('main .facts a[href$="/aanmelden"]'))
    walker.type(page.locator("[name=name]"), "Олена")
    walker.type(page.locator("[name=email]"), email)
    walker.tick(page.locator("[name=wants_meeting]"))
    walker.press(page.locator("main form button"))
    page.wait_for_url("**/uk/aanmelding/code/*")
    [path, *_] = re.findall(r"(/uk/aanmelding/\S+)", live.wait_for_letter(email, after=0))
    page.goto(path)
    walker.press(page.locator('form[action$="bevestigen"] button'))
    expect(page.locator("#afmelden")).to_be_visible()
    assert known(town, email) == [("coming", True, "uk")]
    walker.press(page.locator("#afmelden button"))
    expect(page.locator("#wijzig")).to_have_count(0)
    assert known(town, email) == [("cancelled", True, "uk")]
