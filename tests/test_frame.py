"""The frame around every page: the way past the menu, where you are, and whom you can call."""

import pytest

from tests.client import Client


def test_the_first_link_leads_past_the_menu(client: Client) -> None:
    page = client.get("/gemeenten")
    first = page.soup.select("a")[0]
    assert page.one(f"main{first['href']}")["tabindex"] == "-1"


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/activiteiten", "Activiteiten"), ("/gemeenten", "Gemeenten"), ("/privacy", None)],
)
def test_the_menu_marks_where_you_are(client: Client, path: str, shown: str | None) -> None:
    marked = client.get(path).all("header nav a[aria-current]")
    assert marked == ([shown] if shown else [])


def test_somebody_to_talk_to_is_on_every_page(client: Client) -> None:
    for path in ("/", "/privacy", "/inloggen", "/bestaat-niet"):
        assert client.get(path).one("footer a[href='tel:0880767000']"), path


def test_an_error_page_offers_a_way_on(client: Client) -> None:
    page = client.get("/bestaat-niet")
    assert page.status == 404
    assert "Deze pagina is er niet" in page.main
    assert page.one("main a[href='/activiteiten']")


def test_public_pages_hold_no_token_of_a_form(client: Client) -> None:
    for path in ("/", "/activiteiten", "/gemeenten", "/abonneren"):
        assert not client.get(path).soup.select("[name=csrf_token]"), path
