"""The page with the map works without the map."""

from pathlib import Path

from tests.client import Client
from tests.conftest import settings
from tests.factories import activity
from weekapp import create_app
from weekapp.agenda.tile_views import tile_source


def test_without_script_the_visitor_is_sent_to_the_list(client: Client) -> None:
    page = client.get("/kaart?thema=eten")
    assert "De kaart werkt alleen met JavaScript." in page.main
    link = page.one(".map__without a")
    assert link["href"] == "/activiteiten?thema=eten"


def test_the_map_asks_for_points_with_the_same_filters(client: Client) -> None:
    drawing = client.get("/kaart?waar=6711&straal=5&thema=eten&pagina=3").one("[data-map]")
    assert drawing["data-points"] == "/kaart/punten.json?waar=6711&straal=5&thema=eten"
    assert drawing["data-kilometres"] == "5"
    assert str(drawing["data-middle"]).startswith("52.")


def test_nothing_comes_from_elsewhere_before_it_is_asked_for(client: Client) -> None:
    activity()
    for path in ("/kaart", "/activiteiten"):
        page = client.get(path)
        loaded = [str(tag.get("src") or tag.get("href")) for tag in page.soup.select("script,link")]
        own = ("/", "http://week.test/")
        assert all(address.startswith(own) for address in loaded)
        assert page.soup.select("main img") == []


def test_the_visitor_reads_whose_tiles_they_are_before_asking_for_them(client: Client) -> None:
    page = client.get("/kaart")
    assert "De kaart komt van PDOK" in page.main
    assert page.one("[data-map-ask]").has_attr("hidden")  # shown by the script that draws the map


def test_a_site_without_tiles_does_not_speak_of_them(tmp_path: Path, client: Client) -> None:
    client.app.extensions["settings"], kept = (
        settings(tmp_path, tiles_url=""),
        client.app.extensions["settings"],
    )
    try:
        page = client.get("/kaart")
    finally:
        client.app.extensions["settings"] = kept
    assert page.soup.select("[data-map-ask]") == []
    assert page.one("[data-map]")["data-tiles"] == ""


def test_tiles_of_somebody_else_are_named_by_their_host(client: Client, tmp_path: Path) -> None:
    other = create_app(settings(tmp_path, tiles_url="https://tegels.voorbeeld.nl/{z}/{x}/{y}.png"))
    with other.test_request_context():
        told = tile_source()
    assert (told["name"], told["credit"]) == ("tegels.voorbeeld.nl",) * 2


def test_a_place_that_may_be_several_is_asked_about(client: Client) -> None:
    page = client.get("/kaart?waar=Bergen")
    assert "Welke plaats bedoel je?" in page.main
    assert page.soup.select("[data-map]") == []
    assert client.get("/kaart/punten.json?waar=Bergen").status == 200


def test_an_order_is_asked_of_a_list_and_not_of_a_map(client: Client) -> None:
    assert "Volgorde" in client.get("/activiteiten?waar=Ede").one(".filters").text
    assert "Volgorde" not in client.get("/kaart?waar=Ede").one(".filters").text
