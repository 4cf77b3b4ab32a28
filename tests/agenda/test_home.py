"""The front door."""

from datetime import timedelta

import time_machine

from tests.client import Client
from tests.factories import THURSDAY, activity


def test_one_question_leads_to_the_list(client: Client) -> None:
    activity()
    page = client.submit(client.get("/"), waar="6711")
    assert page.path == "/activiteiten"
    assert page.all(".card__title") == ["Koffie in de Brug"]


def test_home_says_when_the_week_is(client: Client, clock: time_machine.Traveller) -> None:
    assert "De week is van 24 tot en met 30 september 2026" in client.get("/").main
    clock.move_to(THURSDAY)
    assert "De week is nu. Tot en met woensdag 30 september." in client.get("/").main
    clock.move_to(THURSDAY + timedelta(days=60))
    between = client.get("/").main
    assert "30 september tot en met 6 oktober 2027 (onder voorbehoud)" in between
    assert "het hele jaar" in between


def test_home_shows_the_first_three_things_that_are_on(
    client: Client, clock: time_machine.Traveller
) -> None:
    for number in range(4):
        activity(f"A{number}", at=THURSDAY + timedelta(hours=number))
    assert client.get("/").all(".card__title") == ["A0", "A1", "A2"]
    assert "Binnenkort in Nederland" in client.get("/").all("h2")
    clock.move_to(THURSDAY - timedelta(hours=5))
    page = client.get("/")
    assert "Vandaag en morgen" in page.all("h2")
    assert page.all(".card__soon") == ["Vandaag"] * 3


def test_home_works_without_any_activity(client: Client) -> None:
    page = client.get("/")
    assert not page.soup.select(".card")
    assert page.all(".way h2") == ["Zoek je gemeente", "Organiseer je iets?", "Liever even praten?"]


def test_home_has_a_telephone_number(client: Client) -> None:
    assert client.get("/").soup.select('main a[href="tel:0880767000"]')
