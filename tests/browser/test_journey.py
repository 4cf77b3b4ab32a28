"""The whole main job, by people in real browsers: register, locate, check, find, subscribe."""

from collections.abc import Callable
from datetime import UTC, time

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.site import LiveSite

TITLE = "Koffie bij de Brug"
ORGANISER, EDE, ENSCHEDE = "nel@voorbeeld.nl", "ede@voorbeeld.nl", "enschede@voorbeeld.nl"


def test_an_activity_goes_from_an_organiser_in_ede_to_every_calendar_there(
    live: LiveSite, open_browser: Callable[..., Page]
) -> None:
    days = people.around_the_clock_change()
    organiser = open_browser()
    people.sign_in(organiser, live, ORGANISER)
    people.register_organisation(organiser, "Buurthuis De Brug", "Ede")
    people.hand_in_activity(organiser, TITLE, days)
    assert not people.finds(open_browser(), "6711", TITLE)
    coordinators_check(live, open_browser)
    resident_finds_it(open_browser(360, javascript=False))
    stands_on_the_map(open_browser())
    stands_in_the_feed_of_ede_alone(live)
    first = people.events(live, "ede")
    assert [(e.starts_at.astimezone(UTC).time(), e.status) for e in first.values()] == [
        (time(12), "CONFIRMED"),
        (time(13), "CONFIRMED"),
    ]
    organiser_moves_it(organiser, live, first)
    organiser_calls_it_off(organiser, live, first)


def coordinators_check(live: LiveSite, open_browser: Callable[..., Page]) -> None:
    """The coordinator of Enschede sees nothing; the one of Ede publishes."""
    live.run("accounts", "coordinator", EDE, "GM0228")
    live.run("accounts", "coordinator", ENSCHEDE, "GM0153")
    right, wrong = open_browser(), open_browser()
    people.sign_in(right, live, EDE)
    people.sign_in(wrong, live, ENSCHEDE)
    right.goto("/moderatie")
    right.locator("main").get_by_role("link", name=TITLE).first.click()
    wrong.goto("/moderatie")
    expect(wrong.locator("main")).not_to_contain_text(TITLE)
    refused = wrong.goto(right.url)
    assert refused
    assert refused.status == 404
    right.get_by_role("button", name="Publiceren").click()
    expect(right.locator("main")).to_contain_text("staat nu op de site")
    live.wait_for_letter(ORGANISER, holding=TITLE)


def resident_finds_it(resident: Page) -> None:
    """Found from 6711 and from Ede, not from Enschede; it says who welcomes you and when."""
    assert people.finds(resident, "6711", TITLE)
    assert not people.finds(resident, "Enschede", TITLE)
    assert people.finds(resident, "Ede", TITLE)
    resident.locator("main").get_by_role("link", name=TITLE).first.click()
    expect(resident.locator("h1")).to_have_text(TITLE)
    expect(resident.locator("main")).to_contain_text("14.00 tot 16.00 uur")
    expect(resident.locator("main a[href='tel:0318123456']").first).to_be_visible()
    resident.goto("/gemeenten/ede")
    expect(resident.locator("main")).to_contain_text(TITLE)


def stands_on_the_map(page: Page) -> None:
    """A pin with its name, that can be reached and opened by keyboard."""
    page.goto("/kaart?waar=6711")
    pin = page.locator(".leaflet-marker-icon").first
    expect(pin).to_be_visible()
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup")).to_contain_text(TITLE)


def stands_in_the_feed_of_ede_alone(live: LiveSite) -> None:
    """In the feed of Ede, and in none of the other 341."""
    listed, _headers = live.read("/sitemap.xml")
    slugs = {
        part.split("</loc>")[0]
        for part in listed.decode().split("/gemeenten/")[1:]
        if "/" not in part.split("</loc>")[0]
    }
    assert len(slugs) >= 341
    holding = [
        slug
        for slug in sorted(slugs)
        if TITLE.encode() in live.read(f"/gemeenten/{slug}/agenda.ics")[0]
    ]
    assert holding == ["ede"]


def organiser_moves_it(page: Page, live: LiveSite, before: dict[str, people.Event]) -> None:
    """The first date an hour later: same UID, higher SEQUENCE, the other date untouched."""
    open_form(page)
    page.locator("[name=dates-0-starts]").fill("15:00")
    page.locator("[name=dates-0-ends]").fill("17:00")
    page.get_by_role("button", name="Bewaar de wijzigingen").click()
    expect(page.locator("main")).to_contain_text("Bewaard")
    after = people.events(live, "ede")
    assert set(after) == set(before)
    moved, untouched = after.values()
    assert people.local_time(moved) == time(15)
    assert moved.sequence > before[moved.uid].sequence
    assert untouched == before[untouched.uid]


def organiser_calls_it_off(page: Page, live: LiveSite, before: dict[str, people.Event]) -> None:
    """Every date is cancelled, under the same UID and a higher SEQUENCE."""
    open_form(page)
    page.get_by_role("link", name="Alles afgelasten").click()
    page.locator("[name=reason]").fill("De gastvrouw is ziek.")
    page.locator("main form").get_by_role("button").last.click()
    expect(page.locator("main")).to_contain_text("Gaat niet door")
    after = people.events(live, "ede")
    assert set(after) == set(before)
    for event in after.values():
        assert event.status == "CANCELLED"
        assert event.sequence > before[event.uid].sequence
        assert event.summary.startswith("GAAT NIET DOOR")


def open_form(page: Page) -> None:
    """From the desk to the form of the activity."""
    page.goto("/mijn")
    page.locator("main").get_by_role("link", name=TITLE).first.click()
