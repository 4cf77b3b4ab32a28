"""The page of a short list: what somebody picked for somebody else, to print or to send on."""

from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client import Client, Page
from tests.counting import queries_of
from tests.factories import THURSDAY, activity, occurrence, organisation
from weekapp.agenda.picking import LONGEST_LETTER, MOST_PICKED
from weekapp.database import db


def titles(page: Page) -> list[str]:
    return page.all(".together__title a")


def letter_of(page: Page) -> dict[str, list[str]]:
    """What the link to send it by mail puts in a letter."""
    return parse_qs(urlsplit(str(page.one('.actions a[href^="mailto:"]')["href"])).query)


def test_a_short_list_tells_of_each_activity_all_that_is_needed_to_go_there(
    client: Client,
) -> None:
    number = activity(
        venue_name="Buurthuis De Brug",
        host_name="Anja",
        is_met_at_door=True,
        contact_name="Kees",
        by=organisation("Stichting De Brug"),
    ).id
    page = client.get(f"/zoek-samen?nr={number}")
    [told] = page.all(".together__one")
    for words in (
        "Koffie in de Brug", "Een kop koffie en een praatje.", "donderdag 24 september",
        "14.00 tot 16.00 uur", "Buurthuis De Brug", "Dorpsstraat 1", "6711 AB Ede",
        "Anja", "Iemand vangt je op bij de deur.", "Loop gewoon binnen.", "Het is gratis.",
        "Bel 0318 12 34 56", "Kees", "Stichting De Brug", f"week.test/activiteiten/{number}",
    ):  # fmt: skip
        assert words in told, words
    assert page.all("h1") == ["Samen uitgezocht"]
    assert page.one(".together__one a[href^='tel:']")["href"] == "tel:0318123456"


def test_activities_stand_in_the_order_they_were_picked_each_once(client: Client) -> None:
    first, second, third = (activity(title).id for title in ("Koffie", "Eten", "Zingen"))
    for query in (
        f"nr={third}-{first}-{second}",
        f"nr={third}&nr={first}&nr={second}&nr={third}",
        f"nr={third}-{first}&nr={first}&nr={second}",
    ):
        page = client.get(f"/zoek-samen?{query}")
        assert titles(page) == ["Zingen", "Koffie", "Eten"]
        assert page.one("link[rel=canonical]")["href"] == (
            f"http://week.test/zoek-samen?nr={third}-{first}-{second}"
        )


def test_the_next_three_dates_are_told_and_how_many_there_are_after_them(client: Client) -> None:
    starts = [THURSDAY + timedelta(weeks=week) for week in range(-5, 6)]
    number = activity(at=starts).id
    page = client.get(f"/zoek-samen?nr={number}")
    assert page.all(".dates__day") == [
        "donderdag 3 september",
        "donderdag 10 september",
        "donderdag 17 september",
    ]
    assert "Daarna nog 6 keer." in page.main


def test_a_price_is_told(client: Client) -> None:
    number = activity(is_free=False, price="€ 3,50").id
    assert "Het kost: € 3,50." in client.get(f"/zoek-samen?nr={number}").main


def test_what_does_not_go_on_says_so_before_its_title(client: Client) -> None:
    number = activity(status="cancelled", status_reason="De zaal is dicht.").id
    page = client.get(f"/zoek-samen?nr={number}")
    assert page.all(".together__title") == ["Gaat niet door : Koffie in de Brug"]
    assert "De zaal is dicht." in page.main
    assert "Bel 0318 12 34 56" in page.main
    for words in ("Loop gewoon binnen.", "Dorpsstraat 1", "Kom gerust langs."):
        assert words not in page.main


def test_one_date_that_does_not_go_on_says_so_beside_it(client: Client) -> None:
    made = activity()
    made.occurrences.append(occurrence(THURSDAY + timedelta(days=1), status="cancelled"))
    db.session.commit()
    page = client.get(f"/zoek-samen?nr={made.id}")
    assert page.all(".together__title") == ["Koffie in de Brug"]
    assert "Gaat niet door" in page.all(".dates__one")[1]


def test_what_is_over_says_so_and_when_it_was(client: Client) -> None:
    number = activity(at=THURSDAY - timedelta(weeks=5)).id
    page = client.get(f"/zoek-samen?nr={number}")
    assert page.all(".together__title") == ["Is geweest : Koffie in de Brug"]
    assert page.all(".dates__day") == ["donderdag 20 augustus"]
    assert "Loop gewoon binnen." not in page.main


def test_what_the_public_may_not_see_is_only_counted(client: Client) -> None:
    number = activity("Koffie").id
    draft = activity("Geheim", status="draft").id
    page = client.get(f"/zoek-samen?nr={number}-{draft}")
    assert titles(page) == ["Koffie"]
    assert "1 activiteit is er niet meer." in page.main
    assert "Geheim" not in page.text
    assert page.one("#adres")["value"] == f"http://week.test/zoek-samen?nr={number}"
    page = client.get(f"/zoek-samen?nr={number}-{draft}-999999")
    assert "2 activiteiten zijn er niet meer." in page.main


@pytest.mark.parametrize("query", ["", "?nr=", "?nr=-", "?nr=&nr="])
def test_an_empty_list_tells_how_to_make_one(client: Client, query: str) -> None:
    page = client.get(f"/zoek-samen{query}")
    assert "Er staat niets in dit lijstje." in page.main
    assert page.one("main .panel a")["href"] == "/activiteiten"
    assert not page.soup.select(".notice, [data-print]")


@pytest.mark.parametrize("nasty", ["<script>", "abc", "0", "1e9", "9" * 40, "²", "%00"])
def test_what_is_no_number_is_passed_over_with_a_kind_word(client: Client, nasty: str) -> None:
    number = activity("Koffie").id
    page = client.get("/zoek-samen", query_string={"nr": [nasty, str(number)]})
    assert titles(page) == ["Koffie"]
    assert "Een deel van de link begrepen wij niet." in page.main
    assert page.one("#adres")["value"] == f"http://week.test/zoek-samen?nr={number}"


def test_what_somebody_wrote_is_never_markup(client: Client) -> None:
    number = activity("<b>Koffie</b> & thee", host_name="<script>x</script>").id
    page = client.get(f"/zoek-samen?nr={number}")
    assert titles(page) == ["<b>Koffie</b> & thee"]
    assert not page.soup.select("main b, main script")


def test_more_than_fits_is_left_out_and_told(client: Client) -> None:
    brug = organisation()
    numbers = [activity(f"Koffie {n}", by=brug).id for n in range(MOST_PICKED + 2)]
    page = client.get("/zoek-samen", query_string={"nr": numbers})
    assert titles(page) == [f"Koffie {n}" for n in range(MOST_PICKED)]
    assert "Er passen 20 activiteiten in een lijstje. Je ziet de eerste." in page.main
    assert not page.soup.select("main a:-soup-contains('Zoek er iets bij')")


def test_an_activity_can_be_taken_out(client: Client) -> None:
    first, second = activity("Koffie").id, activity("Eten").id
    page = client.get(f"/zoek-samen?nr={first}-{second}")
    out = page.soup.select(".together__out")
    assert page.all(".together__out")[0] == "Haal uit dit lijstje : Koffie"
    page = client.get(str(out[0]["href"]))
    assert titles(page) == ["Eten"]
    page = client.get(str(page.one(".together__out")["href"]))
    assert "Er staat niets in dit lijstje." in page.main


def test_a_letter_holds_the_link_and_what_is_behind_it(client: Client) -> None:
    first, second = activity("Koffie & thee").id, activity("100% gezellig?").id
    letter = letter_of(client.get(f"/zoek-samen?nr={first}-{second}"))
    assert letter["subject"] == ["Samen uitgezocht voor jou"]
    (body,) = letter["body"]
    assert body.split("\r\n") == [
        "Kijk eens of hier iets voor je bij zit:",
        f"http://week.test/zoek-samen?nr={first}-{second}",
        "",
        "- Koffie & thee",
        "- 100% gezellig?",
    ]


def test_a_letter_never_grows_longer_than_a_mail_program_takes(client: Client) -> None:
    brug = organisation()
    numbers = [activity(f"{'ontmoeting ' * 6}{n}", by=brug).id for n in range(MOST_PICKED)]
    page = client.get("/zoek-samen", query_string={"nr": numbers})
    assert len(str(page.one('.actions a[href^="mailto:"]')["href"])) <= LONGEST_LETTER
    (body,) = letter_of(page)["body"]
    assert f"nr={'-'.join(map(str, numbers))}" in body
    assert "achter de link." in body.splitlines()[-1]


def test_the_page_costs_as_much_with_one_activity_as_with_twenty(client: Client) -> None:
    numbers = [activity().id for _ in range(MOST_PICKED)]
    client.get("/zoek-samen")  # so that the state of the site is known
    for picked in (str(numbers[0]), "-".join(map(str, numbers))):
        asked = partial(client.browser.get, f"/zoek-samen?nr={picked}")
        assert len(queries_of(asked)) == 2, picked


def test_the_page_is_public_kept_and_not_for_search_engines(client: Client) -> None:
    number = activity().id
    page = client.get(f"/zoek-samen?nr={number}")
    assert page.headers["Cache-Control"] == client.get("/activiteiten").headers["Cache-Control"]
    assert page.headers["ETag"]
    assert page.one('meta[name="robots"]')["content"] == "noindex, nofollow"
    assert "Wij bewaren niets." in page.main
    assert page.soup.select(".together__code svg")


def test_a_cancellation_is_on_the_page_at_once(client: Client) -> None:
    made = activity()
    assert "Gaat niet door" not in client.get(f"/zoek-samen?nr={made.id}").main
    made.status = "cancelled"
    db.session.commit()
    assert "Gaat niet door" in client.get(f"/zoek-samen?nr={made.id}").main
