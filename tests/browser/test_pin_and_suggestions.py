"""Suggestions while typing, and a pin on the map without a mouse, in a real browser."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser import people
from tests.browser.site import LiveSite

Open = Callable[..., Page]


@pytest.fixture
def form(request: pytest.FixtureRequest, open_browser: Open, live: LiveSite) -> Page:
    """The form of a first activity, with an address in Ede."""
    page = open_browser()
    name = request.node.name.replace("_", "-")[-20:].strip("-")
    people.sign_in(page, live, f"{name}@voorbeeld.nl")
    people.register_organisation(page, f"Buurthuis {name}", "Ede")
    page.goto("/mijn/activiteiten/nieuw")
    page.locator("[name=title]").fill("Koffie bij de speld")
    page.locator("[name=street]").fill("Dorpsstraat 1")
    page.locator("[name=postcode]").fill("6711 AB")
    page.locator("[name=place]").fill("Ede")
    return page


def type_in(field: Locator, text: str) -> None:
    field.click()
    field.press_sequentially(text, delay=20)


def test_a_suggestion_is_chosen_with_the_keyboard(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/")
    field = page.get_by_role("combobox", name="Postcode, plaats of adres")
    type_in(field, "amersf")
    options = page.get_by_role("listbox", name="Suggesties").get_by_role("option")
    expect(options).to_have_text(["Amersfoort Utrecht"])
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", str(options.get_attribute("id")))
    expect(options).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Amersfoort")
    expect(options).to_be_hidden()
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amersfoort")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/")
    field = page.get_by_role("combobox", name="Postcode, plaats of adres")
    type_in(field, "utr")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("utr")


def test_an_answer_that_comes_too_late_is_not_shown(open_browser: Open) -> None:
    page = open_browser()
    page.goto("/")

    def late(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route(re.compile(r"/plekken\?q=ut$"), late)
    field = page.get_by_role("combobox", name="Postcode, plaats of adres")
    type_in(field, "ut")
    page.wait_for_timeout(250)
    field.fill("")
    type_in(field, "amersf")
    expect(page.get_by_role("option")).to_have_text(["Amersfoort Utrecht"])
    page.wait_for_timeout(900)
    expect(page.get_by_role("option")).to_have_text(["Amersfoort Utrecht"])


def test_without_script_the_field_is_a_plain_one(open_browser: Open) -> None:
    page = open_browser(javascript=False)
    page.goto("/")
    page.get_by_role("textbox", name="Postcode, plaats of adres").fill("Amersfort")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amersfoort")


def test_a_postcode_fills_in_its_place(form: Page) -> None:
    form.locator("[name=place]").fill("")
    field = form.locator("[name=postcode]")
    field.fill("")
    type_in(field, "6741")
    form.get_by_role("option", name=re.compile("^6741 Lunteren")).click()
    expect(field).to_have_value("6741")
    expect(form.locator("[name=place]")).to_have_value("Lunteren")


def test_the_pin_is_set_and_moved_without_a_mouse(form: Page) -> None:
    hosts: set[str] = set()

    def look(request: Request) -> None:
        hosts.add(urlsplit(request.url).netloc)

    form.on("request", look)
    form.locator("details[data-pin] > summary").press("Enter")
    begin = form.get_by_role("button", name="Zet de speld in het midden")
    expect(begin).to_be_visible()
    form.wait_for_timeout(800)  # until the map is near the address
    begin.press("Enter")
    north, east = form.locator("[name=latitude]"), form.locator("[name=longitude]")
    expect(form.locator("[data-pin-where]")).to_contain_text("gemeente Ede")
    before = float(north.input_value()), float(east.input_value())
    form.keyboard.press("ArrowUp")
    form.keyboard.press("Shift+ArrowRight")
    form.get_by_role("button", name="noord").press("Enter")
    assert float(north.input_value()) - before[0] == pytest.approx(20 / 111_250, rel=0.05)
    assert float(east.input_value()) - before[1] == pytest.approx(100 / 68_400, rel=0.05)
    set_at = north.input_value()
    assert hosts == {urlsplit(form.url).netloc}
    form.get_by_role("button", name="Bewaar", exact=True).click()
    expect(form.locator("#waar")).to_contain_text("Gevonden")
    expect(form.locator("[name=latitude]")).to_have_value(set_at)


def test_the_pin_can_be_dragged(form: Page) -> None:
    form.locator("details[data-pin] > summary").click()
    form.wait_for_timeout(800)  # until the map is near the address
    form.locator("[data-pin-map]").click()
    expect(form.locator("[data-pin-where]")).to_contain_text("gemeente Ede")
    before = float(form.locator("[name=latitude]").input_value())
    box = form.locator("[data-pin-map] .leaflet-marker-icon.map__spot").bounding_box()
    assert box
    form.mouse.move(box["x"] + 22, box["y"] + 20)
    form.mouse.down()
    form.mouse.move(box["x"] + 22, box["y"] - 20, steps=5)
    form.mouse.up()
    assert float(form.locator("[name=latitude]").input_value()) > before


def test_the_pin_follows_the_numbers_that_are_typed(form: Page) -> None:
    form.locator("details[data-pin] > summary").click()
    expect(form.locator("[data-pin-where]")).to_contain_text("nog geen speld")
    form.locator("[name=latitude]").fill("51.2194")
    form.locator("[name=longitude]").fill("4.4024")
    form.locator("[name=longitude]").press("Tab")
    where = form.locator("[data-pin-where]")
    expect(where).to_have_text("Deze plek ligt niet in Nederland.")
    form.get_by_role("button", name="Haal de speld weg").click()
    expect(form.locator("[name=latitude]")).to_have_value("")
    expect(where).to_contain_text("Wij zoeken de plek bij het adres")


def test_the_pin_can_be_set_without_script(open_browser: Open, live: LiveSite) -> None:
    page = open_browser(javascript=False)
    people.sign_in(page, live, "zonder-script@voorbeeld.nl")
    people.register_organisation(page, "Buurthuis Zonder Script", "Ede")
    page.goto("/mijn/activiteiten/nieuw")
    page.locator("[name=title]").fill("Koffie zonder script")
    page.locator("details[data-pin] > summary").click()
    page.locator("[name=latitude]").fill("52.0402")
    page.locator("[name=longitude]").fill("5.6649")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("#waar")).to_contain_text("Gevonden")
    expect(page.locator("#waar")).to_contain_text("gemeente Ede")
