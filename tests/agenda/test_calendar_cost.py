"""What a poll costs: one look-up, shared by all processes, and one activity for one change."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests import engines
from tests.calendars.reading import event, events, summaries
from tests.client import Client, Page
from tests.conftest import START, settings
from tests.counting import plans_of, queries_of
from tests.factories import THURSDAY, account, activity, organisation
from weekapp import create_app, jobs
from weekapp.activities.models import Activity
from weekapp.agenda import calendar_kept, ical
from weekapp.agenda.events import Event
from weekapp.agenda.models import KeptCalendar

FEEDS = (
    "/gemeenten/ede/agenda.ics",
    "/gemeenten/ede/2026/agenda.ics",
    "/organisaties/de-brug/agenda.ics",
    "/themas/koffie/agenda.ics",
    "/doelgroepen/ouderen/agenda.ics",
    "/provincies/gelderland/agenda.ics",
    "/agenda.ics",
    "/agenda.ics?waar=6711&thema=koffie",
    "/activiteiten/1.ics",
)
FEED = FEEDS[0]
every_feed = pytest.mark.parametrize("path", FEEDS)


@pytest.fixture
def made(client: Client) -> Activity:
    """One activity that is in every calendar."""
    return activity(by=organisation("De Brug", slug="de-brug"), audiences=["ouderen"])


@pytest.fixture
def start_anew(client: Client) -> Callable[[], None]:
    """Lets the process forget everything, as one that has just started."""
    clear: Callable[[], None] = client.app.extensions["calendar_press"].clear
    return clear


def poll(client: Client, path: str, known: Page) -> Page:
    return client.get(path, headers={"If-None-Match": known.headers["ETag"]})


def elsewhere() -> None:
    """Something is written that has nothing to do with any calendar."""
    account()


@every_feed
def test_nothing_is_asked_while_nobody_writes(client: Client, made: Activity, path: str) -> None:
    first = client.get(path)
    assert queries_of(lambda: poll(client, path, first)) == []
    assert queries_of(lambda: client.get(path)) == []


@every_feed
def test_one_look_up_answers_after_something_else_was_written(
    client: Client, made: Activity, path: str
) -> None:
    first = client.get(path)
    for ask in (lambda: poll(client, path, first), lambda: client.get(path)):
        elsewhere()
        assert len(queries_of(ask)) == 1
    assert poll(client, path, first).status == 304


@every_feed
def test_one_look_up_answers_in_a_process_that_has_just_started(
    client: Client, made: Activity, path: str, start_anew: Callable[[], None]
) -> None:
    first = client.get(path)
    for ask in (lambda: poll(client, path, first), lambda: client.get(path)):
        start_anew()
        assert len(queries_of(ask)) == 1
    start_anew()
    assert poll(client, path, first).status == 304
    start_anew()
    again = client.get(path)
    assert again.response.data == first.response.data
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]


WIDE = [path for path in FEEDS[3:8] if path != "/agenda.ics"]


@pytest.mark.parametrize("path", WIDE)
def test_what_is_published_elsewhere_costs_others_their_keys_and_only_one_process(
    client: Client, made: Activity, path: str, start_anew: Callable[[], None]
) -> None:
    first = client.get(path)
    activity("Elders", themes=["spel"], audiences=["jongeren"], city="Assen", point=None)
    asked = queries_of(lambda: poll(client, path, first))
    assert not [one for one in asked if "activity.summary" in one]
    assert len(asked) == 4  # its look-up, its keys, what is right now too, and its look-up again
    start_anew()
    assert len(queries_of(lambda: poll(client, path, first))) == 1


@every_feed
def test_that_look_up_is_by_index(client: Client, made: Activity, path: str) -> None:
    first = client.get(path)
    elsewhere()
    (plan,) = plans_of(lambda: poll(client, path, first))
    for line in plan.splitlines():
        assert not line.startswith("SCAN") or "public_stamp" in line or "edition" in line, plan


@every_feed
def test_another_process_makes_the_same_bytes(client: Client, made: Activity, path: str) -> None:
    other = create_app(settings(Path(client.app.instance_path))).test_client()
    ours = client.get(path)
    theirs = other.get(path)
    assert theirs.data == ours.response.data
    for header in ("ETag", "Last-Modified", "Content-Disposition"):
        assert theirs.headers[header] == ours.headers[header]


def test_a_change_costs_reading_and_making_that_activity_only(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [THURSDAY + timedelta(days=day) for day in range(2)]
    many = [activity(f"Activiteit {number}", at=days) for number in range(9)]
    client.get(FEED)
    many[4].title = "Anders"
    session.commit()
    written: list[str] = []
    write = ical.vevent

    def noted(told: Event) -> bytes:
        written.append(told.summary)
        return write(told)

    monkeypatch.setattr(ical, "vevent", noted)
    asked = [one for one in queries_of(lambda: client.get(FEED)) if "activity.summary" in one]
    assert written == ["Anders", "Anders"]
    assert len(asked) == 1
    assert re.search(r"occurrence\.id IN \([^,()]+(\([^()]*\))?[^,()]*, [^,]+\)", asked[0])
    assert summaries(client.get(FEED)).count("Anders") == 2


@pytest.mark.parametrize("path", WIDE)
def test_what_changes_elsewhere_leaves_a_calendar_as_it_is(
    client: Client, made: Activity, clock: Traveller, path: str
) -> None:
    first = client.get(path)
    clock.shift(timedelta(hours=1))
    activity("Elders", themes=["spel"], audiences=["jongeren"], city="Assen", point=None)
    again = client.get(path)
    assert again.response.data == first.response.data
    for header in ("ETag", "Last-Modified"):
        assert again.headers[header] == first.headers[header]


def test_what_leaves_a_list_without_a_trace_is_a_change_of_it(
    client: Client, session: Session, made: Activity, clock: Traveller
) -> None:
    path = "/themas/koffie/agenda.ics"
    first = client.get(path)
    clock.shift(timedelta(hours=1))
    made.themes = ["spel"]
    session.commit()
    again = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status, events(again)) == (200, [])


@every_feed
def test_a_calendar_that_cannot_be_made_is_the_last_good_one_also_after_a_start(
    client: Client, session: Session, made: Activity, path: str, start_anew: Callable[[], None]
) -> None:
    first = client.get(path)
    made.title = "Anders"
    session.commit()
    session.execute(text("ALTER TABLE occurrence RENAME TO lost"))
    session.commit()
    start_anew()
    again = client.get(path)
    assert (again.status, again.response.data) == (200, first.response.data)
    assert poll(client, path, first).status == 304
    session.execute(text("DELETE FROM kept_calendar"))
    session.commit()
    start_anew()
    broken = client.get(path)
    assert (broken.status, broken.headers["Retry-After"]) == (503, "300")


def test_a_calendar_that_cannot_be_kept_is_answered_all_the_same(
    client: Client, session: Session, made: Activity, caplog: pytest.LogCaptureFixture
) -> None:
    session.execute(text(engines.refusal("kept_calendar")))
    session.commit()
    with caplog.at_level(logging.WARNING):
        first = client.get(FEED)
    assert "could not be kept" in caplog.text
    assert event(first)["SUMMARY"] == made.title
    assert poll(client, FEED, first).status == 304
    made.title = "Anders"
    session.commit()
    assert event(client.get(FEED))["SUMMARY"] == "Anders"


def kept(session: Session) -> list[Any]:
    return list(session.scalars(select(KeptCalendar.name).order_by(KeptCalendar.name)))


def test_what_nobody_asks_for_is_forgotten(
    client: Client, session: Session, made: Activity, clock: Traveller
) -> None:
    client.get(FEED)
    clock.move_to(START + timedelta(days=30))
    client.get(FEEDS[2])
    clock.move_to(START + timedelta(days=41))
    jobs.make_rounds()
    assert kept(session) == ["organisatie de-brug"]


def test_the_table_stays_small_and_lists_do_not_push_others_out(
    client: Client, session: Session, made: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_kept, "MOST_KEPT", 3)
    for number in range(5):
        assert client.get(f"/agenda.ics?q=woord{number}").status == 200
    assert session.scalar(select(func.count()).select_from(KeptCalendar)) == 3
    for path in FEEDS[:3]:
        client.get(path)
    assert {"gemeente ede", "organisatie de-brug"} < set(kept(session))
    jobs.make_rounds()
    assert len(kept(session)) == 3
