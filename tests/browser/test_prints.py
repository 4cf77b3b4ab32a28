"""What comes out of a printer when somebody prints a page of the site in their browser, on A4."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from pypdfium2 import PdfDocument

from tests.browser.people import sign_in
from tests.browser.site import LiveSite
from tests.conftest import settings
from tests.factories import activity, member, organisation, sign_up
from tests.paper.reading import drawn, words_on
from weekapp import create_app
from weekapp.database import db

OpensBrowser = Callable[..., Page]
EMAIL = "els@voorbeeld.nl"
HOURS = "maandag tot en met vrijdag van 9.00 tot 12.00 uur"


@pytest.fixture(scope="module")
def told(live: LiveSite) -> dict[str, int]:
    """An activity with everything in it, and one with somebody who comes and somebody to ring."""
    app: Flask = create_app(settings(live.instance))
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    more: dict[str, Any] = {
        "host_name": "Anja",
        "is_met_at_door": True,
        "is_picked_up": True,
        "venue_name": "Buurthuis De Brug",
        "contact_name": "Kees de Boer",
        "contact_hours": HOURS,
        "contact_email": "kees@debrug.nl",
        "join_ways": ["here", "phone"],
        "first_visit": "Anja wacht je op bij de deur. " * 3,
        "description": "We beginnen met koffie. " * 20,
    }
    starts = [soon + timedelta(weeks=week) for week in range(6)]
    with app.app_context():
        brug = organisation(slug="de-brug")
        one = activity("Samen koffie drinken in het buurthuis", by=brug, at=starts, **more)
        for number in range(8):
            activity(f"Eten {number}", by=brug, at=soon + timedelta(days=number))
        member(brug, EMAIL)
        sign_up(one, "Riet", remarks="Komt met een rollator", wants_meeting=True)
        sign_up(one, "Wim", status="asked", email="", phone="0318 65 43 21")
        numbers = {"activity": one.id, "date": one.occurrences[0].id}
        db.session.remove()  # what is asked last begins to write, and nobody else could
    return numbers


def sheets(page: Page, name: str) -> list[str]:
    """The words on each sheet that a page is printed on."""
    document = PdfDocument(page.pdf(format="A4"))
    try:
        for number in range(len(document)):
            drawn(document, f"print-{name}-{number + 1}", number)
        return [" ".join(words_on(sheet).split()) for sheet in document]
    finally:
        document.close()


def test_an_activity_begins_on_its_first_sheet_without_what_only_a_screen_does(
    told: dict[str, int], open_browser: OpensBrowser
) -> None:
    page = open_browser()
    page.goto(f"/activiteiten/{told['activity']}")
    printed = sheets(page, "activiteit")
    assert len(printed) == 2
    for part in ("Samen koffie drinken in het buurthuis", "Wanneer", "Dorpsstraat 1", "Bel 0318"):
        assert part in printed[0]
    for dead in ("Plan je route", "Bekijk op de kaart", "Meld je aan"):
        assert dead not in " ".join(printed)


def test_the_card_to_take_somebody_along_is_one_sheet_with_its_code(
    told: dict[str, int], open_browser: OpensBrowser
) -> None:
    page = open_browser()
    page.goto(f"/activiteiten/{told['activity']}/x/ga-je-mee")
    page.emulate_media(media="print")
    assert page.locator("article .together__code svg").is_visible()
    [said] = sheets(page, "ga-je-mee")
    assert "Ga je mee?" in said and f"/activiteiten/{told['activity']}/samen-koffie" in said
    assert HOURS in said and "Meld je aan" not in said and "Wil je met iemand" not in said


def test_a_list_has_numbered_sheets_and_says_at_its_end_where_it_is_from(
    told: dict[str, int], open_browser: OpensBrowser
) -> None:
    page = open_browser()
    page.goto("/op-papier?waar=6711&van=2020-01-01")
    printed = sheets(page, "lijst")
    assert "Wat is er bij 6711 Ede?" in printed[0] and "Samen koffie" in printed[0]
    for number, said in enumerate(printed, 1):
        assert f"{number} / {len(printed)}" in said
    for part in ("Eten 7", "waar=6711", "Gemaakt op", "088 0767 000"):
        assert part in printed[-1]
    page.emulate_media(media="print")
    assert page.locator(".paper__code svg").is_visible()


def test_the_list_at_the_door_has_boxes_and_room_for_others(
    told: dict[str, int], live: LiveSite, open_browser: OpensBrowser
) -> None:
    page = open_browser()
    sign_in(page, live, EMAIL)
    page.goto(f"/mijn/activiteiten/{told['activity']}/aanmeldingen/datums/{told['date']}")
    [said] = sheets(page, "deur")
    assert "Riet" in said and "Nog te bellen: 1" in said and "Wil je met iemand" not in said
    page.emulate_media(media="print")
    boxes = page.locator(".door__box")
    assert boxes.count() == 6 and all(box.is_visible() for box in boxes.all())
    size = boxes.first.bounding_box()
    assert size and round(size["width"] / 96 * 25.4) == round(size["height"] / 96 * 25.4) == 7


def test_on_a_phone_all_of_the_list_at_the_door_is_seen(
    told: dict[str, int], live: LiveSite, open_browser: OpensBrowser
) -> None:
    page = open_browser(360)
    sign_in(page, live, EMAIL)
    page.goto(f"/mijn/activiteiten/{told['activity']}/aanmeldingen/datums/{told['date']}")
    for words in ("Riet", "Komt met een rollator"):
        box = page.get_by_text(words, exact=True).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert page.locator(".door__box").first.is_visible()
