"""What a visitor gets when the site cannot do its work."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests import engines
from tests.client import Page
from tests.conftest import settings
from weekapp import create_app
from weekapp.accounts.access import public
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
