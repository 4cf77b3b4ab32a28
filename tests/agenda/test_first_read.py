"""What somebody reads first of an activity, and what they do not read when it does not go on."""

from datetime import timedelta
from typing import Any

import pytest

from tests.client import Client, Page
from tests.factories import THURSDAY, activity
from weekapp.lines import kept_together

WEEK = timedelta(weeks=1)


def page_of(client: Client, prefix: str = "", **told: Any) -> Page:
    one = activity(**told)
    return client.get(f"{prefix}/activiteiten/{one.id}/{one.slug}")


def test_what_it_is_and_for_whom_comes_before_when_and_where(client: Client) -> None:
    main = page_of(client, audiences=["ouderen"], host_name="Anja", first_visit="Welkom.").main
    order = ["Een kop koffie", "Voor wie: Ouderen", "Wanneer", "Waar", "Anja", "Welkom.", "Gratis"]
    places = [main.lower().index(words.lower()) for words in order]
    assert places == sorted(places)
    assert main.count("Voor wie") == 1


def test_who_is_told_nothing_of_the_host_is_told_of_the_first_visit(client: Client) -> None:
    page = page_of(client, first_visit="Loop door naar de keuken.")
    assert "Kom je voor het eerst? Loop door naar de keuken." in page.main
    assert "Wie ontvangt je" not in page.main


@pytest.mark.parametrize(
    ("starts", "told", "said"),
    [
        ([THURSDAY], {}, "Het is maar één keer."),
        ([THURSDAY, THURSDAY + WEEK], {}, "Er zijn 2 datums."),
        ([THURSDAY], {"continues_weekly": True}, "Daarna gaat het elke week door."),
    ],
)
def test_the_page_says_how_often_it_is(
    client: Client, starts: list[Any], told: dict[str, Any], said: str
) -> None:
    main = page_of(client, at=starts, **told).main
    assert said in main
    assert ("Het is maar één keer." in main) == (said == "Het is maar één keer.")


def test_who_would_come_with_somebody_knows_whether_that_may(client: Client) -> None:
    assert "Iemand meenemen vraag het even" in page_of(client).main
    asked = page_of(client, may_bring_someone=True).main
    assert "Iemand meenemen" not in asked and "Je mag iemand meenemen." in asked


def test_what_does_not_go_on_invites_nobody(client: Client) -> None:
    page = page_of(client, status="cancelled", first_visit="Welkom.", may_bring_someone=True)
    for words in ("voor het eerst", "Welkom.", "Neem iemand mee", "Iemand meenemen", "één keer"):
        assert words not in page.main
    assert not page.soup.select('.facts a[href*="openstreetmap"], .facts a[href^="/kaart"]')


def test_the_bar_of_a_phone_leads_to_signing_up_too(client: Client) -> None:
    page = page_of(client, join_ways=["here", "phone"])
    assert page.all(".facts-bar a") == ["Meld je aan", "Bel"]
    assert page_of(client).all(".facts-bar a") == ["Bel", "Wanneer en waar"]


@pytest.mark.parametrize("prefix", ["", "/uk", "/pl", "/ar"])
def test_a_number_and_a_date_stay_in_one_piece(client: Client, prefix: str) -> None:
    page = page_of(client, prefix, at=THURSDAY + timedelta(days=200))
    call = page.one('.facts a[href="tel:0318123456"]').get_text()
    assert "0318\u00a012\u00a034\u00a056" in call
    assert "12\u00a0" in page.one(".dates__day").get_text()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("woensdag 2 december 2026", "woensdag 2~december 2026"),
        ("14.00 tot 19.00 uur", "14.00 tot 19.00~uur"),
        ("24 tot en met 30 september 2026", "24 tot en met 30~september 2026"),
        ("donderdag 24 t/m zaterdag 26 september", "donderdag 24 t/m zaterdag 26~september"),
        ("do 24 sept, 14.00", "do 24~sept, 14.00"),
        ("14:00 to 16:00", "14:00 to 16:00"),
        ("1,2 km", "1,2~km"),
    ],
)
def test_only_what_belongs_together_is_kept_so(said: str, kept: str) -> None:
    assert kept_together(said) == kept.replace("~", "\u00a0")
