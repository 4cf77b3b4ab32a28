"""Pages in Redis: made once for all processes, and there when no database is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis as Asking

from tests import engines
from tests.client import Client
from tests.conftest import settings
from tests.counting import queries_of
from tests.factories import activity
from tests.machine import need
from tools.debian import REDIS
from tools.stores import Redis
from weekapp import create_app, makers
from weekapp.agenda import shared_pages

PAGE = "/gemeenten/ede"


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    need(REDIS)
    server = Redis()
    yield server.start()
    server.close()


@pytest.fixture
def another(app: Flask, redis: Redis) -> Iterator[Flask]:
    """Another process of the site, and one more after it, with a Redis they share."""
    Asking(port=redis.port).flushdb()
    made = create_app(settings(Path(app.instance_path), redis_url=redis.url()))
    with made.app_context():
        yield made


def more(site: Flask, redis: Redis) -> Client:
    return Client(create_app(settings(Path(site.instance_path), redis_url=redis.url())))


def test_what_one_process_made_another_hands_out(another: Flask, redis: Redis) -> None:
    activity("Koffie")
    first = Client(another).get(PAGE)
    second = more(another, redis)
    with second.app.app_context():
        made = queries_of(lambda: second.get(PAGE))
    assert [one for one in made if "public_stamp" not in one] == []
    assert second.get(PAGE).headers["ETag"] == first.headers["ETag"]


def test_what_changed_is_made_anew(another: Flask, redis: Redis) -> None:
    Client(another).get(PAGE)
    activity("Nieuw")
    assert "Nieuw" in more(another, redis).get(PAGE).all(".card__title")


def test_what_other_code_or_settings_made_is_not_handed_out(
    another: Flask, redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Client(another).get(PAGE)
    same = settings(Path(another.instance_path), redis_url=redis.url())
    elsewhere = replace(same, base_url="https://elders.example")
    page = Client(create_app(elsewhere)).get(PAGE)
    assert str(page.one("link[rel=canonical]")["href"]).startswith(elsewhere.base_url)
    newer = tmp_path / "manifest.json"
    newer.write_text("{}")
    monkeypatch.setattr(makers, "MANIFEST", newer)
    fresh = more(another, redis)
    with fresh.app.app_context():
        assert [one for one in queries_of(lambda: fresh.get(PAGE)) if "public_stamp" not in one]


def test_without_a_database_there_is_the_page_of_before(another: Flask, redis: Redis) -> None:
    activity("Koffie")
    Client(another).get(PAGE)
    fresh = more(another, redis)
    engines.spoil(Path(another.instance_path))
    assert "Koffie" in fresh.get(PAGE).all(".card__title")
    assert fresh.get("/gemeenten/arnhem").status == 503


def test_where_somebody_looks_and_for_what_is_shared_with_nobody(
    another: Flask, redis: Redis
) -> None:
    activity("Koffie")
    shared = Asking(port=redis.port)
    for path in ("/activiteiten?waar=6711", "/activiteiten?q=rouw", "/zoek-samen?nr=1"):
        assert Client(another).get(path).status == 200
    assert shared.keys("page:*") == []
    Client(another).get("/activiteiten?thema=koffie")
    assert len(shared.keys("page:*")) == 1


def test_ever_other_addresses_take_no_more_room(
    another: Flask, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_pages, "PLACES", 2)
    activity("Koffie")
    first, second = Client(another), more(another, redis)
    for number in range(12):
        assert first.get(f"/activiteiten?zomaar={number}").status == 200
    assert len(Asking(port=redis.port).keys("page:*")) == 2
    for slug in ("ede", "arnhem", "utrecht"):
        assert first.get(f"/gemeenten/{slug}").one("h1") == second.get(f"/gemeenten/{slug}").one(
            "h1"
        )


def test_without_redis_each_process_makes_its_own(another: Flask, redis: Redis) -> None:
    activity("Koffie")
    redis.kill()
    assert "Koffie" in Client(another).get(PAGE).all(".card__title")
