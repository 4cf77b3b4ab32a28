"""What a screen reader gets on the way: finding something, reading about it, signing up.

The accessibility tree of Chromium as text, kept in tests/browser/transcripts. Dates and secrets
are masked. When a change is meant,

    REWRITE=1 .venv/bin/pytest tests/browser/test_transcripts.py

writes the files anew; read the difference in Git as somebody who hears it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests import engines
from tests.browser.pictures import IS_REWRITING
from tests.browser.site import LiveSite, link_in
from tests.factories import activity, organisation
from weekapp import config, create_app
from weekapp.campaign.models import Edition
from weekapp.clock import AMSTERDAM, today
from weekapp.database import db

pytestmark = engines.looks_the_same

KEPT = Path(__file__).with_name("transcripts")
DAYS = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)"
MONTHS = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|mrt|apr|jun|jul|aug|sept|okt|nov|dec)"
)
ONE_DAY = rf"(?:{DAYS} )?\d{{1,2}} {MONTHS}(?: \d{{4}})?"
MASKS = (
    (rf"(?:{DAYS} )?\d{{1,2}}(?: {MONTHS})?(?: \d{{4}})? (?:tot en met|t/m) {ONE_DAY}", "<dagen>"),
    (ONE_DAY, "<dag>"),
    (r"\b\d{4}-\d{2}-\d{2}\b", "<datum>"),
    (r"/aanmelding/(code/)?[\w-]{16,}", r"/aanmelding/\1<geheim>"),
    (r"http(?:://|%3A//|%3A%2F%2F)127\.0\.0\.1(?::|%3A)\d+", "<site>"),
)
FAR_AHEAD = timedelta(days=100)  # no list shows that week yet
SOON = timedelta(days=9)  # neither today nor tomorrow


@pytest.fixture(scope="module")
def town(live: LiveSite) -> Iterator[Flask]:
    """Two things to do in Ede, in a year of which the week is far ahead."""
    app = create_app(config.read(live.environment))
    with app.app_context():
        db.session.query(Edition).delete()
        first = today() + FAR_AHEAD
        last = first + timedelta(days=6)
        db.session.add(Edition(year=first.year, first_day=first, last_day=last))
        start = datetime.combine(today() + SOON, time(14), AMSTERDAM)
        brug = organisation(slug="de-brug")
        activity(
            "Koffie in de Brug", by=brug, at=[start, start + timedelta(days=7)],
            venue_name="De Brug", host_name="Anja", is_met_at_door=True, wheelchair="yes",
            first_visit="Anja staat bij de deur.", may_bring_someone=True, capacity=8,
            join_ways=["walk_in", "here"], contact_hours="op werkdagen van 9.00 tot 17.00 uur",
        )  # fmt: skip
        activity("Samen soep eten", by=brug, at=start + timedelta(hours=4), themes=["eten"])
        yield app


@pytest.fixture
def page(town: Flask, open_browser: Callable[..., Page]) -> Page:
    """A phone."""
    return open_browser(360)


def heard(page: Page, moment: str) -> str:
    """All that is told of a page, under what somebody was doing."""
    return masked(f"# {moment}: {page.title()}\n\n{page.locator('body').aria_snapshot()}\n")


def masked(text: str) -> str:
    """A text that is the same on every day and on every machine."""
    for pattern, instead in MASKS:
        text = re.sub(pattern, instead, text)
    return text


def judge(name: str, *moments: str) -> None:
    """Hold what was heard against what is kept."""
    file, told = KEPT / f"{name}.txt", "\n".join(moments)
    if IS_REWRITING:
        file.parent.mkdir(exist_ok=True)
        file.write_text(told)
    assert told.splitlines() == file.read_text().splitlines(), __doc__


def test_finding_something_is_told_as_it_was(page: Page) -> None:
    page.goto("/")
    home = heard(page, "The door")
    page.get_by_label("Postcode, plaats of adres").fill("Ede")
    page.get_by_role("button", name="Zoek").click()
    page.wait_for_url("**/activiteiten?*")
    found = heard(page, "What there is in Ede")
    page.goto("/activiteiten?waar=Ede&thema=muziek")
    judge("finding", home, found, heard(page, "Nothing that fits"))


def test_an_activity_is_told_as_it_was(page: Page) -> None:
    page.goto("/activiteiten?waar=Ede")
    page.get_by_role("link", name="Koffie in de Brug").click()
    page.wait_for_url("**/activiteiten/1/*")
    judge("activity", heard(page, "What it is, when, where and who"))


def test_signing_up_is_told_as_it_was(page: Page, live: LiveSite) -> None:
    page.goto("/activiteiten/1/koffie-in-de-brug")
    page.locator('main .facts a[href$="/aanmelden"]').click()
    moments = [heard(page, "What is asked")]
    page.locator("main form button").click()
    moments.append(heard(page, "What is wrong"))
    page.locator("[name=date]").first.check()
    page.locator("[name=name]").fill("Riet")
    page.locator("[name=email]").fill("riet@voorbeeld.nl")
    page.locator("main form button").click()
    page.wait_for_url("**/aanmelding/code/*")
    moments.append(heard(page, "A letter is on its way"))
    page.goto(link_in(live.wait_for_letter("riet@voorbeeld.nl"), "/aanmelding/"))
    moments.append(heard(page, "The link in the letter"))
    page.locator('form[action$="bevestigen"] button').click()
    page.locator("#afmelden").wait_for()
    moments.append(heard(page, "On the list"))
    page.locator("#afmelden button").click()
    page.locator("#afmelden").wait_for(state="detached")
    judge("signing-up", *moments, heard(page, "Not coming after all"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("do 24 sept, 14.00", "<dag>, 14.00"),
        ("van 24 tot en met 30 september 2026.", "van <dagen>."),
        ("28 september tot en met 4 oktober 2026", "<dagen>"),
        ("30 december 2026 tot en met 5 januari 2027", "<dagen>"),
        ("vrijdag 1 januari 2027", "<dag>"),
        ("binnen 5 km van 6711", "binnen 5 km van 6711"),
    ],
)
def test_a_day_is_masked_and_nothing_else(said: str, kept: str) -> None:
    assert masked(said) == kept
