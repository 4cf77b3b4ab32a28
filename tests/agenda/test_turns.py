"""What many ask for at once is made once, and the others get it as well."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import sleep

import pytest
from flask import Flask

from tests.factories import activity
from weekapp.agenda import ical, list_views, listing
from weekapp.agenda.events import Event
from weekapp.agenda.filters import Filters
from weekapp.agenda.listing import Listing

FEED = "/gemeenten/ede/agenda.ics"


def test_a_page_that_many_want_at_once_is_made_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def slowly(asked: Filters, at: datetime) -> Listing:
        made.append(asked)
        sleep(0.2)
        return listing.listing(asked, at)

    monkeypatch.setattr(list_views, "listing", slowly)
    with ThreadPoolExecutor(4) as visitors:
        paths = ["/activiteiten?waar=Ede"] * 3 + ["/activiteiten?waar=Vaals"]
        answers = visitors.map(lambda path: app.test_client().get(path).text, paths)
    assert len({*answers}) == len(made) == 2
    assert app.extensions["kept_pages"].turns.waiting == {}


def test_a_calendar_that_many_want_at_once_is_made_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity()
    made = []
    make = ical.vevent

    def slowly(told: Event) -> bytes:
        made.append(told.uid)
        sleep(0.2)
        return make(told)

    monkeypatch.setattr(ical, "vevent", slowly)
    with ThreadPoolExecutor(4) as programs:
        answers = programs.map(lambda path: app.test_client().get(path).text, [FEED] * 4)
    assert len({*answers}) == len(made) == 1
    assert app.extensions["calendar_press"].turns.waiting == {}
