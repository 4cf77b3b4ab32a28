"""The page of all components: complete, and for the national team alone."""

import re
from collections.abc import Callable

from tests import factories as make
from tests.client import Client
from weekapp.accounts.models import Account
from weekapp.config import SITE
from weekapp.database import db
from weekapp.style import tokens

TEMPLATES = SITE / "templates"
COMPONENTS = TEMPLATES / "components"
FRAME = (TEMPLATES / "base.html", TEMPLATES / "desk.html")  # what stands around the page
SHOWN = [one.read_text() for one in (*(TEMPLATES / "style").glob("*.html"), *FRAME)]
# What shows nothing of its own: the token of a form, and what was just done, as notices.
UNSEEN = {"csrf", "flashes"}


def macros() -> set[str]:
    """Every part that pages can use."""
    named = re.compile(r"{% macro ([a-z]\w*)\(")
    return {name for file in COMPONENTS.glob("*.html") for name in named.findall(file.read_text())}


def is_shown(name: str) -> bool:
    """Whether the page uses a part, by itself or inside another part."""
    parts = [one.read_text() for one in COMPONENTS.glob("*.html")]
    return any(re.search(rf"(?<!macro )\b{name}\(", text) for text in (*SHOWN, *parts))


def test_every_component_is_shown() -> None:
    assert {name for name in macros() if not is_shown(name)} - UNSEEN == set()
    assert len(macros()) > 20


def test_the_page_is_for_the_national_team_alone(
    client: Client, signed_in: Callable[[Account], Client]
) -> None:
    assert client.get("/stijl").path == "/inloggen"
    assert signed_in(make.coordinator("Ede")).get("/stijl").status == 404
    assert signed_in(make.national()).get("/stijl").all("h1") == ["Stijl"]


def test_what_is_shown_is_what_the_tokens_and_icons_are(
    signed_in: Callable[[Account], Client],
) -> None:
    page = signed_in(make.national()).get("/stijl")
    assert page.all("#kleuren strong") == list(tokens.colours(is_dark=False))
    assert len(page.soup.select("#contrast tbody tr")) == len(tokens.PAIRS)
    assert page.all("#maten td:first-child") == list(tokens.sizes())
    assert page.all("#pictogrammen li") == (SITE / "static" / "icons.txt").read_text().split()


def test_nothing_that_is_shown_is_kept(signed_in: Callable[[Account], Client]) -> None:
    team = signed_in(make.national())
    page = team.get("/stijl")
    assert page.soup.select(".card") and page.soup.select(".activity")
    assert not db.session.new and not db.session.dirty
    assert "koffiedrinken" not in team.get("/activiteiten").text
