"""Walking through the queue with a keyboard."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.site import LiveSite


def here(page: Page) -> Locator:
    return page.locator(".review__item[aria-current] .review__title")


def test_a_coordinator_walks_through_the_queue_with_two_keys(
    live: LiveSite, open_browser: Callable[..., Page]
) -> None:
    live.run("demo", "--activities", "1500")
    page = open_browser()
    people.sign_in(page, live, "coordinator@example.org")
    page.goto("/moderatie")
    first, second = page.locator(".review__title").all_inner_texts()[:2]
    page.keyboard.press("j")
    expect(here(page)).to_have_text(second)
    page.keyboard.press("k")
    expect(here(page)).to_have_text(first)
    page.keyboard.press("k")  # there is none before the first
    page.get_by_text("Terugsturen").click()
    page.locator("[name=own_words]").press_sequentially("jk")
    expect(page.locator("[name=own_words]")).to_have_value("jk")
    expect(here(page)).to_have_text(first)
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.reload()
    page.keyboard.press("j")
    expect(page.get_by_role("button", name="Sneltoetsen aanzetten")).to_be_visible()
    expect(here(page)).to_have_text(first)
    expect(page.locator("kbd").first).to_be_hidden()
