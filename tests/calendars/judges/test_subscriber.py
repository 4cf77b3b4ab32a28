"""Somebody who subscribed sees at the next sync what changed, once, and else fetches nothing."""

import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.browser.site import LiveSite
from tests.calendars.judges import cases
from tests.calendars.judges.subscriber import Subscriber
from tests.factories import activity, deed, municipality
from weekapp.activities import changes, operations
from weekapp.activities.models import Activity
from weekapp.activities.schedule import Times, arrange
from weekapp.database import db

HOUR = timedelta(hours=1)
Subscribed = Callable[..., Subscriber]


@pytest.fixture
def subscribed(silent: None, live: LiveSite, tmp_path: Path) -> Subscribed:
    """Subscribes to municipalities, and fetches what is there."""

    def subscribing(*slugs: str) -> Subscriber:
        feeds = {slug: f"{live.url}/gemeenten/{slug}/agenda.ics" for slug in slugs}
        made = Subscriber(tmp_path, feeds)
        made.sync()
        return made

    return subscribing


def change(made: Activity, **to: Any) -> None:
    """Let an organiser change an activity."""
    before = changes.snapshot(made)
    if "dates" in to:
        arrange(made, to.pop("dates"), deed().at)
    for name, value in to.items():
        setattr(made, name, value)
    operations.revise(made, before, deed())
    db.session.commit()


def told(subscriber: Subscriber, slug: str) -> list[tuple[str, str, str]]:
    """Start, status and title of what khal lists, and as many files as there are."""
    listed = [(one.starts, one.status, one.summary) for one in subscriber.listed()[slug]]
    assert len(listed) == len(subscriber.files(slug))
    return sorted(listed)


def test_other_words_replace_the_ones_before(writing: Flask, subscribed: Subscribed) -> None:
    made = activity("Koffie", city="Zeist", at=cases.soon())
    activity("Wandelen", city="Zeist", at=cases.soon())
    subscriber = subscribed("zeist")
    change(made, title="Thee")
    subscriber.sync()
    assert [title for _, _, title in told(subscriber, "zeist")] == ["Thee", "Wandelen"]


def test_what_is_called_off_stays_and_says_so(writing: Flask, subscribed: Subscribed) -> None:
    made = activity("Koffie", city="Zwolle", at=[cases.soon(), cases.soon() + HOUR])
    subscriber = subscribed("zwolle")
    operations.cancel_date(made, made.occurrences[0], "Ziek.", deed())
    db.session.commit()
    subscriber.sync()
    off, on = told(subscriber, "zwolle")
    assert off[1:] == ("CANCELLED", "GAAT NIET DOOR: Koffie")
    assert on[1:] == ("CONFIRMED", "Koffie")


def test_another_time_moves_the_event(writing: Flask, subscribed: Subscribed) -> None:
    start = cases.soon()
    made = activity("Koffie", city="Gouda", at=start)
    subscriber = subscribed("gouda")
    change(
        made, dates=[Times(start + HOUR, start + 3 * HOUR, occurrence_id=made.occurrences[0].id)]
    )
    subscriber.sync()
    moved = f"{start + HOUR:%Y-%m-%dT%H:%M:%SZ}"
    assert told(subscriber, "gouda") == [(moved, "CONFIRMED", "Koffie")]


def test_another_municipality_takes_the_event_along(writing: Flask, subscribed: Subscribed) -> None:
    made = activity("Koffie", city="Delft", at=cases.soon())
    subscriber = subscribed("delft", "leiden")
    change(made, municipality_code=municipality("Leiden").code, place="Leiden")
    subscriber.sync()
    assert [one[1:] for one in told(subscriber, "leiden")] == [("CONFIRMED", "Koffie")]
    gone = ("CANCELLED", "VERPLAATST NAAR LEIDEN: Koffie")
    assert [one[1:] for one in told(subscriber, "delft")] == [gone]


def test_a_sync_without_a_change_touches_no_file(writing: Flask, subscribed: Subscribed) -> None:
    activity("Koffie", city="Breda", at=[cases.soon(), cases.soon() + HOUR])
    subscriber = subscribed("breda")
    before = subscriber.files("breda")
    subscriber.sync()
    assert subscriber.files("breda") == before
    assert len(before) == 2


@pytest.mark.parametrize(
    ("known", "asked"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
)
@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_an_unchanged_feed_is_sent_in_no_bytes(
    writing: Flask, live: LiveSite, known: str, asked: str, packing: str
) -> None:
    activity("Koffie", city="Assen", at=cases.soon())
    packed = {"Accept-Encoding": packing}
    head, body = asking(live, "/gemeenten/assen/agenda.ics", packed)
    assert head["status"] == "200" and len(body) == int(head["content-length"]) > 0
    validator = packed | {asked: head[known.lower()]}
    head, body = asking(live, "/gemeenten/assen/agenda.ics", validator)
    assert (head["status"], body) == ("304", b"")


def asking(live: LiveSite, path: str, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """The head of an answer, and every byte that comes after it until the connection ends."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{live.port}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        whole = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    named = (line.split(": ", 1) for line in rest)
    return {"status": first.split()[1]} | {name.lower(): value for name, value in named}, body
