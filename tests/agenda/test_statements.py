"""The pages that say how a visitor is treated."""

from pathlib import Path

import pytest

from tests.client import Client
from tests.conftest import settings
from weekapp import create_app


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_a_statement_says_whom_to_write_to(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status == 200
    assert page.soup.select('main a[href="mailto:post@week.test"]')


def test_privacy_says_how_long_as_the_code_does_it(client: Client) -> None:
    told = client.get("/privacy").all("td")
    for words in ("15 minuten.", "30 dagen, of tot je uitlogt.", "1 uur."):
        assert words in told


def test_privacy_names_who_else_hears_of_a_visitor(client: Client, tmp_path: Path) -> None:
    assert "service.pdok.nl" in client.get("/privacy").main
    other = create_app(settings(tmp_path, geocoder="photon", tiles_url=""))
    told = other.test_client().get("/privacy").get_data(as_text=True)
    assert "Photon" in told
    assert "kaartplaatjes" not in told


def test_accessibility_says_what_is_not_known(client: Client) -> None:
    page = client.get("/toegankelijkheid")
    assert "Wat wij nog niet weten" in page.all("h2")
    assert "geen onderzoek gedaan door een onafhankelijk bureau" in page.main


def test_accessibility_says_what_does_not_work(client: Client) -> None:
    page = client.get("/toegankelijkheid")
    assert "Wat nog niet goed werkt" in page.all("h2")
    # What it says of languages is so: these are there in Dutch alone.
    for path in ("/abonneren", "/mijn"):
        assert client.get(f"/en{path}", follow=False).headers["Location"] == path
    assert "alleen in het Nederlands" in page.main
