"""What somebody does who means ill, or whose thumb slips."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from tests.signups.conftest import SignsUp
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp


def count() -> int:
    db.session.rollback()
    return db.session.query(SignUp).count()


def test_nobody_is_bombed_with_letters(soup: Activity, ask: SignsUp, letters: Letters) -> None:
    for _ in range(3):
        assert ask(soup, email="slachtoffer@voorbeeld.nl").status == 200
    page = ask(soup, email="Slachtoffer+x@voorbeeld.nl")
    assert page.status == 429
    assert "Naar dit adres gingen al een paar mails." in page.main
    assert len(letters.to("slachtoffer@voorbeeld.nl")) == 3


def test_a_flood_from_one_network_is_stopped(app: Flask, ask: SignsUp) -> None:
    dinners = [make.activity(f"Eten {number}", join_ways=["here"]) for number in range(4)]
    for number in range(20):
        ask(dinners[number // 5], email="", phone=f"0318 12 34 {number:02}")
    page = ask(dinners[3], email="", phone="0318 12 34 99")
    assert page.status == 429
    assert "te veel aanmeldingen van hier" in page.main
    assert page.one('[name="phone"]')["value"] == "0318 12 34 99"
    assert count() == 20


def test_one_network_cannot_take_all_places(
    client: Client, soup: Activity, ask: SignsUp, clock: time_machine.Traveller
) -> None:
    for number in range(6):
        assert ask(soup, email=f"riet{number}@voorbeeld.nl").status == 200
    page = ask(soup, email="jan@voorbeeld.nl")
    assert page.status == 429
    assert "te veel aanmeldingen van hier. Bel de organisatie" in page.main
    assert ask(make.activity("Koffie", join_ways=["here"])).status == 200
    client.browser.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert ask(soup, email="jan@voorbeeld.nl").status == 200
    client.browser.environ_base["REMOTE_ADDR"] = "127.0.0.1"
    clock.shift(timedelta(days=1))
    assert ask(soup, email="els@voorbeeld.nl").status == 200


def test_a_form_that_another_site_sends_is_refused(client: Client, soup: Activity) -> None:
    path = f"/activiteiten/{soup.id}/{soup.slug}/aanmelden"
    typed = {"name": "Riet", "phone": "0318 12 34 56", "people": "1"}
    typed["date"] = str(soup.occurrences[0].id)
    for headers in (
        {"Origin": "https://boos.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert client.post(path, data=typed, headers=headers).status == 400
    assert count() == 0
    ours = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post(path, data=typed, headers=ours).status == 200
    assert count() == 1


def test_the_form_of_a_secret_link_is_taken_from_an_old_browser(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    ask(soup)
    path = f"{links(letters.last_to('riet@voorbeeld.nl'))[0]}/bevestigen"
    elsewhere = {"Origin": "null", "Sec-Fetch-Site": "cross-site"}
    assert client.post(path, headers=elsewhere).status == 400
    # A page that sends no referrer posts from "null"; Safari before 16.4 says no more than that.
    assert client.post(path, headers={"Origin": "null"}).all("h1") == ["Je staat op de lijst"]


def test_a_name_cannot_write_a_header(soup: Activity, join: SignsUp, letters: Letters) -> None:
    join(soup, name="Riet\r\nBcc: allen\r\n\r\nGratis geld")
    for letter in letters.to("riet@voorbeeld.nl"):
        assert letter["Bcc"] is None
    assert "Hallo Riet Bcc: allen Gratis geld," in words(letters.last_to("riet@voorbeeld.nl"))


def test_a_letter_to_an_address_that_is_not_proven_says_nothing_of_the_asker(
    soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    ask(soup, name="Win 500 euro nu", remarks="Klik hier")
    told = words(letters.last_to("riet@voorbeeld.nl"))
    assert "Win 500" not in told
    assert "Klik hier" not in told


def test_nobody_can_tell_who_is_on_a_list(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp
) -> None:
    join(soup)
    paths = [ask(soup).path, ask(soup).path]
    assert paths[0] != paths[1]
    assert [client.get(path).status for path in paths] == [200, 200]


def test_nobody_changes_their_mind_without_end(
    client: Client, soup: Activity, join: SignsUp
) -> None:
    page = join(soup)
    before = soup.version
    for number in range(20):
        page = client.submit(page, "#wijzig", people=str(1 + number % 2))
    assert client.submit(page, "#wijzig", people="1").status == 429
    db.session.refresh(soup)
    assert soup.version == before


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("remarks", "x" * 100_000, "99500 te veel"),
        ("name", "x" * 61, "1 te veel"),
        ("name", " \u200b ", "Vul je naam in."),
        ("email", "riet@", "Dit e-mailadres klopt niet."),
        ("phone", "112", "Dit telefoonnummer klopt niet."),
        ("people", "-1", "van 1 tot en met 10"),
        ("people", "9" * 400, "van 1 tot en met 10"),
        ("people", "²", "van 1 tot en met 10"),
        ("people", "00000199", "van 1 tot en met 10"),
        ("name", "https://boos.example", "Vul alleen je naam in."),
        ("name", "Riet www.boos.example", "Vul alleen je naam in."),
        ("name", "Win nu op bit.ly", "een spatie na elke punt"),
        ("name", "boos.example", "een spatie na elke punt"),
        ("name", "x.com", "een spatie na elke punt"),
        ("name", "boos\uff0eexample", "een spatie na elke punt"),
        ("name", "Bel 0900-1234567", "Vul alleen je naam in."),
        ("name", "Bel 06 12 34 56 78", "Vul alleen je naam in."),
        ("date", "999999999999999999999", "Kies een datum."),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(
    field: str, typed: str, says: str, soup: Activity, ask: SignsUp
) -> None:
    page = ask(soup, **{field: typed})
    assert page.status == 422
    assert says in page.error_beside(field)
    assert count() == 0


@pytest.mark.parametrize(
    "name", ["J.P. de Vries", "A.B.", "Th.A. Smit", "IJ. Bos", "St. Jan", "Groep 12", "d'Arc-Émile"]
)
def test_a_name_with_initials_is_a_name(soup: Activity, ask: SignsUp, name: str) -> None:
    assert ask(soup, name=name).all("h1") == ["Kijk in je mail"]


@pytest.mark.parametrize(
    "path", ["/aanmelding/x", "/aanmelding/code/x", "/aanmelding/" + "a" * 999]
)
def test_a_link_that_never_was_opens_nothing(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status == 410
    assert page.all("h1") == ["Deze link werkt niet meer"]


def test_a_date_of_another_activity_cannot_be_chosen(soup: Activity, ask: SignsUp) -> None:
    assert ask(soup, date="1234").status == 422
    assert count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/aanmelding/%00", "/aanmelding/code/%00", "/weekbrief/%00", "/gemeenten/%00",
        "/organisaties/%00", "/foto/%00.jpg", "/informatie/%00", "/inloggen/link/%00",
        "/mijn/agenda/%00.ics", "/activiteiten/1/%00",
    ],
)  # fmt: skip
def test_an_address_with_what_no_database_can_hold_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status == 404
