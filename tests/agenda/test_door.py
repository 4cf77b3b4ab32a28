"""What is ready goes out before the site is asked, and is what the site would have said."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import Client as Direct, TestResponse

from tests import engines
from tests.client import Client
from tests.counting import queries_of
from tests.factories import activity, member, organisation
from weekapp.agenda.door import MOST_HOSTS, Door
from weekapp.agenda.ready import Environ
from weekapp.database import db

PAGES = (
    "/",
    "/activiteiten",
    "/activiteiten?waar=Ede&thema=eten",
    "/activiteiten/1/koffie-in-de-brug",
    "/gemeenten",
    "/gemeenten/ede",
    "/organisaties/de-brug",
    "/kaart",
    "/kaart/punten.json?vak=5,52,6,53",
    "/abonneren",
)
FEEDS = ("/gemeenten/ede/agenda.ics", "/activiteiten/1.ics", "/agenda.ics?thema=eten")
ALL = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(autouse=True)
def something_on(client: Client, session: Session) -> None:
    activity(by=organisation("De Brug", slug="de-brug"), themes=["eten"])


@pytest.fixture
def behind(client: Client) -> Iterator[list[str]]:
    """The paths that the site behind the door was asked for."""
    door: Door = client.app.wsgi_app  # type: ignore[assignment]
    site, heard = door.site, []

    def listening(environ: Environ, start_response: Any) -> Iterable[bytes]:
        heard.append(environ["PATH_INFO"])
        return site(environ, start_response)

    door.site = listening
    door.hosts.clear()
    yield heard
    door.site = site


def said(answer: TestResponse) -> tuple[Any, ...]:
    """All there is to an answer."""
    return answer.status, sorted(answer.headers.items()), answer.data


def ask(client: Client, path: str, **headers: str) -> TestResponse:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.browser.get(path, headers=told)
    db.session.rollback()
    return answer


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_the_door_says_all_that_the_site_says(client: Client, path: str, behind: list[str]) -> None:
    site = Direct(client.app.wsgi_app.site, TestResponse)  # type: ignore[attr-defined]
    tag = ask(client, path).headers["ETag"]
    for headers in ({}, ALL, {"Accept-Encoding": "gzip"}, {"If-None-Match": tag}):
        for method in ("GET", "HEAD"):
            behind.clear()
            answer = client.browser.open(path, method=method, headers=headers)
            assert behind == []
            assert said(answer) == said(site.open(path, method=method, headers=headers))
            assert len(behind) == 1


@pytest.mark.parametrize("path", [*PAGES, *FEEDS])
def test_whoever_has_it_hears_so_without_a_question_to_the_database(
    client: Client, path: str, behind: list[str]
) -> None:
    tag = ask(client, path).headers["ETag"]
    opaque = tag.removeprefix("W/")
    behind.clear()
    for form in (tag, f"W/{opaque}", f'"other", {tag}', f"{opaque}, W/{opaque}", "*"):
        assert queries_of(partial(ask, client, path, If_None_Match=form)) == []
        again = ask(client, path, If_None_Match=form)
        assert (again.status_code, again.data, behind) == (304, b"", [])
        assert again.headers["ETag"] == tag
    assert ask(client, path, If_None_Match='"other"').status_code == 200


@pytest.mark.parametrize("path", ["/activiteiten", FEEDS[0]])
def test_the_door_knows_what_it_first_saw_as_unchanged(
    client: Client, path: str, behind: list[str]
) -> None:
    first = ask(client, path)
    client.app.extensions["kept_pages"].clear()
    client.app.extensions["calendar_press"].clear()
    assert ask(client, path, If_None_Match=first.headers["ETag"]).status_code == 304
    assert len(behind) == 2
    assert said(ask(client, path)) == said(first)
    assert len(behind) == 2


@pytest.mark.parametrize("path", ["/activiteiten", FEEDS[0]])
def test_what_another_process_writes_is_seen_at_once(client: Client, path: str) -> None:
    for _ in range(2):
        ask(client, path)
    engines.another_writes(
        Path(client.app.instance_path), "UPDATE activity SET title = 'Van elders veranderd'"
    )
    assert "Van elders veranderd" in ask(client, path).text


@pytest.mark.parametrize("path", ["/activiteiten", FEEDS[0]])
def test_a_name_that_is_not_ours_is_refused_also_when_the_answer_is_ready(
    client: Client, path: str, behind: list[str]
) -> None:
    for _ in range(2):
        assert ask(client, path).status_code == 200
    assert len(behind) == 1
    for name in ("evil.test", "localhost.evil.test", "", "localhost@evil.test"):
        assert ask(client, path, Host=name).status_code == 400
    behind.clear()
    for _ in range(2):
        assert ask(client, path, Host="week.test").status_code == 200
    assert len(behind) == 1


def test_names_do_not_fill_the_memory(client: Client) -> None:
    for port in range(MOST_HOSTS + 5):
        assert ask(client, "/activiteiten", Host=f"localhost:{port + 1}").status_code == 200
    assert len(client.app.wsgi_app.hosts) <= MOST_HOSTS  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    ["//activiteiten", "/activiteiten/", "/./activiteiten", "/Activiteiten", "/activiteiten\0",
     "/activiteiten;x", "/x/../activiteiten", "/activiteiten.ics", "", "*"],
)  # fmt: skip
def test_another_way_to_write_a_path_is_for_the_site(
    client: Client, path: str, behind: list[str]
) -> None:
    ask(client, "/activiteiten")
    client.browser.get("/activiteiten", environ_overrides={"PATH_INFO": path})
    assert behind == ["/activiteiten", path]


def test_under_another_root_and_by_other_methods_the_site_answers(
    client: Client, behind: list[str]
) -> None:
    ask(client, "/activiteiten")
    for method in ("POST", "PUT", "OPTIONS", "DELETE"):
        client.browser.open("/activiteiten", method=method)
    client.browser.get("/activiteiten", environ_overrides={"SCRIPT_NAME": "/elders"})
    assert len(behind) == 6


def test_whoever_is_signed_in_gets_the_same_and_no_cookie(
    client: Client, signed_in: Any, behind: list[str]
) -> None:
    visitor = signed_in(member(organisation("De Kade")))
    first = ask(client, "/activiteiten")
    again = ask(visitor, "/activiteiten")
    assert len(behind) == 1
    assert said(again) == said(first)
    assert "Set-Cookie" not in again.headers


def test_an_error_is_never_ready(client: Client, behind: list[str]) -> None:
    for path in ("/activiteiten/99/niets", "/gemeenten/nergens", "/gemeenten/nergens/agenda.ics"):
        for _ in range(2):
            assert ask(client, path).status_code == 404
    assert len(behind) == 6
