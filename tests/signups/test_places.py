"""Places, the waiting list, and who gets the last one."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from tests.signups.conftest import SignsUp
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp


def statuses() -> dict[str, str]:
    """How it is with each who confirmed."""
    db.session.rollback()
    found = db.session.query(SignUp).filter(SignUp.status != "asked")
    return {one.name: one.status for one in found}


def test_who_comes_too_late_waits_and_moves_up(
    client: Client, soup: Activity, join: SignsUp, letters: Letters
) -> None:
    first = join(soup, "riet@voorbeeld.nl", people="2")
    assert soup.occurrences[0].status == "full"
    page = join(soup, "jan@voorbeeld.nl", name="Jan")
    assert page.all("h1") == ["Je staat op de wachtlijst"]
    assert "wachtlijst" in words(letters.last_to("jan@voorbeeld.nl"))
    client.submit(first, "#afmelden")
    assert statuses() == {"Riet": "cancelled", "Jan": "coming"}
    assert letters.last_to("jan@voorbeeld.nl")["Subject"].startswith("Er is een plek voor je")
    assert soup.occurrences[0].status == "planned"


def test_a_place_goes_to_the_first_who_fits(
    client: Client, soup: Activity, join: SignsUp, letters: Letters
) -> None:
    first = join(soup, people="2")
    join(soup, "stel@voorbeeld.nl", name="Stel", people="2")
    join(soup, "jan@voorbeeld.nl", name="Jan")
    client.submit(first, "#wijzig", people="1")
    assert statuses() == {"Riet": "coming", "Stel": "waiting", "Jan": "coming"}
    assert soup.occurrences[0].status == "full"


def test_a_date_that_an_organiser_called_full_stays_full(
    client: Client, soup: Activity, join: SignsUp
) -> None:
    page = join(soup)
    soup.occurrences[0].status = "full"
    db.session.commit()
    join(soup, "jan@voorbeeld.nl", name="Jan")
    client.submit(page, "#afmelden")
    assert statuses()["Jan"] == "waiting"
    db.session.refresh(soup.occurrences[0])
    assert soup.occurrences[0].status == "full"


def test_a_link_that_is_used_twice_takes_one_place(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    ask(soup)
    [link, *_] = links(letters.last_to("riet@voorbeeld.nl"))
    for _ in range(3):
        client.post(f"{link}/bevestigen")
    assert statuses() == {"Riet": "coming"}
    assert len(letters.to("riet@voorbeeld.nl")) == 2
    client.submit(client.get(link), "#afmelden")
    client.post(f"{link}/bevestigen")
    assert statuses() == {"Riet": "cancelled"}


def test_who_signs_up_again_is_told_they_are_on_the_list(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp, letters: Letters
) -> None:
    join(soup)
    assert ask(soup, email="RIET@voorbeeld.nl").all("h1") == ["Kijk in je mail"]
    assert letters.last_to("riet@voorbeeld.nl")["Subject"].startswith("Je bent al aangemeld")
    assert statuses() == {"Riet": "coming"}


def test_fifty_at_once_get_the_places_there_are(
    app: Flask, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    soup.capacity = 7
    db.session.commit()
    made = [make.sign_up(soup, f"n{number}", status="asked") for number in range(50)]
    paths = [f"/aanmelding/{one.token}/bevestigen" for one in made]
    db.session.rollback()
    with ThreadPoolExecutor(16) as together:
        answers = list(together.map(lambda path: app.test_client().post(path).status_code, paths))
    assert answers == [303] * 50
    found = list(statuses().values())
    assert (found.count("coming"), found.count("waiting")) == (7, 43)
