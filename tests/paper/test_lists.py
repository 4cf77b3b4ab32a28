"""Lists on paper: by day, in large type, with the telephone first; as a page and as a PDF."""

import re
import zlib
from datetime import timedelta
from functools import partial

import pytest

from tests.client import Client
from tests.counting import queries_of
from tests.factories import THURSDAY, activity
from tests.paper.reading import drawn, millimetres, opened, words
from weekapp.database import db


def dates_on(text: str) -> list[str]:
    return re.findall(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag \d+ \w+ 2026", text)


def test_a_list_near_a_postcode_is_by_day_with_whom_to_call_first(client: Client) -> None:
    activity("Koffie", venue_name="De Brug", contact_name="Kees", contact_hours="9 tot 12 uur")
    activity("Eten", at=THURSDAY + timedelta(days=1), is_met_at_door=True)
    page = client.get("/op-papier?waar=6711+AB")
    assert page.all("h2.paper__date") == [
        "donderdag 24 september 2026",
        "vrijdag 25 september 2026",
    ]
    first = page.all(".paper__one")[0]
    assert re.search(r"14\.00 tot 16\.00 uur Koffie Bel 0318 12 34 56 Je krijgt Kees", first)
    assert "Bellen kan: 9 tot 12 uur." in first and "De Brug, Dorpsstraat 1, Ede (" in first
    assert "Iemand vangt je op bij de deur." in page.all(".paper__one")[1]


def test_the_same_list_is_a_pdf_that_can_be_read_aloud(client: Client) -> None:
    for number in range(9):
        activity(f"Koffie {number}", at=THURSDAY + timedelta(days=number % 3))
    with opened(client.get("/op-papier.pdf?waar=6711+AB")) as document:
        said = words(document)
        assert millimetres(document) == (210, 297) and len(document) > 1
        assert document.get_metadata_dict()["Title"].startswith("Wat is er bij")
        assert f"Bladzijde 1 van {len(document)}" in said
        assert "Bel 0318 12 34 56" in said and "088 0767 000" in said
        assert len(dates_on(said)) >= 3
        drawn(document, "papier-lijst")


def test_a_pdf_says_that_it_follows_pdf_ua(client: Client) -> None:
    activity("Koffie")
    content = client.get("/gemeenten/ede/op-papier.pdf").response.get_data()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    said = b"".join(zlib.decompress(one) for one in streams if one[:1] == b"x")
    assert re.search(rb"pdfuaid:part\W+1\b", said)
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang (nl"):
        assert part in content + said, part


def test_a_municipality_is_on_paper_too_and_nothing_from_elsewhere(client: Client) -> None:
    activity("Koffie in Ede")
    activity("Koffie in Enschede", city="Enschede")
    page = client.get("/gemeenten/ede/op-papier")
    assert page.all(".paper__title span[lang], .paper__title > span:last-child") == [
        "Koffie in Ede"
    ]
    with opened(client.get("/gemeenten/ede/op-papier.pdf")) as document:
        assert "Koffie in Ede" in words(document) and "Enschede" not in words(document)


def test_a_picked_list_is_a_pdf_by_day(client: Client) -> None:
    later = activity("Later", at=THURSDAY + timedelta(days=2)).id
    sooner = activity("Eerder").id
    with opened(client.get(f"/zoek-samen.pdf?nr={later}-{sooner}")) as document:
        said = words(document)
    assert said.index("Eerder") < said.index("Later")
    assert f"week.test/zoek-samen?nr={later}-{sooner}" in said
    assert client.get("/zoek-samen.pdf?nr=999").path == "/zoek-samen"


def test_what_is_off_or_over_is_not_on_paper(client: Client) -> None:
    activity("Gaat niet door", status="cancelled")
    one = activity("Eén dag niet")
    one.occurrences[0].status = "cancelled"
    db.session.commit()
    activity("Geweest", at=THURSDAY - timedelta(days=60))
    page = client.get("/gemeenten/ede/op-papier")
    assert not page.all(".paper__one") and "Er is hier nog niets" in page.main


def test_filters_of_the_list_count_on_paper(client: Client) -> None:
    activity("Gratis koffie", is_free=True)
    activity("Duur eten", is_free=False, price="25 euro")
    page = client.get("/op-papier?waar=6711+AB&gratis=ja")
    assert "Gratis koffie" in page.main and "Duur eten" not in page.main


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Voor jezelf, of voor iemand zonder computer."),
        ("?waar=Nergenshuizen", "Nergenshuizen"),
        ("?waar=Bergen", "Welke plaats bedoel je?"),
    ],
)
def test_who_says_no_clear_place_is_asked_for_one(client: Client, query: str, said: str) -> None:
    page = client.get(f"/op-papier{query}")
    assert said in page.text and page.soup.select('main input[name="waar"]')
    assert client.get(f"/op-papier.pdf{query}").path == "/op-papier"


def test_a_list_on_paper_costs_no_query_for_each_activity(client: Client) -> None:
    activity("Eerste")
    client.get("/op-papier?waar=6711+AB")  # so that the state of the site is known
    few = queries_of(partial(client.browser.get, "/op-papier?waar=6711+AB&gratis=ja"))
    for number in range(12):
        activity(f"Koffie {number}")
    client.get("/op-papier?waar=6711+AB")
    many = queries_of(partial(client.browser.get, "/op-papier?waar=6711+AB&gratis=ja"))
    assert 0 < len(many) <= len(few)


def test_another_name_of_a_municipality_leads_to_its_list(client: Client) -> None:
    assert client.get("/gemeenten/den-haag/op-papier").path.startswith("/gemeenten/")
    assert client.get("/gemeenten/GM0228/op-papier").path == "/gemeenten/ede/op-papier"
    assert client.get("/gemeenten/nergens/op-papier.pdf").status == 404
