"""How often a letter may be asked for, and what must never get into one."""

from datetime import timedelta

import pytest
import time_machine

from tests import factories as make
from tests.accounts.signing_in import ANNA, ask, code_in, is_in
from tests.client import Client, Page
from tests.letters import Letters, words


def ask_from(client: Client, address: str, email: str) -> Page:
    page = client.get("/inloggen")
    token = str(page.one("main [name=csrf_token]")["value"])
    return client.post(
        "/inloggen",
        data={"email": email, "csrf_token": token},
        environ_base={"REMOTE_ADDR": address},
    )


def test_an_address_gets_five_letters_an_hour(client: Client, letters: Letters) -> None:
    for _letter in range(5):
        assert ask(client).path == "/inloggen/code"
    page = ask(client)
    assert page.status == 429
    assert "over een uur" in page.error_beside("email")
    assert page.one("[name=email]")["value"] == ANNA
    assert len(letters.to(ANNA)) == 5


def test_the_limit_of_an_address_holds_in_every_network(client: Client, letters: Letters) -> None:
    for number in range(6):
        page = ask_from(client, f"198.51.100.{number}", f"{ANNA.title()}")
    assert page.status == 429
    assert len(letters.to(ANNA)) == 5


def test_the_newest_letter_still_works_after_too_many(client: Client, letters: Letters) -> None:
    for _letter in range(5):
        page = ask(client)
    ask(client)
    client.submit(page, code=code_in(letters))
    assert is_in(client)


def test_an_hour_later_it_works_again(client: Client, clock: time_machine.Traveller) -> None:
    for _letter in range(6):
        page = ask(client)
    assert page.status == 429
    clock.shift(timedelta(hours=1, seconds=1))
    assert ask(client).path == "/inloggen/code"


def test_one_network_cannot_use_up_the_day_of_an_address(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    for _letter in range(12):
        page = ask_from(client, "198.51.100.7", ANNA)
        clock.shift(timedelta(minutes=30))
    assert page.status == 429
    assert "morgen" in page.error_beside("email")
    assert len(letters.to(ANNA)) == 8
    assert ask_from(client, "198.51.100.8", ANNA).status == 200


def test_an_address_gets_twenty_letters_a_day_whatever_its_label(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    for number in range(24):
        page = ask_from(client, f"198.51.100.{number}", f"anna+{number}@voorbeeld.nl")
        clock.shift(timedelta(minutes=20))
    assert page.status == 429
    assert "morgen" in page.error_beside("email")
    assert len(letters.all()) == 20
    clock.shift(timedelta(days=1))
    assert ask(client).path == "/inloggen/code"


def test_a_network_that_asks_too_much_does_not_use_up_the_letters_of_others(
    client: Client, letters: Letters
) -> None:
    for number in range(30):
        ask_from(client, "198.51.100.7", f"nummer{number}@voorbeeld.nl")
    for _letter in range(6):
        assert ask_from(client, "198.51.100.7", ANNA).status == 429
    assert ask_from(client, "198.51.100.8", ANNA).status == 200


def test_known_and_unknown_addresses_have_the_same_limit(client: Client) -> None:
    make.account("bekend@voorbeeld.nl")
    told = []
    for email in ("bekend@voorbeeld.nl", "vreemd@voorbeeld.nl"):
        for _letter in range(6):
            page = ask(client, email)
        told.append((page.status, page.main))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("network", "neighbour"),
    [
        (lambda _: "198.51.100.7", "198.51.100.8"),
        (lambda n: f"2001:db8:1:2::{n:x}", "2001:db8:1:3::1"),
        (lambda _: "::ffff:198.51.100.7", "::ffff:198.51.100.8"),
    ],
)
def test_a_network_gets_thirty_letters_an_hour(
    client: Client, network: object, neighbour: str
) -> None:
    assert callable(network)
    for number in range(30):
        assert ask_from(client, network(number), f"nummer{number}@voorbeeld.nl").status == 200
    assert ask_from(client, network(31), "nummer31@voorbeeld.nl").status == 429
    assert ask_from(client, neighbour, "nummer32@voorbeeld.nl").status == 200


@pytest.mark.parametrize(
    "email",
    [
        "anna@voorbeeld.nl\r\nBcc: ander@voorbeeld.nl",
        "anna@voorbeeld.nl\nSubject: iets",
        "anna@voorbeeld.nl, ander@voorbeeld.nl",
        "anna@voorbeeld.nl;ander@voorbeeld.nl",
        "<anna@voorbeeld.nl>",
        '"anna b"@voorbeeld.nl',
        "Anna <anna@voorbeeld.nl>",
        "anna@voorbeeld.nl%0aBcc:ander@voorbeeld.nl ",
        "anna@localhost",
        "anna@[127.0.0.1]",
        "jürgen@voorbeeld.nl",
        "anna",
        "@",
        "",
        "a" * 10_000 + "@voorbeeld.nl",
    ],
)
def test_what_is_not_one_address_gets_no_letter(
    client: Client, letters: Letters, email: str
) -> None:
    page = ask(client, email)
    assert page.path == "/inloggen"
    assert page.error_beside("email")
    assert not letters.all()


def test_control_characters_are_taken_out_of_an_address(client: Client, letters: Letters) -> None:
    ask(client, "an\x00na@voor\u202ebeeld.nl\u200b")
    assert [letter["To"] for letter in letters.all()] == [ANNA]


def test_an_address_with_accents_after_the_at_sign_gets_its_letter(
    client: Client, letters: Letters
) -> None:
    ask(client, "info@café.nl")
    assert "je code" in letters.last_to("info@xn--caf-dma.nl")["Subject"]


def test_links_in_letters_lead_to_our_own_address_only(client: Client, letters: Letters) -> None:
    page = client.get("/inloggen")
    token = str(page.one("main [name=csrf_token]")["value"])
    client.post(
        "/inloggen",
        data={"email": ANNA, "csrf_token": token},
        headers={"X-Forwarded-Host": "evil.example", "Host": "localhost"},
    )
    assert "evil" not in words(letters.last_to(ANNA))
    assert "http://week.test/inloggen/link/" in words(letters.last_to(ANNA))


def test_an_unknown_host_gets_nothing(client: Client, letters: Letters) -> None:
    assert client.get("/inloggen", headers={"Host": "evil.example"}).status == 400
