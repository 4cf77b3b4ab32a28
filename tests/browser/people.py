"""What people do on the site in a real browser, one function for each thing somebody does."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import icalendar
from playwright.sync_api import Page, expect

from tests.browser.site import LiveSite, code_in
from weekapp.clock import AMSTERDAM, today


@dataclass(frozen=True)
class Event:
    """What a calendar program knows of one event."""

    uid: str
    starts_at: datetime
    sequence: int
    status: str
    summary: str


def sign_in(page: Page, site: LiveSite, email: str) -> None:
    """Ask for a code, read the letter, type the code."""
    before = len(site.letters_to(email))
    page.goto("/inloggen")
    page.locator("main [name=email]").fill(email)
    page.locator("main form button").click()
    page.wait_for_url("**/inloggen/code")
    letter = site.wait_for_letter(email, after=before)
    page.locator("main [name=code]").fill(code_in(letter))
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/inloggen" not in url)


def register_organisation(page: Page, name: str, municipality: str) -> None:
    """Fill in who organises; the first sign-in leads here by itself."""
    expect(page).to_have_url(re.compile("/mijn/organisatie/nieuw$"))
    page.locator("[name=name]").fill(name)
    page.locator("[name=kind]").select_option("welzijn")
    page.locator("[name=municipality_code]").select_option(label=municipality)
    page.locator("[name=contact_phone]").fill("0318 12 34 56")
    page.locator("main form").get_by_role("button").last.click()


def hand_in_activity(page: Page, title: str, days: list[date]) -> None:
    """Fill in the form of a new activity, one date after the other, and hand it in."""
    page.goto("/mijn/activiteiten/nieuw")
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Een kop koffie en een praatje.")
    page.locator("[name=themes][value=koffie]").check()
    for number, day in enumerate(days):
        if number:
            page.get_by_role("button", name="Nog een datum erbij").click()
        fill_date(page, number, day, time(14), time(16))
    page.locator("[name=street]").fill("Dorpsstraat 1")
    page.locator("[name=postcode]").fill("6711 AB")
    page.locator("[name=place]").fill("Ede")
    page.locator("[name=audiences][value=iedereen]").check()
    page.locator("[name=join_ways][value=walk_in]").check()
    page.get_by_role("button", name="Stuur in").click()
    page.wait_for_url("**/mijn")


def fill_date(page: Page, number: int, day: date, starts: time, ends: time) -> None:
    """Fill in one date of the form, in local time."""
    page.locator(f"[name=dates-{number}-day]").fill(day.isoformat())
    page.locator(f"[name=dates-{number}-starts]").fill(starts.strftime("%H:%M"))
    page.locator(f"[name=dates-{number}-ends]").fill(ends.strftime("%H:%M"))


def finds(page: Page, where: str, title: str) -> bool:
    """Whether a resident who types this on the home page sees the activity in the list."""
    page.goto("/")
    page.locator("main [name=waar]").fill(where)
    page.locator("main form button").first.click()
    page.wait_for_url("**/activiteiten?*")
    return page.locator("main").get_by_role("link", name=title).count() > 0


def events(site: LiveSite, slug: str) -> dict[str, Event]:
    """The events with a time in the feed of a municipality, by UID; the next week has none."""
    body, _headers = site.read(f"/gemeenten/{slug}/agenda.ics")
    calendar = icalendar.Calendar.from_ical(body)
    found = [
        Event(
            str(one["UID"]),
            one.decoded("DTSTART"),
            int(str(one["SEQUENCE"])),
            str(one["STATUS"]),
            str(one["SUMMARY"]),
        )
        for one in calendar.walk("VEVENT")
        if isinstance(one.decoded("DTSTART"), datetime)
    ]
    return {event.uid: event for event in found}


def around_the_clock_change() -> list[date]:
    """The Saturday before and the Monday after the clock goes back, in the coming year."""
    for year in (today().year, today().year + 1):
        last = date(year, 10, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > today() + timedelta(days=3):
            return [sunday - timedelta(days=1), sunday + timedelta(days=1)]
    raise AssertionError("there is a clock change every year")


def thursday_afternoon() -> tuple[date, time, time]:
    """A Thursday afternoon some weeks from now: its day, its start and its end."""
    day = today() + timedelta(days=21)
    return day + timedelta(days=(3 - day.weekday()) % 7), time(14), time(16)


def local_time(event: Event) -> time:
    """When an event begins on the wall clock."""
    return event.starts_at.astimezone(AMSTERDAM).time()
