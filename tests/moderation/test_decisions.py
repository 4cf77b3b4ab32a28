"""Publishing, returning and taking down: what changes, who hears of it, and what comes next."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.client import Client, Page
from tests.conftest import START
from tests.factories import activity, member, organisation
from tests.letters import Letters, words
from weekapp.activities.models import Activity, HistoryEntry
from weekapp.database import db

PUBLISH = ".review__publish"
RETURN = ".review__return form"


def waiting(title: str, minutes: int = 0, city: str = "Ede") -> Activity:
    """One that was handed in so long ago, by an organisation with one member."""
    house = organisation(f"Huis {title}", city=city)
    member(house, f"{title.lower()}@voorbeeld.nl")
    handed_in = START - timedelta(minutes=minutes)
    return activity(title, by=house, city=city, status="submitted", queued_at=handed_in)


def publish(browser: Client, one: Activity) -> Page:
    return browser.submit(browser.get(f"/moderatie/{one.id}"), PUBLISH)


def send_back(browser: Client, one: Activity, **typed: Any) -> Page:
    return browser.submit(browser.get(f"/moderatie/{one.id}"), RETURN, **typed)


def status_of(one: Activity) -> str:
    found: str = db.session.scalars(select(Activity.status).where(Activity.id == one.id)).one()
    return found


def test_publishing_shows_it_to_everybody(ede: Client, client: Client) -> None:
    one = waiting("Soep")
    address = f"/activiteiten/{one.id}/{one.slug}"
    assert client.get(address).status == 404
    page = publish(ede, one)
    assert "“Soep” staat nu op de site." in page.main
    assert client.get(address).status == 200


def test_publishing_tells_the_organiser_once(ede: Client, letters: Letters) -> None:
    publish(ede, waiting("Soep"))
    letters.all()
    (letter,) = letters.to("soep@voorbeeld.nl")
    assert letter["Subject"] == "Je activiteit staat op de site: Soep"


def test_returning_tells_the_organiser_why_once(ede: Client, letters: Letters) -> None:
    one = waiting("Soep")
    page = send_back(ede, one, reason="adres", own_words="Nummer 1 bestaat niet.")
    assert "“Soep” is terug bij de organisator." in page.main
    assert status_of(one) == "returned"
    (letter,) = letters.to("soep@voorbeeld.nl")
    assert "Het adres klopt niet, of mensen kunnen de plek niet vinden." in words(letter)
    assert "Nummer 1 bestaat niet." in words(letter)


@pytest.mark.parametrize("choice", ["", "verzonnen"])
def test_returning_asks_for_a_reason(ede: Client, letters: Letters, choice: str) -> None:
    one = waiting("Soep")
    page = send_back(ede, one, reason=choice, own_words="Dit blijft staan.")
    assert "een reden" in page.error_beside("reason") or "redenen" in page.error_beside("reason")
    assert page.one("[name=own_words]").text.strip() == "Dit blijft staan."
    assert status_of(one) == "submitted"
    assert letters.to("soep@voorbeeld.nl") == []


def test_another_reason_asks_for_own_words(ede: Client) -> None:
    one = waiting("Soep")
    page = send_back(ede, one, reason="anders")
    assert page.error_beside("own_words") == "Fout: Schrijf op wat er anders moet."
    assert send_back(ede, one, reason="anders", own_words="Bel me even.").status == 200
    assert status_of(one) == "returned"


def test_own_words_have_an_end(ede: Client) -> None:
    one = waiting("Soep")
    page = send_back(ede, one, reason="tijd", own_words="a" * 1001)
    assert "1 te veel" in page.error_beside("own_words")
    assert status_of(one) == "submitted"


def test_after_a_decision_the_next_of_the_same_queue_follows(ede: Client) -> None:
    first, second, third = (waiting(t, m) for t, m in (("Een", 30), ("Twee", 20), ("Drie", 10)))
    page = publish(ede, second)
    assert page.path == f"/moderatie/{third.id}"
    page = publish(ede, third)
    assert page.path == f"/moderatie/{first.id}"


def test_the_last_of_a_queue_says_which_one_is_empty(country: Client) -> None:
    waiting("Elders", 60, city="Enschede")
    page = publish(country, waiting("Soep"))
    assert "In Ede is alles nagekeken." in page.main
    assert page.one("h1").text == "Controleren: Ede"
    assert "Verder in Enschede (1)" in page.main


def test_who_decided_and_why_is_remembered(ede: Client, session: object) -> None:
    one = waiting("Soep")
    send_back(ede, one, reason="tijd")
    entry = db.session.scalars(select(HistoryEntry)).one()
    assert (entry.deed, entry.status_before, entry.status_after) == (
        "return",
        "submitted",
        "returned",
    )
    page = ede.get(f"/moderatie/{one.id}")
    assert "Teruggestuurd door ede@voorbeeld.nl" in page.main
    assert "Het is nog niet duidelijk op welke dag" in page.main


def test_taking_down_hides_it_at_once_and_tells_why(
    ede: Client, client: Client, letters: Letters
) -> None:
    house = organisation()
    member(house, "bruin@voorbeeld.nl")
    one = activity("Soep", by=house)
    page = ede.submit(ede.get(f"/moderatie/{one.id}"), RETURN, reason="melding")
    assert "“Soep” staat niet meer op de site." in page.main
    assert client.get(f"/activiteiten/{one.id}/{one.slug}").status in (404, 410)
    (letter,) = letters.to("bruin@voorbeeld.nl")
    assert letter["Subject"] == "Je activiteit staat niet meer op de site: Soep"
    assert "zoeken dat eerst uit" in words(letter)


def test_taking_down_asks_for_a_reason(ede: Client) -> None:
    one = activity("Soep")
    page = ede.submit(ede.get(f"/moderatie/{one.id}"), RETURN)
    assert page.error_beside("reason") == "Fout: Kies een reden."
    assert status_of(one) == "published"


def test_what_is_on_the_site_is_found_per_municipality(ede: Client) -> None:
    activity("Later", at=START + timedelta(days=40))
    activity("Straks", at=START + timedelta(days=2))
    activity("Geweest", at=START - timedelta(days=2))
    activity("Elders", city="Enschede")
    waiting("Wacht")
    page = ede.get("/moderatie/gepubliceerd")
    assert page.all("tbody th") == ["Straks", "Later"]
    assert "2 activiteiten staan op de site" in page.main
    assert ede.get("/moderatie/gepubliceerd?pagina=99999999999").status == 200
