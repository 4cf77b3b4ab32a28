"""How to subscribe: an address for every program, and honest words about delay."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from time_machine import Traveller

from tests import factories as make
from tests.calendars.reading import parsed
from tests.client import Client
from weekapp.agenda.programs import addresses, code_of
from weekapp.database import db

FEED = "http://week.test/gemeenten/ede/agenda.ics"
SCOPES = (
    "/gemeenten/ede/abonneren",
    "/gemeenten/ede/2026/abonneren",
    "/organisaties/de-brug/abonneren",
    "/themas/eten/abonneren",
    "/doelgroepen/ouderen/abonneren",
    "/provincies/fryslan/abonneren",
    "/abonneren?waar=Ede&straal=5&thema=eten",
)


def test_the_visitor_chooses_a_municipality_without_script(client: Client) -> None:
    page = client.get("/abonneren")
    assert len(page.all("select option")) == 342
    chosen = client.submit(page, gemeente="s-hertogenbosch")
    assert chosen.path == "/gemeenten/s-hertogenbosch/abonneren"


@pytest.mark.parametrize("typed", ["atlantis", "<script>", "\0", "x" * 5000])
def test_an_unknown_municipality_is_said_so(client: Client, typed: str) -> None:
    page = client.get("/abonneren", query_string={"gemeente": typed})
    assert page.status == 200
    assert "Die gemeente kennen wij niet" in page.main


def test_every_program_gets_the_address_it_wants(client: Client) -> None:
    page = client.get("/gemeenten/ede/abonneren")
    links = [str(link["href"]) for link in page.soup.select("main a")]
    assert FEED.replace("http", "webcal", 1) in links
    google = next(link for link in links if "calendar.google.com" in link)
    assert parse_qs(urlsplit(google).query) == {"cid": [FEED.replace("http", "webcal", 1)]}
    outlook = next(link for link in links if "outlook.live.com" in link)
    assert parse_qs(urlsplit(outlook).query) == {"url": [FEED], "name": ["Agenda Ede"]}
    assert page.one("input#adres")["value"] == FEED
    assert page.one("button[data-copy]").has_attr("hidden")


def test_a_space_in_a_name_is_not_a_plus_for_outlook() -> None:
    assert "Agenda%20Aa%20en%20Hunze" in addresses(FEED, "Agenda Aa en Hunze")["outlook"]


def test_the_delay_of_google_is_told(client: Client) -> None:
    assert "Google ververst soms pas na een dag." in client.get("/gemeenten/ede/abonneren").main


def test_programs_can_find_the_calendar_by_themselves(client: Client) -> None:
    link = client.get("/gemeenten/ede/abonneren").one('link[rel="alternate"]')
    assert (link["type"], link["href"]) == ("text/calendar", FEED)


def test_codes_and_merged_municipalities_lead_on(client: Client, clock: Traveller) -> None:
    clock.move_to("2027-01-01T09:00:00+01:00")
    for old, new in (("GM0228", "ede"), ("wijdemeren", "hilversum")):
        answer = client.get(f"/gemeenten/{old}/abonneren", follow=False)
        assert (answer.status, answer.headers["Location"]) == (301, f"/gemeenten/{new}/abonneren")
    assert client.get("/gemeenten/atlantis/abonneren").status == 404


@pytest.mark.parametrize("path", SCOPES)
def test_every_scope_offers_its_own_calendar_in_every_way(client: Client, path: str) -> None:
    make.organisation(slug="de-brug")
    page = client.get(path)
    feed = "http://week.test" + path.replace("/abonneren", "/agenda.ics")
    assert page.one("input#adres")["value"] == feed
    assert page.one('link[rel="alternate"]')["href"] == feed
    links = [str(link["href"]) for link in page.soup.select("main .actions a")]
    webcal = feed.replace("http", "webcal", 1)
    assert links.count(webcal) == 2
    google = next(link for link in links if "calendar.google.com" in link)
    assert parse_qs(urlsplit(google).query) == {"cid": [webcal]}
    outlook = next(link for link in links if "outlook.live.com" in link)
    assert parse_qs(urlsplit(outlook).query)["url"] == [feed]
    assert page.one(links[-1]).name == "ol"


@pytest.mark.parametrize("path", SCOPES)
def test_how_long_a_change_takes_is_said_of_every_program(client: Client, path: str) -> None:
    make.organisation(slug="de-brug")
    said = client.get(path).all("details summary")
    assert len(said) == 6
    assert "Google Agenda en Android tot een dag later, soms langer" in said


def test_the_code_for_a_telephone_holds_the_address_of_the_page(client: Client) -> None:
    page = client.get("/gemeenten/ede/abonneren")
    drawn = page.one(".subscribe__code svg")
    expected = BeautifulSoup(
        str(code_of("http://week.test/gemeenten/ede/abonneren")), "html.parser"
    )
    assert drawn.find("path", class_="qrline") == expected.find("path", class_="qrline")
    assert page.one(".subscribe__code title").text == "QR-code van deze pagina"


def test_a_municipality_offers_its_week_and_the_week_offers_the_whole_year(client: Client) -> None:
    page = client.get("/gemeenten/ede/abonneren")
    week = page.one('main a[href="/gemeenten/ede/2026/abonneren"]')
    assert week.text == "Alleen de week van 24 tot en met 30 september 2026"
    whole = client.get("/gemeenten/ede/2026/abonneren")
    assert "Alles in Ede, het hele jaar" in whole.all('main a[href="/gemeenten/ede/abonneren"]')


def test_a_municipality_can_call_its_calendar_otherwise(client: Client) -> None:
    make.municipality("Ede").calendar_label = "Week van de Ontmoeting"
    db.session.commit()
    page = client.get("/gemeenten/ede/abonneren")
    assert "“Week van de Ontmoeting”" in page.main
    outlook = next(str(a["href"]) for a in page.soup.select("a") if "live.com" in str(a["href"]))
    assert parse_qs(urlsplit(outlook).query)["name"] == ["Week van de Ontmoeting Ede"]


def test_a_list_becomes_a_calendar_with_the_same_filters(client: Client) -> None:
    make.activity()
    page = client.get("/activiteiten?waar=Ede&thema=koffie&gratis=1&pagina=1")
    (link,) = (a for a in page.soup.select("main a") if "Zet deze lijst" in a.text)
    offered = client.get(str(link["href"]))
    feed = "http://week.test/agenda.ics?waar=Ede&thema=koffie&gratis=ja"
    assert offered.one("input#adres")["value"] == feed
    assert "van Ede, koffie en ontmoeting, gratis." in offered.main
    assert offered.one("meta[name=robots]")["content"] == "noindex, follow"


@pytest.mark.parametrize(
    "query",
    [
        "thema=onzin",
        "van=morgenvroeg",
        "waar=Bergen",
        "waar=Atlantis",
        "straal=9999&waar=Ede",
    ],
)
def test_a_list_that_is_not_clear_is_not_made_into_a_calendar(client: Client, query: str) -> None:
    page = client.get(f"/abonneren?{query}")
    assert page.status == 400
    assert "Op deze lijst kun je nog niet abonneren" in page.main
    assert not page.soup.select("input#adres")


@pytest.mark.parametrize("query", ["utm_source=brief", "pagina=2", "gratis=nee", "straal=5"])
def test_without_filters_a_calendar_is_chosen(client: Client, query: str) -> None:
    page = client.get(f"/abonneren?{query}")
    assert (page.status, page.one("h1").text) == (200, "De activiteiten in je eigen agenda")


def test_every_calendar_that_can_be_chosen_is_there(client: Client) -> None:
    links = [str(a["href"]) for a in client.get("/abonneren").soup.select("main details a")]
    assert len(links) == 12 + 13 + 11
    assert {client.get(link).status for link in links} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/themas/onzin/abonneren",
        "/doelgroepen/onzin/abonneren",
        "/provincies/vlaanderen/abonneren",
        "/organisaties/niemand/abonneren",
        "/gemeenten/atlantis/abonneren",
        "/gemeenten/ede/1999/abonneren",
        "/gemeenten/ede/99999999999999999/abonneren",
    ],
)
def test_what_is_not_there_has_no_calendar(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_who_organises_leads_to_its_calendar(client: Client) -> None:
    one = make.activity(by=make.organisation("De Brug", slug="de-brug"))
    for path in ("/organisaties/de-brug", f"/activiteiten/{one.id}/{one.slug}"):
        assert client.get(path).soup.select('main a[href="/organisaties/de-brug/abonneren"]')


@pytest.mark.parametrize("path", SCOPES)
def test_the_calendar_that_is_offered_is_there_under_the_name_that_is_told(
    client: Client, path: str
) -> None:
    make.organisation("De Brug", slug="de-brug")
    page = client.get(path)
    feed = str(page.one("input#adres")["value"]).removeprefix("http://week.test")
    calendar = parsed(client.get(feed).response.data)
    assert str(calendar["NAME"]).replace("\\,", ",") == page.one('link[rel="alternate"]')["title"]
