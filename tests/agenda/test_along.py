"""The card to take somebody along: everything they need, and nothing that is kept of it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client import Client, Page
from tests.factories import activity


def card_of(client: Client, **told: Any) -> Page:
    one = activity("Koffie & praten", **told)
    return client.get(f"/activiteiten/{one.id}/{one.slug}/ga-je-mee")


def test_an_activity_leads_to_its_card(client: Client) -> None:
    one = activity("Koffie")
    page = client.get(f"/activiteiten/{one.id}/{one.slug}")
    link = page.one("a[href$='/ga-je-mee']")
    assert link.get_text(strip=True) == "Neem iemand mee"
    assert client.get(str(link["href"])).all("h1") == ["Ga je mee?"]


def test_the_card_says_what_when_where_and_whom_to_call(client: Client) -> None:
    page = card_of(client, venue_name="De Brug", host_name="Anja")
    [said] = page.all(".together__one")
    for words in (
        "Koffie & praten", "donderdag 24 september", "14.00 tot 16.00 uur", "De Brug",
        "Dorpsstraat 1", "6711 AB Ede", "Anja", "Bel 0318 12 34 56", "Het is gratis.",
    ):  # fmt: skip
        assert words in said, words
    assert page.one("article .together__code svg")
    assert page.one(".together__share .together__code svg")
    assert page.one("a[href$='.ics']")


def test_the_letter_says_the_same_and_asks_nothing_of_us(client: Client) -> None:
    page = card_of(client, venue_name="De Brug")
    letter = parse_qs(urlsplit(str(page.one("a[href^='mailto:']")["href"])).query)
    assert letter["subject"] == ["Ga je mee naar Koffie & praten?"]
    assert letter["body"][0].split("\r\n")[2:5] == [
        "donderdag 24 september, 14.00 uur",
        "De Brug, Dorpsstraat 1, 6711 AB Ede",
        "",
    ]
    assert letter["body"][0].split("\r\n")[5].startswith("http://week.test/activiteiten/")
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("title", ["A" * 80, "Zing\r\nBcc: x@y.nl", "<script>alert(1)</script>"])
def test_what_somebody_typed_is_text_on_the_card_and_in_the_letter(
    client: Client, title: str
) -> None:
    one = activity(title)
    page = client.get(f"/activiteiten/{one.id}/{one.slug}/ga-je-mee")
    assert page.all(".together__title script") == []
    link = str(page.one("a[href^='mailto:']")["href"])
    assert set(parse_qs(urlsplit(link).query)) == {"subject", "body"}


def test_a_card_of_what_is_not_public_is_not_there(client: Client) -> None:
    one = activity(status="submitted")
    assert client.get(f"/activiteiten/{one.id}/{one.slug}/ga-je-mee").status == 404


def test_another_name_leads_to_the_card_as_it_is_called_now(client: Client) -> None:
    one = activity("Koffie")
    answer = client.get(f"/activiteiten/{one.id}/anders/ga-je-mee", follow=False)
    assert (answer.status, answer.headers["Location"]) == (
        301,
        f"/activiteiten/{one.id}/{one.slug}/ga-je-mee",
    )
