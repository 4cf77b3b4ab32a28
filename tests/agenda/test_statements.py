"""The pages that say how a visitor is treated."""

from pathlib import Path

import pytest

from tests.client import Client
from tests.conftest import settings
from weekapp import create_app
from weekapp.config import WrongSetting


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_a_statement_says_whom_to_write_to(tmp_path: Path, path: str) -> None:
    other = create_app(settings(tmp_path, contact="vragen@week.test")).test_client()
    assert 'href="mailto:vragen@week.test"' in other.get(path).get_data(as_text=True)


@pytest.mark.parametrize("typed", ["bel ons", "Ons <ons@week.test>", "https://week.test"])
def test_only_an_address_can_be_written_to(tmp_path: Path, typed: str) -> None:
    with pytest.raises(WrongSetting, match=r"^WEEKAPP_CONTACT"):
        settings(tmp_path, contact=typed)


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_a_statement_without_an_address_names_the_municipality(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.soup.select('main a[href^="mailto:"]') == []
    assert "Bel je gemeente" in page.main or "Bel dan je gemeente" in page.main


def test_accessibility_says_how_it_stands_with_the_law_and_where_to_complain(
    client: Client,
) -> None:
    page = client.get("/toegankelijkheid")
    assert "status C" in page.main
    places = [str(link["href"]) for link in page.soup.select('main a[href^="https:"]')]
    assert any("nationaleombudsman.nl" in place for place in places)
    assert any("digitoegankelijk.nl" in place for place in places)


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
