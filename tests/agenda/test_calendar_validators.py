"""A program that asks again hears at once that nothing changed, and always hears what did."""

import gzip
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from time_machine import Traveller
from werkzeug.http import parse_date

from tests import engines
from tests.calendars.reading import events
from tests.client import Client, Page
from tests.conftest import START, settings
from tests.factories import activity, organisation
from weekapp import create_app
from weekapp.database import db

FEED = "/gemeenten/ede/agenda.ics"
CACHED = "public, max-age=300, stale-if-error=86400"


def ask(client: Client, **headers: str) -> Page:
    return client.get(FEED, headers={k.replace("_", "-"): v for k, v in headers.items()})


def test_a_calendar_has_a_strong_tag_of_its_bytes_and_the_time_of_its_last_change(
    client: Client,
) -> None:
    activity()
    answer = ask(client)
    digest = hashlib.sha256(answer.response.data).hexdigest()
    assert answer.headers["ETag"] == f'"{digest}"'
    assert parse_date(answer.headers["Last-Modified"]) == START
    assert answer.headers["Cache-Control"] == CACHED
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Disposition"] == 'inline; filename="agenda-ede.ics"'


@pytest.mark.parametrize("name", ["If_None_Match", "If_Modified_Since"])
def test_nothing_is_sent_again_when_nothing_changed(client: Client, name: str) -> None:
    activity()
    first = ask(client)
    known = first.headers["ETag" if name == "If_None_Match" else "Last-Modified"]
    again = ask(client, **{name: known})
    assert (again.status, again.response.data) == (304, b"")
    for header in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again.headers[header] == first.headers[header]
    assert "Content-Type" not in again.headers


@pytest.mark.parametrize("form", ['W/"{}"', '"other", "{}"', '"{}-gzip"', "*", 'W/"{}-gzip"'])
def test_every_form_of_our_tag_is_known(client: Client, form: str) -> None:
    tag = ask(client).headers["ETag"].strip('"')
    assert ask(client, If_None_Match=form.format(tag)).status == 304


@pytest.mark.parametrize("date", ["gisteren", "", "0", "Thu, 99 Foo 2026 99:99:99 GMT", "\xff"])
def test_a_date_that_cannot_be_read_is_no_date(client: Client, date: str) -> None:
    assert ask(client, If_Modified_Since=date).status == 200


def test_the_tag_goes_before_the_date(client: Client) -> None:
    late = "Fri, 31 Dec 2027 23:59:59 GMT"
    assert ask(client, If_None_Match='"other"', If_Modified_Since=late).status == 200
    assert ask(client, If_Modified_Since=late).status == 304
    assert ask(client, If_Modified_Since="Thu, 01 Jan 2009 00:00:00 GMT").status == 200


def test_a_program_that_can_unzip_gets_fewer_bytes_under_another_tag(client: Client) -> None:
    activity()
    plain, zipped = ask(client), ask(client, Accept_Encoding="br, gzip;q=0.8")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.response.data) == plain.response.data
    assert zipped.headers["ETag"] == plain.headers["ETag"].rstrip('"') + '-gzip"'
    again = ask(client, Accept_Encoding="gzip", If_None_Match=zipped.headers["ETag"])
    assert (again.status, again.headers["ETag"]) == (304, zipped.headers["ETag"])
    assert "Content-Encoding" not in ask(client, Accept_Encoding="gzip;q=0").headers


def test_head_tells_the_same_as_get(client: Client) -> None:
    activity()
    full, head = client.get(FEED), client.head(FEED)
    assert head.response.data == b""
    for header in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Cache-Control"):
        assert head.headers[header] == full.headers[header]
    told = {"If-None-Match": full.headers["ETag"]}
    assert client.head(FEED, headers=told).status == 304


def test_a_change_is_seen_at_once(client: Client, session: Session, clock: Traveller) -> None:
    made = activity()
    first = ask(client)
    clock.shift(timedelta(hours=1))
    made.title, made.changed_at = "Thee in de Brug", START + timedelta(hours=1)
    session.commit()
    again = ask(client, If_None_Match=first.headers["ETag"])
    assert events(again)[0]["SUMMARY"] == "Thee in de Brug"
    later = ask(client, If_Modified_Since=first.headers["Last-Modified"])
    assert (later.status, parse_date(later.headers["Last-Modified"])) == (
        200,
        START + timedelta(hours=1),
    )


def test_a_date_that_leaves_the_calendar_by_itself_is_a_change(
    client: Client, clock: Traveller
) -> None:
    activity(at=START + timedelta(hours=2))
    first = ask(client)
    clock.move_to(START + timedelta(days=30))
    during = ask(client)
    clock.move_to(START + timedelta(days=31))
    after = ask(client, If_Modified_Since=during.headers["Last-Modified"])
    assert (len(events(first)), len(events(during)), len(events(after))) == (1, 1, 0)
    left = parse_date(after.headers["Last-Modified"])
    assert left is not None
    assert left.isoformat() == "2026-10-01T22:00:00+00:00"  # midnight of 2 October in Amsterdam


def test_a_calendar_does_not_change_by_the_mere_passing_of_time(
    client: Client, clock: Traveller
) -> None:
    activity()
    first = ask(client)
    clock.shift(timedelta(days=3))
    assert ask(client, If_None_Match=first.headers["ETag"]).status == 304
    assert ask(client, If_Modified_Since=first.headers["Last-Modified"]).status == 304


def test_two_processes_make_the_same_bytes(client: Client, built: Path) -> None:
    activity(by=organisation("De Brug", slug="de-brug"))
    app = client.app
    other = create_app(settings(Path(app.instance_path)))
    for path in (FEED, "/organisaties/de-brug/agenda.ics"):
        ours, theirs = client.get(path), other.test_client().get(path)
        assert ours.response.data == theirs.data
        assert ours.headers["ETag"] == theirs.headers["ETag"]
        assert ours.headers["Last-Modified"] == theirs.headers["Last-Modified"]


def test_a_known_calendar_is_answered_without_a_question(
    client: Client, queries: list[str]
) -> None:
    activity()
    tag = ask(client).headers["ETag"]
    queries.clear()
    assert ask(client, If_None_Match=tag).status == 304
    assert queries == []


def test_after_something_else_was_written_one_look_up_is_enough(
    client: Client, queries: list[str]
) -> None:
    activity()
    tag = ask(client).headers["ETag"]
    activity("Elders", city="Enschede")
    queries.clear()
    assert ask(client, If_None_Match=tag).status == 304
    assert len(queries) == 1
    assert "calendar_version" in queries[0]


def test_a_new_day_is_not_answered_from_yesterday(client: Client, clock: Traveller) -> None:
    activity(at=START + timedelta(hours=2))
    clock.move_to(START + timedelta(days=30))
    tag = ask(client).headers["ETag"]
    clock.move_to(START + timedelta(days=31))
    assert ask(client, If_None_Match=tag).status == 200


def test_a_poll_with_another_method_or_tag_goes_to_the_site(client: Client) -> None:
    tag = ask(client).headers["ETag"]
    assert client.post(FEED, headers={"If-None-Match": tag}).status == 405
    assert ask(client, If_None_Match=tag.strip('"')).status in (200, 304)
    assert ask(client, If_None_Match='"x"').status == 200


def test_what_another_process_writes_is_seen_at_once(client: Client) -> None:
    activity()
    tag = ask(client).headers["ETag"]
    engines.another_writes(
        Path(client.app.instance_path), "UPDATE activity SET title = 'Van elders veranderd'"
    )
    assert events(ask(client, If_None_Match=tag))[0]["SUMMARY"] == "Van elders veranderd"


@pytest.fixture
def queries(client: Client) -> Iterator[list[str]]:
    """The statements that are executed."""
    seen: list[str] = []

    def remember(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement != "BEGIN":
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    yield seen
    event.remove(db.engine, "before_cursor_execute", remember)
