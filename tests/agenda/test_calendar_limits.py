"""Of lists there are endlessly many: what is new is counted, and they leave room for the others."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.calendars.reading import summaries
from tests.client import Client
from tests.factories import activity
from weekapp import jobs
from weekapp.agenda import calendar_kept, calendar_making, calendar_views, calendars
from weekapp.agenda.calendar_kept import Calendar
from weekapp.agenda.calendar_scopes import Source
from weekapp.agenda.calendars import Press
from weekapp.agenda.models import KeptCalendar

FEED = "/gemeenten/ede/agenda.ics"
LISTS = [f"/agenda.ics?waar=6711&straal={straal}" for straal in (2, 5, 10, 15, 25, 50)]
NEIGHBOUR = {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture
def press(client: Client) -> Press:
    found: Press = client.app.extensions["calendar_press"]
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The file names of the calendars that were made, each of which takes a while."""
    told: list[str] = []
    make = calendar_making.make

    def slowly(source: Source, *more: Any) -> Calendar:
        told.append(source.file_name)
        sleep(0.2)
        return make(source, *more)

    monkeypatch.setattr(calendar_making, "make", slowly)
    return told


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two new lists an hour."""
    monkeypatch.setattr(calendar_views, "NEW_PER_NETWORK", "2/hour")


def sizes(session: Session) -> dict[str, int]:
    session.rollback()
    return {one.name: one.size for one in session.scalars(select(KeptCalendar))}


@pytest.mark.usefixtures("few")
def test_who_thinks_of_very_many_lists_is_asked_to_come_back(
    client: Client, session: Session
) -> None:
    activity()
    assert [client.get(path).status for path in LISTS[:2]] == [200, 200]
    refused = client.get(LISTS[2])
    assert (refused.status, refused.headers["Retry-After"]) == (429, "3600")
    assert refused.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert refused.headers["Cache-Control"] == "no-store"
    assert "Probeer het over een uur opnieuw." in refused.response.get_data(as_text=True)
    assert len(sizes(session)) == 2
    others = [FEED, "/agenda.ics", "/themas/koffie/agenda.ics", "/activiteiten/1.ics"]
    assert [client.get(path).status for path in others] == [200] * len(others)
    assert client.get(LISTS[2], environ_base=NEIGHBOUR).status == 200


@pytest.mark.usefixtures("few")
def test_a_program_that_asks_for_what_it_asked_before_is_never_refused(
    client: Client, session: Session, press: Press
) -> None:
    one, path = activity(), LISTS[0]
    assert [client.get(path).status for path in LISTS[:3]] == [200, 200, 429]
    press.clear()
    assert client.get(path).status == 200
    one.title = "Anders"
    session.commit()
    assert summaries(client.get(path)) == ["Anders"]
    press.clear()
    assert client.get(path).status == 200


def test_lists_use_a_part_of_the_table_only(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity()
    assert client.get(LISTS[0]).status == 200
    [size] = sizes(session).values()
    monkeypatch.setattr(calendar_kept, "MOST_BYTES", size * 2 * calendar_kept.PART_OF_LISTS - 99)
    assert [client.get(path).status for path in [*LISTS, FEED]] == [200] * (len(LISTS) + 1)
    assert sorted(name.split()[0] for name in sizes(session)) == ["gemeente", "lijst", "lijst"]
    jobs.make_rounds()
    assert sorted(name.split()[0] for name in sizes(session)) == ["gemeente", "lijst"]


def test_a_large_list_pushes_nothing_out_of_memory_and_is_made_once(
    client: Client, press: Press, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_ENDLESS", 99)
    activity()
    first = client.get(LISTS[0])
    assert client.get(FEED).status == 200
    again = client.get(LISTS[0], headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, made) == (304, ["agenda", "agenda-ede"])
    assert [*press.shelf._kept] == ["gemeente ede"]


def test_a_large_list_that_cannot_be_kept_is_made_once_for_an_answer(
    client: Client, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_ENDLESS", 99)
    monkeypatch.setattr(calendar_kept, "MOST_BYTES", 0)
    activity()
    assert client.get(LISTS[0]).status == 200
    assert made == ["agenda"]


def test_a_large_list_that_many_want_at_once_is_made_once(
    client: Client, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_ENDLESS", 99)
    activity()
    with ThreadPoolExecutor(4) as programs:
        answers = programs.map(lambda path: client.app.test_client().get(path).text, [LISTS[0]] * 4)
    assert len({*answers}) == len(made) == 1
