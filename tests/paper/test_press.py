"""Making paper costs work: it is done once, not by too many at a time, and asks nobody anything."""

import os
import time
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from tests import engines
from tests.client import Client
from tests.factories import activity
from weekapp import confined, jobs
from weekapp.database import db
from weekapp.paper import press
from weekapp.shelf import Shelf

PATH = "/gemeenten/ede/op-papier.pdf"


def test_the_same_paper_is_made_once(client: Client) -> None:
    activity("Koffie")
    first = client.get(PATH)
    [kept] = press.shelf().folder.iterdir()
    made_at = kept.stat().st_mtime_ns
    again = client.get(PATH)
    assert again.response.get_data() == first.response.get_data()
    assert kept.stat().st_mtime_ns == made_at
    same = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status, same.response.get_data()) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/op-papier.pdf?waar=6711", "/zoek-samen.pdf?nr=1", f"{PATH}?q=koffie"]
)
def test_paper_that_tells_of_who_asked_for_it_is_kept_nowhere(client: Client, path: str) -> None:
    activity("Koffie")
    page = client.get(path)
    assert page.response.get_data().startswith(b"%PDF")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not press.shelf().folder.exists() or not [*press.shelf().folder.iterdir()]


def test_paper_tells_what_has_changed_since(client: Client) -> None:
    one = activity("Koffie")
    first = client.get(PATH).response.get_data()
    one.title = "Thee"
    db.session.commit()
    assert client.get(PATH).response.get_data() != first


def test_who_comes_while_the_press_is_busy_is_asked_to_come_back(client: Client) -> None:
    activity("Koffie")
    for _ in range(press.MOST_AT_ONCE):
        assert press._room.acquire(blocking=False)
    try:
        page = client.get(PATH)
    finally:
        for _ in range(press.MOST_AT_ONCE):
            press._room.release()
    assert (page.status, page.headers["Retry-After"]) == (503, "60")
    assert "Er zijn net veel mensen aan het printen" in page.text
    assert client.get(PATH).status == 200


def test_who_has_very_much_paper_made_is_asked_to_come_back_and_others_are_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "PER_NETWORK", "1/hour")
    activity("Koffie")
    assert client.get(PATH).status == 200
    for path in ("/op-papier.pdf?waar=6711", "/zoek-samen.pdf?nr=1", f"{PATH}?dag=2026-09-24"):
        page = client.get(path)
        assert (page.status, page.headers["Retry-After"]) == (429, "3600")
        assert page.headers["Cache-Control"] == "no-store"
        assert "Probeer het over een uur opnieuw. Of print de bladzijde zelf." in page.text
    assert client.get(PATH).status == 200, "it lies on the shelf"
    neighbour = {"REMOTE_ADDR": "198.51.100.7"}
    assert client.get("/op-papier.pdf?waar=6711", environ_base=neighbour).status == 200


def test_paper_that_takes_too_long_is_given_up_and_the_press_is_free_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity("Koffie")
    with monkeypatch.context() as hurried:
        hurried.setattr(confined, "PATIENCE_SECONDS", 0.01)
        assert client.get(PATH).status == 503
    assert client.get(PATH).status == 200


def test_the_worker_throws_paper_of_yesterday_away(client: Client) -> None:
    activity("Koffie")
    client.get(PATH)
    [kept] = press.shelf().folder.iterdir()
    for age, is_there in ((press.KEPT_SECONDS - 60, True), (press.KEPT_SECONDS + 60, False)):
        os.utime(kept, (time.time() - age, time.time() - age))
        jobs.make_rounds()
        assert kept.exists() == is_there


def test_what_is_old_or_too_much_makes_room(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, seconds=60, most=3)
    made = [shelf.found_or_made(str(number), lambda: b"x") for number in range(9)]
    shelf.tidy()
    assert len(made) == 9 and len(list(tmp_path.iterdir())) == 3
    old = next(tmp_path.iterdir())
    os.utime(old, (time.time() - 61, time.time() - 61))
    shelf.tidy()
    assert not old.exists() and len(list(tmp_path.iterdir())) == 2


def test_what_is_too_old_is_made_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, seconds=60, most=3)
    assert shelf.found_or_made("koffie", lambda: b"warm") == b"warm"
    assert shelf.found_or_made("koffie", lambda: b"vers") == b"warm"
    [kept] = tmp_path.iterdir()
    os.utime(kept, (time.time() - 61, time.time() - 61))
    assert shelf.found_or_made("koffie", lambda: b"vers") == b"vers"


def test_without_a_press_pages_offer_no_pdf(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity("Koffie")
    assert "Open als PDF" in client.get("/gemeenten/ede/op-papier").main
    engines.forget_pages(app)
    monkeypatch.setattr(press, "is_there", lambda: False)
    assert "Open als PDF" not in client.get("/gemeenten/ede/op-papier").main
    assert client.get(PATH).status == 404


def test_a_page_on_paper_fetches_nothing() -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    away = f"http://127.0.0.1:{server.server_port}/x"
    page = f'<html lang="nl"><title>x</title><img src="{away}"><img src="file:///etc/passwd"><p>Dag'
    made = b64decode(
        confined.run(
            "paper", page.encode(), style=f"@import url({away}); p {{ background: url({away}) }}"
        )
    )
    server.shutdown()
    server.server_close()
    assert made.startswith(b"%PDF") and asked == []
