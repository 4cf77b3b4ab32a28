"""What an organiser has already, in the queue within three minutes of their time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.hands import Hands
from tests.browser.people import register_organisation, sign_in
from tests.browser.site import LiveSite
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
