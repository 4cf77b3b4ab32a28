"""What an organiser has already, in the queue within three minutes of their time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories as make
from tests.browser import axe
from tests.browser.hands import Hands
from tests.browser.people import register_organisation, sign_in, thursday_afternoon
from tests.browser.site import LiveSite
from tests.imports import calendars, library_sheet
from weekapp import config, create_app
from weekapp.activities.models import Activity
from weekapp.clock import AMSTERDAM, today
from weekapp.database import db
from weekapp.organisations.models import Organisation

THREE_MINUTES = 180
READY = 60_000


def organiser_of(page: Page, live: LiveSite, name: str) -> None:
    """Sign in as somebody new, and say who organises."""
    sign_in(page, live, f"{name.rsplit(maxsplit=1)[-1].lower()}@voorbeeld.nl")
    register_organisation(page, name, "Ede")


def last_year(live: LiveSite, name: str, how_many: int) -> None:
    """Activities of an organisation in the week of last year."""
    with create_app(config.read(live.environment)).app_context():
        brug = db.session.query(Organisation).filter_by(name=name).one()
        for number in range(how_many):
            day = last_september() + timedelta(days=number % 7)
            at = datetime.combine(day, time(10 + number % 6), AMSTERDAM).astimezone(UTC)
            make.activity(f"Bij elkaar {number + 1}", brug, at=at)


def last_september() -> date:
    """The first day of the last week that is over."""
    return date(today().year if today() >= date(today().year, 10, 2) else today().year - 1, 9, 25)


def submitted(live: LiveSite, name: str) -> list[str]:
    """The titles of what waits to be checked."""
    with create_app(config.read(live.environment)).app_context():
        waiting = db.session.query(Activity).join(Organisation).filter(Organisation.name == name)
        return sorted(one.title for one in waiting if one.status == "submitted")


def wait_until_read(page: Page) -> None:
    """Until the worker has found what there is."""
    page.locator("#inlezen").wait_for(timeout=READY)


def wait_until_made(page: Page) -> None:
    """Until the worker has made all of it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Klaar", timeout=READY)


def test_last_years_forty_activities_are_in_the_queue(
    live: LiveSite, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    organiser_of(page, live, "Buurthuis Veertig")
    last_year(live, "Buurthuis Veertig", 40)
    hands = Hands(page)
    hands.go("/mijn")
    hands.click(page.get_by_role("link", name="Lees in wat je al hebt"))
    hands.click(page.get_by_role("button", name="Bekijk wat je eerder deed"))
    wait_until_read(page)
    hands.read()
    expect(page.locator("[name=kies]")).to_have_count(40)
    hands.click(page.get_by_role("button", name="Lees in en stuur in"))
    wait_until_made(page)
    assert len(submitted(live, "Buurthuis Veertig")) == 40
    assert hands.seconds < THREE_MINUTES


def test_a_librarys_sheet_of_120_rows_with_nine_wrong_ones_is_in_the_queue(
    live: LiveSite, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_browser()
    organiser_of(page, live, "Bibliotheek Blad")
    first = thursday_afternoon()[0]
    (tmp_path / "programma.xlsx").write_bytes(library_sheet.build(first))
    hands = Hands(page)
    hands.go("/mijn/inlezen")
    hands.choose(page.get_by_label("Excel- of CSV-bestand"), tmp_path / "programma.xlsx")
    hands.click(page.get_by_role("button", name="Lees dit blad"))
    wait_until_read(page)
    hands.read()
    wrong = library_sheet.wrong(first)
    expect(page.locator(".mend")).to_have_count(len(wrong))
    for one in wrong:
        mend(hands, one)
    hands.click(page.get_by_role("button", name="Kijk opnieuw"))
    expect(page.locator("[name=kies]")).to_have_count(library_sheet.ROWS, timeout=READY)
    hands.click(page.get_by_role("button", name="Lees in en stuur in"))
    wait_until_made(page)
    assert len(submitted(live, "Bibliotheek Blad")) == library_sheet.ROWS
    assert hands.seconds < THREE_MINUTES


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_an_import_are_for_everybody(
    live: LiveSite, chromium: Browser, tmp_path: Path, width: int
) -> None:
    context = chromium.new_context(
        base_url=live.url, bypass_csp=True, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    organiser_of(page, live, f"Buurthuis Breed{width}")
    (tmp_path / "programma.xlsx").write_bytes(library_sheet.build(thursday_afternoon()[0]))
    page.goto("/mijn/inlezen")
    complaints = looked_over(page)
    page.get_by_label("Excel- of CSV-bestand").set_input_files(tmp_path / "programma.xlsx")
    page.get_by_role("button", name="Lees dit blad").click()
    wait_until_read(page)
    page.locator("summary").evaluate_all("all => all.forEach(one => one.parentNode.open = true)")
    complaints += looked_over(page)
    page.get_by_role("button", name="Lees in als concept").click()
    wait_until_made(page)
    complaints += looked_over(page)
    context.close()
    assert complaints == []


def looked_over(page: Page) -> list[str]:
    """What axe finds wrong with a page, and whether it scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url} {rule} {place}" for rule, place in axe.complaints(page)] + (
        [f"{page.url} is {wide} px too wide"] if wide > 0 else []
    )


def mend(hands: Hands, one: library_sheet.Wrong) -> None:
    """Type what is right in the field of a row that is wrong."""
    row = hands.page.locator(".mend").filter(has_text=f"Rij {one.row}:")
    field = row.locator(f"[name$=-{one.field}]")
    if field.count() > 1:
        hands.click(row.locator(f"[name$=-{one.field}][value={one.value}]"))
    else:
        hands.fill(field, one.value)


def test_an_exported_google_calendar_is_in_the_queue(
    live: LiveSite, open_browser: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_browser()
    organiser_of(page, live, "Buurthuis Google")
    first = thursday_afternoon()[0]
    (tmp_path / "agenda.ics").write_bytes(calendars.google(first))
    hands = Hands(page)
    hands.go("/mijn/inlezen")
    hands.choose(page.get_by_label("Of een agendabestand (.ics)"), tmp_path / "agenda.ics")
    hands.click(page.get_by_role("button", name="Lees deze agenda"))
    wait_until_read(page)
    hands.read()
    say_once(hands)
    expect(page.locator("[name=kies]")).to_have_count(3, timeout=READY)
    hands.click(page.get_by_role("button", name="Lees in en stuur in"))
    wait_until_made(page)
    assert submitted(live, "Buurthuis Google") == [
        "Koffie met de buurt",
        "Open dag",
        "Samen zingen",
    ]
    days = [day.isoformat() for day in calendars.days_of_coffee(first)]
    assert days_of(live, "Koffie met de buurt") == days
    assert hands.seconds < THREE_MINUTES


def say_once(hands: Hands) -> None:
    """Tick what a calendar does not tell, for all of it, and have it looked at again."""
    for name in ("themes][value=koffie", "audiences][value=iedereen", "join_ways][value=walk_in"):
        hands.click(hands.page.locator(f"[name=overal-{name}]"))
    hands.click(hands.page.get_by_role("button", name="Kijk opnieuw"))


def days_of(live: LiveSite, title: str) -> list[str]:
    """On which days an activity is."""
    with create_app(config.read(live.environment)).app_context():
        made = db.session.query(Activity).filter_by(title=title).one()
        return [one.on_date.isoformat() for one in made.occurrences]
