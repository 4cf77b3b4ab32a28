"""Subscribing to a calendar in a real browser: by keyboard, without script, and on one's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import people
from tests.browser.axe import complaints
from tests.browser.site import LiveSite
from tests.browser.test_public_pages import SIDEWAYS

Open = Callable[..., Page]
PAGE = "/gemeenten/ede/abonneren"


@pytest.fixture
def organiser(request: pytest.FixtureRequest, open_browser: Open, live: LiveSite) -> Page:
    """Somebody at the desk of a new organisation."""
    page = open_browser()
    name = request.node.name.strip("[]").replace("[", "_")[-24:]
    people.sign_in(page, live, f"{name}@voorbeeld.nl")
    people.register_organisation(page, f"Buurthuis {name}", "Ede")
    return page


def test_without_script_and_by_keyboard_the_steps_of_a_program_open(open_browser: Open) -> None:
    page = open_browser(360, javascript=False)
    page.goto(PAGE)
    page.get_by_role("link", name="Nextcloud").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Plak het adres.").locator("visible=true")).to_be_visible()
    page.locator("summary", has_text="Thunderbird").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kies “Nieuwe agenda” en dan “Op het netwerk”.")).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()


def test_the_address_can_be_copied(open_browser: Open, live: LiveSite) -> None:
    page = open_browser()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PAGE)
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{live.url}/gemeenten/ede/agenda.ics"


@pytest.mark.parametrize(("width", "shows"), [(360, False), (1280, True)])
def test_a_code_for_a_telephone_stands_on_a_wide_screen_only(
    open_browser: Open, width: int, shows: bool
) -> None:
    page = open_browser(width)
    page.goto(PAGE)
    code = page.get_by_role("img", name="QR-code van deze pagina").first
    assert code.is_visible() == shows


def test_an_organiser_renews_the_link_to_their_own_calendar(
    organiser: Page, live: LiveSite
) -> None:
    organiser.get_by_role("link", name="Mijn activiteiten").click()
    organiser.get_by_role("link", name="Zet ze in je agenda").click()
    address = organiser.get_by_label("Het adres van deze agenda")
    old = address.input_value()
    assert live.read(old.removeprefix(live.url))[0].startswith(b"BEGIN:VCALENDAR")
    organiser.get_by_role("button", name="Maak een nieuwe link").click()
    expect(organiser.get_by_text("De oude werkt niet meer.").first).to_be_visible()
    expect(address).not_to_have_value(old)
    answer = organiser.request.get(old)
    assert answer.status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_complaint_about_the_own_calendar(
    organiser: Page, live: LiveSite, chromium: Browser, scheme: str
) -> None:
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": 360, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
        storage_state=organiser.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/mijn/agenda")
    assert complaints(page) == []
    assert page.evaluate(SIDEWAYS) <= 0
    context.close()


def test_a_whole_day_has_no_times_to_fill_in(organiser: Page) -> None:
    organiser.goto("/mijn/activiteiten/nieuw")
    times = organiser.locator("[name=dates-0-starts], [name=dates-0-ends]")
    organiser.locator("[name=dates-0-day]").fill(people.thursday_afternoon()[0].isoformat())
    organiser.get_by_label("Hele dag").check()
    expect(times.first).to_be_hidden()
    expect(organiser.locator("[data-saved]")).to_contain_text("Bewaard om")
    organiser.get_by_role("button", name="Nog een datum erbij").click()
    expect(organiser.locator("[name=dates-1-all_day]")).to_be_checked()
    expect(organiser.locator("[name=dates-1-starts]")).to_be_hidden()
    organiser.locator("[name=dates-0-all_day]").uncheck()
    expect(times.first).to_be_visible()
