"""The form of an activity in a real browser: nothing that is typed is ever lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.site import LiveSite

Open = Callable[..., Page]
NEW = "/mijn/activiteiten/nieuw"


@pytest.fixture
def form(request: pytest.FixtureRequest, open_browser: Open, live: LiveSite) -> Page:
    """The form of a first activity."""
    page = open_browser()
    people.sign_in(page, live, f"{request.node.name[-24:]}@voorbeeld.nl")
    people.register_organisation(page, f"Buurthuis {request.node.name[-30:]}", "Ede")
    page.goto(NEW)
    return page


def saved(page: Page, words: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(words)


def test_a_draft_keeps_itself_while_somebody_types(form: Page) -> None:
    form.locator("[name=title]").fill("Soep voor de straat")
    saved(form, "Bewaard om")
    expect(form).not_to_have_url(NEW)
    form.reload()
    expect(form.locator("[name=title]")).to_have_value("Soep voor de straat")


def test_what_was_typed_without_a_connection_is_sent_when_there_is_one(form: Page) -> None:
    form.locator("[name=title]").fill("Soep")
    saved(form, "Bewaard om")
    form.context.set_offline(True)
    form.locator("[name=title]").fill("Soep met brood")
    saved(form, "Geen verbinding")
    form.context.set_offline(False)
    saved(form, "Bewaard om")
    form.reload()
    expect(form.locator("[name=title]")).to_have_value("Soep met brood")


def test_what_could_not_be_sent_is_offered_again_after_a_reload(form: Page) -> None:
    form.locator("[name=title]").fill("Soep")
    saved(form, "Bewaard om")
    form.route("**/bewaar", lambda route: route.abort())
    form.locator("[name=summary]").fill("Alleen op dit apparaat")
    saved(form, "Geen verbinding")
    form.reload()
    expect(form.locator("[name=summary]")).to_have_value("")
    form.unroute("**/bewaar")
    form.get_by_role("button", name="Zet mijn tekst terug").click()
    expect(form.locator("[name=summary]")).to_have_value("Alleen op dit apparaat")
    form.get_by_role("button", name="Bewaar", exact=True).last.click()
    saved(form, "Bewaard om")
    expect(form.locator("[data-restore]")).to_be_hidden()


def test_who_was_signed_out_signs_in_elsewhere_and_goes_on(form: Page, live: LiveSite) -> None:
    form.locator("[name=title]").fill("Soep")
    saved(form, "Bewaard om")
    form.context.clear_cookies()
    form.locator("[name=title]").fill("Soep na het uitloggen")
    saved(form, "Je bent uitgelogd")
    other = form.context.new_page()
    people.sign_in(
        other,
        live,
        f"{'test_who_was_signed_out_signs_in_elsewhere_and_goes_on'[-24:]}@voorbeeld.nl",
    )
    form.bring_to_front()
    form.locator("[name=summary]").fill("Het gaat gewoon door")
    saved(form, "Bewaard om")
    form.reload()
    expect(form.locator("[name=title]")).to_have_value("Soep na het uitloggen")


def test_a_second_window_is_warned_and_loses_nothing(form: Page) -> None:
    form.locator("[name=title]").fill("Soep")
    saved(form, "Bewaard om")
    other = form.context.new_page()
    other.goto(form.url)
    # Both windows may already say that they were saved: what counts is that the other was.
    with other.expect_response("**/bewaar"):
        other.locator("[name=title]").fill("Van de ander")
    form.locator("[name=title]").fill("Van mij")
    saved(form, "Iemand anders")
    form.get_by_role("button", name="Bewaar", exact=True).last.click()
    expect(form.get_by_role("alert").first).to_contain_text("intussen veranderd")
    expect(form.locator("[name=title]")).to_have_value("Van mij")


def test_dates_come_and_go_without_leaving_the_page(form: Page) -> None:
    form.locator("[name=title]").fill("Soep")
    people.fill_date(form, 0, *people.thursday_afternoon())
    form.get_by_role("button", name="Nog een datum erbij").click()
    expect(form.locator("[name=dates-1-day]")).to_be_focused()
    expect(form.locator("[name=dates-1-starts]")).to_have_value("14:00")
    form.get_by_role("button", name="Haal deze datum weg: datum 2").click()
    expect(form.locator(".date-row")).to_have_count(1)
    expect(form.locator("[name=title]")).to_have_value("Soep")


def test_the_preview_says_what_is_typed(form: Page) -> None:
    form.locator("[name=title]").fill("Soep voor de straat")
    form.locator("[name=street]").fill("Parkweg 3")
    preview = form.locator("[data-fresh='preview']")
    expect(preview).to_contain_text("Soep voor de straat")
    expect(preview).to_contain_text("Parkweg 3")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_form_works_without_script(
    open_browser: Open, live: LiveSite, width: int
) -> None:
    page = open_browser(width, javascript=False)
    people.sign_in(page, live, f"zonder-script-{width}@voorbeeld.nl")
    people.register_organisation(page, f"Zonder script {width}", "Ede")
    people.hand_in_activity(page, "Koffie zonder script", [people.thursday_afternoon()[0]])
    expect(page.locator("main")).to_contain_text("Ingestuurd")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
