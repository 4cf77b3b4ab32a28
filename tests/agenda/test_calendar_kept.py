"""What a calendar costs: any process answers from what another kept, and makes only what is new."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.client import Client
from tests.conftest import settings
from tests.counting import made_by, queries_of
from tests.factories import activity, organisation
from weekapp import create_app
from weekapp.activities.models import Activity
from weekapp.database import db

FEED = "/gemeenten/ede/agenda.ics"
FEEDS = (FEED, "/organisaties/de-brug/agenda.ics", "/themas/koffie/agenda.ics",
         "/doelgroepen/iedereen/agenda.ics", "/provincies/gelderland/agenda.ics",
         "/agenda.ics?thema=koffie", "/gemeenten/ede/2026/agenda.ics")  # fmt: skip


@pytest.fixture
def other(app: Flask) -> Iterator[Flask]:
    """A process that has just started on the same database."""
    made = create_app(settings(Path(app.instance_path)))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def ask(site: Flask, path: str, tag: str = "") -> TestResponse:
    """What a calendar program gets that may know a tag."""
    return site.test_client().get(path, headers={"If-None-Match": tag} if tag else {})


@pytest.mark.parametrize("path", FEEDS)
def test_a_process_that_starts_knows_what_another_made_by_few_look_ups(
    client: Client, other: Flask, path: str
) -> None:
    activity(by=organisation("De Brug", slug="de-brug"))
    tag = client.get(path).headers["ETag"]
    answers: list[TestResponse] = []
    asked = queries_of(lambda: answers.append(ask(other, path, tag)))
    assert answers[0].status_code == 304
    assert len(asked) <= 2, asked  # its state with what was kept of it, and the bytes
    again = queries_of(lambda: answers.append(ask(other, path, tag)))
    assert (answers[1].status_code, again) == (304, [])


def test_a_change_makes_one_event_anew_and_not_its_municipality(client: Client) -> None:
    for number in range(5):
        activity(f"Koffie {number}", by=organisation())
    client.get(FEED)
    changed = db.session.query(Activity).filter_by(title="Koffie 2").one()
    changed.summary, changed.sequence = "Nu met taart.", changed.sequence + 1
    db.session.commit()
    ((statement, parameters),) = (
        one for one in made_by(lambda: client.get(FEED)) if "activity.summary" in one[0]
    )
    assert "occurrence.id IN (?)" in statement
    assert parameters[-1] == changed.occurrences[0].id


def test_a_change_elsewhere_makes_nothing_anew(client: Client) -> None:
    activity(by=organisation("De Brug", slug="de-brug"), themes=["koffie"])
    before = {path: client.get(path).headers["ETag"] for path in FEEDS}
    activity("Ver weg", city="Enschede", themes=["wandelen"], audiences=["jongeren"])
    for path in FEEDS:
        asked = queries_of(lambda path=path: client.get(path))  # type: ignore[misc]
        assert not [one for one in asked if "activity.summary" in one], path
        assert client.get(path).headers["ETag"] == before[path]


def test_a_process_that_starts_on_a_broken_table_gives_what_was_kept(
    client: Client, other: Flask
) -> None:
    activity()
    first = client.get(FEED)
    db.session.execute(text("UPDATE calendar_version SET version = version + 1"))
    db.session.execute(text("ALTER TABLE occurrence RENAME TO elsewhere"))
    db.session.commit()
    answer = ask(other, FEED)
    assert (answer.status_code, answer.data) == (200, first.response.data)
