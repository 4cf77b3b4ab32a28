"""Ticking activities in a list, and going on looking with what was ticked."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client import Client, Page
from tests.factories import THURSDAY, activity, organisation
from weekapp.agenda.picking import MOST_PICKED

LISTS = ("/activiteiten", "/activiteiten?waar=Ede", "/gemeenten/ede", "/organisaties/de-brug")


def hrefs(page: Page, selector: str = "main a:not(.map a)") -> list[str]:
    return [str(link["href"]) for link in page.soup.select(selector)]


def picked_in(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("nr", [])


@pytest.fixture
def numbers(client: Client) -> list[int]:
    """Three activities of one organisation in Ede, an hour apart."""
    brug = organisation(slug="de-brug")
    titles = ("Koffie", "Eten", "Zingen")
    starts = (THURSDAY + timedelta(hours=hour) for hour in range(3))
    return [activity(title, by=brug, at=at).id for title, at in zip(titles, starts, strict=True)]


@pytest.mark.parametrize("path", LISTS)
def test_what_is_ticked_in_a_list_becomes_a_short_list(
    client: Client, numbers: list[int], path: str
) -> None:
    page = client.get(path)
    assert page.all(".card__pick")[0] == "In een lijstje : Koffie"
    assert not page.soup.select(".card__box[checked]")
    page = client.submit(page, "form.picking", nr=[str(numbers[0]), str(numbers[2])])
    assert page.path == "/zoek-samen"
    assert page.all(".together__title") == ["Koffie", "Zingen"]


def test_the_button_without_a_tick_tells_how_to_make_a_list(
    client: Client, numbers: list[int]
) -> None:
    page = client.submit(client.get("/activiteiten"), "form.picking")
    assert "Zet een vinkje bij wat past." in page.main


def test_what_helps_when_nothing_fits_can_be_ticked_too(client: Client) -> None:
    number = activity("Later", at=THURSDAY + timedelta(days=30)).id
    page = client.get("/activiteiten?dag=2026-09-24")
    page = client.submit(page, "form.picking", nr=[str(number)])
    assert page.all(".together__title") == ["Later"]


def test_looking_further_adds_to_what_was_picked(client: Client, numbers: list[int]) -> None:
    page = client.get(f"/zoek-samen?nr={numbers[2]}-{numbers[0]}")
    further = str(page.one("main a:-soup-contains('Zoek er iets bij')")["href"])
    assert parse_qs(urlsplit(further).query)["waar"] == ["6711 AB"]
    page = client.get(further)
    assert "In je lijstje: 2 activiteiten." in page.main
    assert page.all(".card__pick") == ["In je lijstje", "In een lijstje : Eten", "In je lijstje"]
    page = client.submit(page, "form.picking", nr=[f"{numbers[2]}-{numbers[0]}", str(numbers[1])])
    assert page.all(".together__title") == ["Zingen", "Koffie", "Eten"]


def test_what_was_picked_stays_hidden_in_the_form(client: Client, numbers: list[int]) -> None:
    page = client.get(f"/activiteiten?nr={numbers[1]}&nr={numbers[0]}")
    assert page.one(".picking > [type=hidden]")["value"] == f"{numbers[1]}-{numbers[0]}"
    assert page.one(".picking__so-far a")["href"] == f"/zoek-samen?nr={numbers[1]}-{numbers[0]}"


def test_every_way_on_in_the_list_keeps_what_was_picked(client: Client, numbers: list[int]) -> None:
    for number in range(20):
        activity(f"A{number}", at=THURSDAY + timedelta(days=1))
    page = client.get("/activiteiten?nr=7-8&thema=koffie")
    inside = [href for href in hrefs(page) if urlsplit(href).path == "/activiteiten"]
    assert len(inside) > 5
    assert [href for href in inside if picked_in(href) != ["7-8"]] == []
    forms = page.soup.select("main form:not(.picking)")
    assert len(forms) > 5
    for form in forms:
        assert form.select('[type=hidden][name=nr][value="7-8"]'), form.get("class")


@pytest.mark.parametrize(
    "query", ["waar=Bergen", "waar=Amersfort", "waar=Vaals&thema=leren", "gratis=ja&q=x"]
)
def test_every_way_out_of_an_empty_list_keeps_what_was_picked(
    client: Client, numbers: list[int], query: str
) -> None:
    page = client.get(f"/activiteiten?{query}&nr=7")
    inside = [href for href in hrefs(page) if urlsplit(href).path == "/activiteiten"]
    assert inside
    assert [href for href in inside if picked_in(href) != ["7"]] == []


def test_calendars_and_the_address_for_search_engines_know_nothing_of_it(
    client: Client, numbers: list[int]
) -> None:
    page = client.get("/activiteiten?gratis=ja&nr=7")
    assert page.one("link[rel=canonical]")["href"] == "http://week.test/activiteiten?gratis=ja"
    assert page.one('link[type="text/calendar"]')["href"] == "/agenda.ics?gratis=ja"
    assert "/abonneren?gratis=ja" in hrefs(page)
    assert page.one("[data-points]")["data-points"] == "/kaart/punten.json?gratis=ja"


@pytest.mark.parametrize("path", ["/activiteiten", "/gemeenten/ede", "/organisaties/de-brug"])
def test_a_list_that_goes_on_is_not_for_search_engines(
    client: Client, numbers: list[int], path: str
) -> None:
    assert not client.get(path).soup.select('meta[name="robots"]')
    page = client.get(f"{path}?nr=7")
    assert page.one('meta[name="robots"]')["content"] == "noindex, follow"
    assert "nr=" not in str(page.one("link[rel=canonical]")["href"])


@pytest.mark.parametrize(("path", "most"), [("/gemeenten/ede", 30), ("/organisaties/de-brug", 20)])
def test_turning_the_page_keeps_what_was_picked(client: Client, path: str, most: int) -> None:
    brug = organisation(slug="de-brug")
    activity(by=brug, at=[THURSDAY + timedelta(minutes=n) for n in range(most + 1)])
    for number in range(most):
        activity(f"A{number}", by=brug)
    page = client.get(f"{path}?nr=7")
    turned = client.get(str(page.one('[rel="next"]')["href"]))
    assert "In je lijstje: 1 activiteit." in turned.main


def test_the_days_of_a_municipality_keep_what_was_picked(
    client: Client, numbers: list[int]
) -> None:
    page = client.get("/gemeenten/ede?nr=7")
    assert "In je lijstje: 1 activiteit." in page.main
    ways = hrefs(page, ".week a") + hrefs(page, "main a:-soup-contains('Alles vanaf vandaag')")
    assert len(ways) == 8
    assert [href for href in ways if picked_in(href) != ["7"]] == []
    page = client.get(ways[0])
    assert picked_in(str(page.one("main a:-soup-contains('Alle dagen')")["href"])) == ["7"]


def test_a_full_list_says_so_and_offers_no_more_boxes(client: Client, numbers: list[int]) -> None:
    picked = "-".join(str(n) for n in range(1000, 1000 + MOST_PICKED))
    page = client.get(f"/activiteiten?nr={picked}")
    assert "Je lijstje is vol." in page.main
    assert not page.soup.select(".card__box, .picking__foot")
