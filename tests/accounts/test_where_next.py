"""Where somebody comes after signing in: to the page they wanted, never to another site."""

import pytest
from flask import Flask

from tests import factories as make
from tests.accounts.signing_in import ANNA, enter
from tests.client import Client
from tests.letters import Letters
from weekapp.accounts.paths import own_path

ELSEWHERE = [
    "//evil.example",
    "///evil.example/mijn",
    "https://evil.example/mijn",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\\evil.example",
    "\\\\evil.example",
    "/mijn\\..\\evil",
    "/mijn//evil.example",
    "/mijn/../..//evil.example",
    "/mijn/../uitloggen",
    "/mijn\r\nLocation: https://evil.example",
    "/mijn\x00",
    "/mijn/\t/evil",
    " /mijn",
    "mijn",
    "/mijnevil.example",
    "/mijn@evil.example",
    "/mijn.evil.example",
    "/uitloggen",
    "/activiteiten",
    "/",
    "",
    "/mijn/" + "a" * 500,
    "/mijn/é",
]
OURS = ["/mijn", "/mijn/account", "/moderatie?gemeente=GM0228", "/landelijk/coordinatoren?a=b&c"]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_other_places_are_refused(path: str) -> None:
    assert own_path(path) == ""


@pytest.mark.parametrize("path", OURS)
def test_pages_of_the_desk_are_not(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize("path", ELSEWHERE[:12])
def test_a_link_to_elsewhere_leads_to_the_desk(app: Flask, path: str) -> None:
    account = make.member(make.organisation(), ANNA)
    client, letters = Client(app), Letters(app.extensions["settings"].instance / "letters")
    page = client.get("/inloggen", query_string={"next": path})
    page = client.submit(page, email=account.email)
    letter = letters.last_to(ANNA)
    code = str(letter["Subject"])[:7]
    answer = client.submit(page, follow=False, code=code)
    assert answer.headers["Location"] == "/mijn"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(
    client: Client, letters: Letters
) -> None:
    make.account(ANNA)
    page = client.get("/mijn/account?x=1")
    assert page.path == "/inloggen"
    assert (
        enter(client, letters, path="/inloggen?next=/mijn/account%3Fx%3D1").path == "/mijn/account"
    )


def test_the_link_leads_there_from_another_browser_too(
    app: Flask, client: Client, letters: Letters
) -> None:
    page = client.get("/mijn/account")
    client.submit(page, email=ANNA)
    elsewhere = Client(app)
    link = "/inloggen/link/" + str(letters.last_to(ANNA)).split("/inloggen/link/")[1].split()[0]
    assert elsewhere.submit(elsewhere.get(link)).path == "/mijn/account"


def test_whoever_has_nothing_yet_registers_an_organisation(
    client: Client, letters: Letters
) -> None:
    page = enter(client, letters)
    assert page.path == "/mijn/organisatie/nieuw"
    assert "Meld je organisatie aan" in page.main


@pytest.mark.parametrize(
    ("role", "path"),
    [("member", "/mijn"), ("coordinator", "/moderatie"), ("national", "/landelijk")],
)
def test_everybody_starts_at_their_own_desk(
    client: Client, letters: Letters, role: str, path: str
) -> None:
    somebody = {
        "member": lambda: make.member(make.organisation()),
        "coordinator": lambda: make.coordinator("Ede"),
        "national": make.national,
    }[role]()
    page = client.submit(client.get("/inloggen"), email=somebody.email)
    code = str(letters.last_to(somebody.email)["Subject"])[:7]
    assert client.submit(page, follow=False, code=code).headers["Location"] == path


def test_whoever_is_signed_in_need_not_do_it_again(client: Client, letters: Letters) -> None:
    enter(client, letters)
    assert client.get("/inloggen?next=/mijn/account").path == "/mijn/account"
    assert client.get("/inloggen?next=//evil.example").path == "/mijn/organisatie/nieuw"
