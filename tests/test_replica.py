"""A primary with a streaming replica: the primary dies, the public notices nothing, it recovers."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, text
from time_machine import Traveller

from tests.client import Client
from tests.conftest import settings
from tests.factories import activity
from tests.machine import need
from tools.debian import POSTGIS, POSTGRESQL
from tools.stores import PostgreSql
from weekapp import create_app
from weekapp.commands import migrating
from weekapp.database import db
from weekapp.places import operations as places

FEED = "/gemeenten/ede/agenda.ics"
PATIENCE = 20


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[PostgreSql, PostgreSql]]:
    """A primary that waits for its disk, and a replica that follows it."""
    need(POSTGRESQL, POSTGIS)
    primary, replica = PostgreSql(is_durable=True), PostgreSql()
    try:
        primary.create()
        primary.execute("CREATE DATABASE week")
        yield primary, replica
    finally:
        replica.close()
        primary.close()


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("several")


@pytest.fixture(scope="module")
def pair(servers: tuple[PostgreSql, PostgreSql], instance: Path) -> Iterator[Flask]:
    """A site with tables and places on both servers."""
    primary, replica = servers
    made = create_app(
        settings(
            instance, database_url=primary.url("week"), database_replica_url=replica.url("week")
        )
    )
    with made.app_context():
        migrating.upgrade()
        places.load(db.session())
        db.session.commit()
        replica.follow(primary)
        yield made
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def until(holds: Callable[[], bool]) -> None:
    """Wait for what comes by itself."""
    ends_at = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def is_level() -> bool:
    """Whether the replica has all that the primary has."""
    stamps = []
    for engine in (db.engines[None], db.engines["replica"]):
        with engine.connect() as connection:
            stamps.append(connection.execute(text("SELECT stamp FROM public_stamp")).scalar())
    return stamps[0] == stamps[1]


def asked_of(name: str | None, do: Callable[[], object]) -> list[str]:
    """What is asked of one of the servers while something is done."""
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(db.engines[name], "before_cursor_execute", note)
    try:
        do()
    finally:
        event.remove(db.engines[name], "before_cursor_execute", note)
    return [one for one in said if "public_stamp" not in one and "FROM" in one]


def test_public_pages_are_read_from_a_replica_that_is_level(pair: Flask) -> None:
    activity("Koffie")
    until(is_level)
    client = Client(pair)
    assert asked_of(None, lambda: client.get("/activiteiten?waar=Ede")) == []
    assert asked_of("replica", lambda: client.get("/activiteiten?waar=Lunteren"))


def test_who_just_saved_sees_what_they_saved(
    pair: Flask, servers: tuple[PostgreSql, PostgreSql]
) -> None:
    servers[1].execute("SELECT pg_wal_replay_pause()")
    try:
        activity("Net opgeslagen")
        page = Client(pair).get("/activiteiten?waar=Ede")
        assert "Net opgeslagen" in page.all(".card__title")
    finally:
        servers[1].execute("SELECT pg_wal_replay_resume()")


def test_when_the_primary_dies_the_public_notices_nothing_and_nothing_is_lost(
    pair: Flask, servers: tuple[PostgreSql, PostgreSql], clock: Traveller
) -> None:
    primary, _replica = servers
    activity("Bevestigd")
    until(is_level)
    client = Client(pair)
    tag, form = client.get(FEED).headers["ETag"], client.get("/inloggen")
    primary.kill()
    for path in ("/", "/activiteiten?waar=Ede", "/activiteiten?q=bevestigd", "/gemeenten/ede"):
        assert client.get(path).status == 200, path
    assert "Bevestigd" in client.get("/activiteiten?waar=6711&straal=15").all(".card__title")
    assert client.get(FEED, headers={"If-None-Match": tag}).status in (200, 304)
    assert b"Bevestigd" in client.browser.get("/agenda.ics?thema=koffie").data
    refused = client.submit(form, email="anna@voorbeeld.nl")
    assert (refused.status, refused.headers["Retry-After"]) == (503, "300")
    assert "Er is een storing" in refused.main
    primary.start()
    until(lambda: client.browser.get("/readyz").status_code == 200)
    assert db.session.scalar(text("SELECT count(*) FROM activity WHERE title = 'Bevestigd'")) == 1
    db.session.rollback()
    activity("Daarna")
    assert "Daarna" in client.get("/activiteiten?waar=Ede").all(".card__title")
