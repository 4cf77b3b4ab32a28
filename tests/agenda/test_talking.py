"""Somebody to talk to: at the foot of each page, and where nothing was found."""

from collections.abc import Callable
from functools import partial

import pytest
from bs4 import Tag
from flask import Flask

from tests.client import Client
from tests.counting import queries_of
from tests.factories import activity, municipality
from weekapp.database import db
from weekapp.helplines.models import Helpline

LUISTERLIJN = "tel:0880767000"
TEAM = "tel:0318123456"
EMPTY = "/activiteiten?waar=Ede&q=sauna"


@pytest.fixture
def team(app: Flask) -> None:
    """Ede has somebody of its own."""
    ede = municipality("Ede")
    ede.help_name, ede.help_phone = "Sociaal team Ede", "0318 12 34 56"
    ede.help_hours = "9 tot 12 uur"
    db.session.commit()


@pytest.fixture
def say() -> Callable[..., None]:
    """Lets the national team say something of the first helpline, or add one."""

    def says(**told: object) -> None:
        line = db.session.query(Helpline).one()
        for name, value in told.items():
            setattr(line, name, value)
        db.session.commit()

    return says


def numbers(found: Tag) -> list[str]:
    return [str(link["href"]) for link in found.select('a[href^="tel:"]')]


def add(name: str, phone: str, **told: object) -> None:
    db.session.add(Helpline(name=name, phone=phone, position=2, **told))
    db.session.commit()


@pytest.mark.parametrize(
    "path", ["/", "/activiteiten", "/gemeenten/ede", "/privacy", "/informatie"]
)
def test_a_change_shows_at_once_on_pages_that_were_kept(
    client: Client, say: Callable[..., None], path: str
) -> None:
    assert numbers(client.get(path).one(".footer__talk")) == [LUISTERLIJN]
    say(phone="0900 0767", sentence="Elke dag & 100% gratis.")
    foot = client.get(path).one(".footer__talk")
    assert numbers(foot) == ["tel:09000767"]
    assert "De Luisterlijn. Elke dag & 100% gratis." in " ".join(foot.get_text().split())


def test_helplines_stand_in_their_order_and_what_is_hidden_does_not(client: Client) -> None:
    add("MIND Korrelatie", "0900 1450", hours="werkdagen", website="https://www.mind.nl/hulp")
    add("Verborgen", "0900 1111", is_shown=False)
    foot = client.get("/").one(".footer__talk")
    assert numbers(foot) == [LUISTERLIJN, "tel:09001450"]
    assert foot.select('a[href="https://www.mind.nl/hulp"]')[0].get_text() == "mind.nl"
    assert "MIND Korrelatie" in client.get(EMPTY).one(".panel").get_text()


def test_without_anybody_there_is_no_heading_with_nothing_under_it(
    client: Client, say: Callable[..., None]
) -> None:
    say(is_shown=False)
    for path in ("/", EMPTY, "/gemeenten/vaals"):
        page = client.get(path)
        assert page.soup.select(".footer__talk") == []
        assert "praten" not in page.main


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/activiteiten?waar=6711", TEAM),
        ("/kaart?waar=Ede", TEAM),
        ("/gemeenten/ede", TEAM),
        ("/activiteiten/1/koffie-in-de-brug", TEAM),
        ("/activiteiten", LUISTERLIJN),
        ("/activiteiten?waar=Vaals", LUISTERLIJN),
        ("/gemeenten/vaals", LUISTERLIJN),
    ],
)
def test_who_is_there_for_the_municipality_comes_first(
    client: Client, path: str, first: str
) -> None:
    activity()
    told = numbers(client.get(path).one(".footer__talk"))
    assert told == [first, LUISTERLIJN][first == LUISTERLIJN :]


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("path", [EMPTY, "/gemeenten/ede"])
def test_where_nothing_was_found_somebody_nearby_can_be_rung(client: Client, path: str) -> None:
    panel = client.get(path).one(".panel")
    assert numbers(panel) == [TEAM, LUISTERLIJN]
    assert "Sociaal team Ede" in panel.get_text()
    assert "(9 tot 12 uur)" in panel.get_text()


def test_they_are_read_once_for_all_pages(client: Client) -> None:
    activity()
    paths = ("/", "/activiteiten", "/gemeenten/ede", "/privacy", "/uk/activiteiten")
    made = [queries_of(partial(client.browser.get, path)) for path in paths]
    assert [sum("helpline" in one for one in each) for each in made] == [1, 0, 0, 0, 0]


def test_what_the_site_came_with_is_said_in_each_language_and_the_rest_is_marked_dutch(
    client: Client, say: Callable[..., None]
) -> None:
    foot = client.get("/en").one(".footer__talk")
    assert "Call the Luisterlijn." in foot.get_text()
    assert foot.select(".talk [lang]") == []
    say(sentence="Bel maar.", hours="altijd")
    marked = client.get("/en").one(".footer__talk").select('[lang="nl"][dir="ltr"]')
    assert [one.get_text() for one in marked] == ["De Luisterlijn. Bel maar.", "altijd"]


def test_an_error_page_asks_nothing_and_says_what_was_told_last(
    client: Client, say: Callable[..., None]
) -> None:
    say(phone="0900 0767")
    client.get("/")
    assert queries_of(lambda: client.browser.get("/bestaat-niet")) == []
    page = client.get("/bestaat-niet")
    assert numbers(page.one("footer")) == numbers(page.one("main")) == ["tel:09000767"]


def test_numbers_keep_their_order_among_words_from_right_to_left(client: Client) -> None:
    one = activity()
    marked = "\u2066088 0767 000\u2069"
    assert client.get("/ar").all(".footer__talk a")[0] == marked
    page = client.get(f"/ar/activiteiten/{one.id}/{one.slug}")
    assert "\u20660318 12 34 56\u2069" in page.main
    assert "\u2066" not in client.get("/uk").text + client.get("/").text
