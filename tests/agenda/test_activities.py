"""The list as a visitor reads it."""

from datetime import timedelta

import pytest
import time_machine

from tests.client import Client, Page
from tests.factories import EDE, THURSDAY, activity, occurrence
from weekapp.database import db

ARNHEM, ENSCHEDE = (51.9851, 5.8987), (52.2215, 6.8937)


def cards(page: Page) -> list[str]:
    return page.all(".split__list > .picking > .cards .card__title")


def test_a_card_says_when_what_where_and_how_far(client: Client) -> None:
    activity(
        venue_name="Buurthuis De Brug", wheelchair="yes", is_met_at_door=True, point=EDE
    ).occurrences.append(occurrence(THURSDAY + timedelta(days=1)))
    db.session.commit()
    card = client.get("/activiteiten?waar=Ede").all(".card")[0]
    for told in ("do 24 sep", "14.00", "Koffie in de Brug", "Buurthuis De Brug, Ede"):
        assert told in card
    assert "900 m" in card
    assert "Gratis" in card
    assert "Rolstoel" in card
    assert "Iemand vangt je op" in card


@pytest.mark.parametrize("where", ["6711", "6711AB", "6711 ab", "Ede", "ede", "52.04,5.66"])
def test_an_activity_in_ede_is_found_however_ede_is_written(client: Client, where: str) -> None:
    activity()
    assert cards(client.get("/activiteiten", query_string={"waar": where})) == ["Koffie in de Brug"]


def test_an_activity_in_ede_is_not_found_from_enschede(client: Client) -> None:
    activity()
    page = client.get("/activiteiten?waar=Enschede")
    assert cards(page) == []
    assert "vonden wij niets" in page.main


def test_the_nearest_comes_first_and_the_page_says_so(client: Client) -> None:
    activity("Ver", point=ARNHEM)
    activity("Dichtbij", at=THURSDAY + timedelta(days=3))
    page = client.get("/activiteiten?waar=6711&straal=25")
    assert cards(page) == ["Dichtbij", "Ver"]
    assert "2 activiteiten in de week van 24 tot en met 30 september 2026" in page.main
    assert "de dichtstbijzijnde eerst" in page.main


def test_the_sentence_shows_what_was_asked_and_can_be_changed(client: Client) -> None:
    activity("Ver", point=ARNHEM)
    page = client.get("/activiteiten?waar=Ede&straal=5&gratis=ja")
    assert page.one('.sentence [name="waar"]')["value"] == "Ede"
    assert page.one("option[selected]").text == "5 km (fietsen)"
    page = client.submit(page, "form.sentence", straal="25")
    assert cards(page) == ["Ver"]
    assert page.soup.select('link[rel="canonical"][href$="?waar=Ede&straal=25&gratis=ja"]')


def test_a_chip_sets_a_filter_and_takes_it_off_again(client: Client) -> None:
    activity("Eten", themes=["eten"])
    activity("Koffie")
    page = client.get("/activiteiten")
    page = client.submit(page, 'form.chip__panel:has([name="thema"])', thema=["eten"])
    assert cards(page) == ["Eten"]
    assert page.one(".chip--set .chip__face").get_text(strip=True) == "Wat: Samen eten"
    page = client.get(str(page.one(".chip--set .actions a")["href"]))
    assert cards(page) == ["Eten", "Koffie"]


def test_free_and_wheelchair_are_one_press_each_way(client: Client) -> None:
    activity("Gratis")
    activity("Duur", is_free=False, price="100 euro")
    page = client.get("/activiteiten")
    page = client.get(str(page.one('a[href="/activiteiten?gratis=ja"]')["href"]))
    assert cards(page) == ["Gratis"]
    assert page.one(".chip__face--off")["href"] == "/activiteiten"


def test_what_a_form_sends_has_one_canonical_address(client: Client) -> None:
    page = client.get("/activiteiten?waar=&van=&thema=koffie&dag=", follow=False)
    assert page.status == 200
    assert page.one("link[rel=canonical]")["href"] == "http://week.test/activiteiten?thema=koffie"


def test_several_places_with_one_name_are_a_choice(client: Client) -> None:
    page = client.get("/activiteiten?waar=Bergen&gratis=ja")
    assert "Welke plaats bedoel je?" in page.main
    links = [str(link["href"]) for link in page.soup.select(".notice a")]
    assert len(links) > 1
    assert all("gratis=ja" in link for link in links)
    assert "Welke plaats bedoel je?" not in client.get(links[0]).main


def test_a_typing_error_says_what_was_searched(client: Client) -> None:
    activity(city="Amersfoort", point=(52.155, 5.387))
    page = client.get("/activiteiten?waar=Amersfort")
    assert "We zochten in Amersfoort" in page.main
    assert cards(page) == ["Koffie in de Brug"]


def test_an_unknown_place_is_told_and_the_whole_country_shown(client: Client) -> None:
    activity()
    page = client.get("/activiteiten?waar=0000ZZ")
    assert "bestaat niet" in page.main
    assert page.one('.sentence [name="waar"]')["value"] == "0000ZZ"
    assert cards(page) == ["Koffie in de Brug"]


def test_an_empty_result_helps(client: Client) -> None:
    activity("Ver", point=ARNHEM, city="Arnhem")
    activity("Later", at=THURSDAY + timedelta(days=30))
    page = client.get("/activiteiten?waar=Ede&gratis=ja")
    assert page.all("h2")[:2] == ["Iets verder weg", "Op andere dagen"]
    assert page.all(".section .card__title") == ["Ver", "Later"]
    assert "088 0767 000" in page.main
    assert "Haal alle filters weg" in page.main


def test_what_is_too_far_is_told_and_not_shown(client: Client) -> None:
    activity("Heel ver", point=ENSCHEDE, city="Enschede")
    page = client.get("/activiteiten?waar=Ede")
    assert "Heel ver" not in page.main
    assert "Het dichtstbij is 87 km verderop, in Enschede." in page.main
    wider = client.get(str(page.one("main a:-soup-contains('Zoek tot')")["href"]))
    assert cards(wider) == ["Heel ver"]


def test_the_week_is_shown_and_all_days_are_one_press_away(client: Client) -> None:
    activity("In de week")
    activity("Vandaag", at=THURSDAY - timedelta(days=23))
    page = client.get("/activiteiten")
    assert cards(page) == ["In de week"]
    page = client.get(str(page.soup.find("a", string="Alles vanaf vandaag")["href"]))  # type: ignore[index]
    assert cards(page) == ["Vandaag", "In de week"]


def test_between_editions_everything_to_come_is_shown(
    client: Client, clock: time_machine.Traveller
) -> None:
    activity("Wekelijks", at=[THURSDAY + timedelta(weeks=n) for n in range(20)])
    activity("Volgend jaar", at=THURSDAY + timedelta(days=371))
    clock.move_to("2026-11-23T09:00:00Z")
    page = client.get("/activiteiten")
    assert cards(page) == ["Wekelijks", "Volgend jaar"]
    assert "2 activiteiten vanaf vandaag" in page.main
    page = client.get(str(page.one('a[href*="van=2027-09-30"]')["href"]))
    assert cards(page) == ["Volgend jaar"]


def test_one_day_can_be_asked_for(client: Client, clock: time_machine.Traveller) -> None:
    activity("Donderdag")
    activity("Vrijdag", at=THURSDAY + timedelta(days=1))
    clock.move_to(THURSDAY - timedelta(hours=4))
    for query, shown in (
        ("dag=vandaag", ["Donderdag"]),
        ("dag=morgen", ["Vrijdag"]),
        ("dag=2026-09-25", ["Vrijdag"]),
        ("dag=vrijdag", ["Vrijdag"]),
        ("dag=weekend", []),
        ("van=2026-09-24&tot=2026-09-24", ["Donderdag"]),
    ):
        assert cards(client.get(f"/activiteiten?{query}")) == shown, query


def test_problems_are_told_and_the_rest_still_counts(client: Client) -> None:
    activity("Gratis")
    activity("Duur", is_free=False)
    page = client.get("/activiteiten?gratis=ja&thema=ruimtevaart&straal=duizend")
    assert page.status == 200
    assert "Een van je keuzes kennen wij niet" in page.main
    assert "De afstand kan 1 tot 180 kilometer zijn" in page.main
    assert cards(page) == ["Gratis"]


def test_pages_can_be_turned(client: Client) -> None:
    for number in range(21):
        activity(f"A{number:02}", at=THURSDAY + timedelta(minutes=number))
    page = client.get("/activiteiten")
    assert len(cards(page)) == 20
    page = client.get(str(page.one('[rel="next"]')["href"]))
    assert cards(page) == ["A20"]


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    page = client.get(
        "/activiteiten", query_string={"q": "<script>alert(1)</script>", "waar": "<b>x"}
    )
    assert page.status == 200
    assert page.soup.find("b") is None
    assert not page.soup.select("script:not([src])")


def test_a_search_may_be_kept_a_minute_and_is_not_for_search_engines(client: Client) -> None:
    page = client.get("/activiteiten?waar=Ede")
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert page.one('meta[name="robots"]')["content"] == "noindex, follow"
    assert page.one('link[rel="canonical"]')["href"] == "http://week.test/activiteiten?waar=Ede"
    assert not client.get("/activiteiten").soup.select('meta[name="robots"]')


def test_when_no_word_fits_the_nearest_is_shown_without_filters(client: Client) -> None:
    activity("Koffie")
    for query in ("q=sauna", "q=sauna&waar=Ede"):
        page = client.get(f"/activiteiten?{query}")
        assert page.all(".section h2") == ["Dit is er wel"]
        assert page.all(".section .card__title") == ["Koffie"]
        assert "Je zocht naar ‘sauna’." in page.main
        assert page.soup.select('.panel a.nl-button[href="tel:0880767000"]')


def test_a_running_week_is_named_by_its_own_days(
    client: Client, clock: time_machine.Traveller
) -> None:
    activity(at=THURSDAY + timedelta(days=3))
    clock.move_to(THURSDAY + timedelta(days=2))
    page = client.get("/activiteiten?dag=weekend&dagdeel=middag")
    assert "in het weekend, in de week van 24 tot en met 30 september 2026" in page.main
    assert page.one(".chip--set .chip__face").get_text(strip=True) == (
        "Wanneer: in het weekend, in de middag"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dag=vandaag", "vandaag"),
        ("dag=2026-09-25", "vr 25"),
        ("van=2026-09-01", "vanaf vandaag"),
        ("van=2026-09-25&tot=2026-09-26", "tot en met za 26"),
        ("tot=2026-09-26", "tot en met za 26"),
        ("dagdeel=avond", "Wanneer: in de avond"),
    ],
)
def test_the_days_that_were_asked_stand_on_their_button(
    client: Client, query: str, words: str
) -> None:
    assert words in client.get(f"/activiteiten?{query}").all(".chip--set .chip__face")[0]
