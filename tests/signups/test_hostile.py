"""What somebody does who means ill, or whose thumb slips."""

import pytest

from tests.client import Client
from tests.letters import Letters, words
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
    page = ask(soup, email="Slachtoffer@voorbeeld.nl")
    assert page.status == 429
    assert "Naar dit adres gingen al een paar mails." in page.main
    assert len(letters.to("slachtoffer@voorbeeld.nl")) == 3


def test_a_flood_from_one_network_is_stopped(soup: Activity, ask: SignsUp) -> None:
    for number in range(10):
        ask(soup, email="", phone=f"0318 12 34 {number:02}")
    page = ask(soup, email="", phone="0318 12 34 99")
    assert page.status == 429
    assert "te veel aanmeldingen van hier" in page.main
    assert page.one('[name="phone"]')["value"] == "0318 12 34 99"
    assert count() == 10


def test_a_form_that_another_site_sends_is_refused(client: Client, soup: Activity) -> None:
    path = f"/activiteiten/{soup.id}/{soup.slug}/aanmelden"
    typed = {"name": "Riet", "phone": "0318 12 34 56", "people": "1"}
    typed["date"] = str(soup.occurrences[0].id)
    for headers in (
        {"Origin": "https://boos.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert client.post(path, data=typed, headers=headers).status == 400
    assert count() == 0
    # What browsers say on a page that sends no referrer.
    ours = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post(path, data=typed, headers=ours).status == 200
    assert count() == 1


def test_a_name_cannot_write_a_header(soup: Activity, ask: SignsUp, letters: Letters) -> None:
    ask(soup, name="Riet\r\nBcc: allen@voorbeeld.nl\r\n\r\nGratis geld")
    letter = letters.last_to("riet@voorbeeld.nl")
    assert letter["Bcc"] is None
    assert "Hallo Riet Bcc: allen@voorbeeld.nl Gratis geld," in words(letter)


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
    "path", ["/aanmelding/x", "/aanmelding/code/x", "/aanmelding/" + "a" * 999]
)
def test_a_link_that_never_was_opens_nothing(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status == 410
    assert page.all("h1") == ["Deze link werkt niet meer"]


def test_a_date_of_another_activity_cannot_be_chosen(soup: Activity, ask: SignsUp) -> None:
    assert ask(soup, date="1234").status == 422
    assert count() == 0
