"""How to subscribe: an address for every program, and honest words about delay."""

from urllib.parse import parse_qs, urlsplit

import pytest
from time_machine import Traveller

from tests.client import Client
from weekapp.agenda.subscribe_views import addresses

FEED = "http://week.test/gemeenten/ede/agenda.ics"


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
    assert "Agenda%20Aa%20en%20Hunze" in addresses(FEED, "Aa en Hunze")["outlook"]


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
