"""What a visitor gets when the site cannot do its work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import text

from tests import engines, factories as make
from tests.client import Client, Page
from tests.conftest import settings
from weekapp import create_app
from weekapp.accounts.access import public
from weekapp.accounts.models import Account
from weekapp.database import db


@pytest.fixture
def broken(tmp_path: Path) -> Flask:
    """A site whose database is not one."""
    site = create_app(settings(tmp_path))
    engines.spoil(tmp_path)
    return site


@pytest.mark.parametrize("path", ["/", "/activiteiten?waar=ede", "/gemeenten/ede"])
def test_a_broken_database_gives_a_page_that_says_to_come_back(broken: Flask, path: str) -> None:
    page = Page(broken.test_client().get(path))
    assert (page.status, page.headers["Retry-After"]) == (503, "300")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Probeer het over een paar minuten opnieuw" in page.main


@pytest.mark.parametrize(
    "path", ["/mijn/organisatie/nieuw", "/mijn/activiteiten/nieuw", "/mijn/account"]
)
def test_who_is_signed_in_gets_that_page_too(
    app: Flask, signed_in: Callable[[Account], Client], path: str
) -> None:
    organiser = signed_in(make.member(make.organisation()))
    assert organiser.get("/mijn").status == 200
    engines.spoil(Path(app.instance_path))
    for page in (organiser.get(path), organiser.post(path)):
        assert (page.status, page.headers["Retry-After"]) == (503, "300")
        assert "Probeer het over een paar minuten opnieuw" in page.main


@engines.only_postgresql
def test_a_page_that_is_made_goes_out_when_the_database_goes_away(tmp_path: Path) -> None:
    site = create_app(settings(tmp_path))

    @public
    def last_words() -> str:
        number = db.session.scalar(text("SELECT pg_backend_pid()"))
        engines.postgresql().execute(f"SELECT pg_terminate_backend({number}, 5000)")
        return "said"

    site.add_url_rule("/last-words", view_func=last_words)
    answer = site.test_client().get("/last-words")
    assert (answer.status_code, answer.text) == (200, "said")


def test_a_wrong_question_to_the_database_is_our_own_fault(tmp_path: Path) -> None:
    site = create_app(settings(tmp_path))

    @public
    def wrong() -> str:
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE once (number INTEGER NOT NULL)"))
            connection.execute(text("INSERT INTO once VALUES (NULL)"))
        return ""

    site.add_url_rule("/wrong", view_func=wrong)
    page = Page(site.test_client().get("/wrong"))
    assert page.status == 500
    assert "Dat ligt aan ons" in page.main


def test_what_somebody_looked_for_is_not_in_the_log_of_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = create_app(settings(tmp_path))

    @public
    def wrong() -> str:
        asked = text("SELECT number FROM nowhere WHERE postcode = :postcode")
        return str(db.session.execute(asked, {"postcode": request.args["waar"]}).scalar())

    site.add_url_rule("/wrong", view_func=wrong)
    assert site.test_client().get("/wrong?waar=6711+AB").status_code >= 500
    assert "nowhere" in caplog.text
    assert "6711" not in caplog.text
