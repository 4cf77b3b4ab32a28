"""What somebody does with the form of the weekly letter who means ill, or whose thumb slips."""

import pytest
from flask import Flask

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, words
from tests.weekly.conftest import RIET, Asks, stored
from weekapp.database import db


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("area", "", "Vul je postcode in."),
        ("area", "1000 ZZ", "Postcode 1000 ZZ kennen wij niet."),
        ("area", "0123", "Een postcode begint niet met een 0."),
        ("area", "nergenshuizen", "Wij kennen geen plaats of postcode “nergenshuizen”."),
        ("area", "Bergen", "Er zijn meer plaatsen met deze naam. Vul je postcode in."),
        ("area", "x" * 5000, "4900 te veel"),
        ("area", "<script>6711</script>", "Wij kennen geen plaats"),
        ("email", "", "Vul je e-mailadres in."),
        ("email", "riet@", "Dit e-mailadres klopt niet."),
        ("email", "riet@voorbeeld.nl\r\nBcc: allen@voorbeeld.nl", "Dit e-mailadres klopt niet."),
        ("email", "riet@voorbeeld.nl, jan@voorbeeld.nl", "Dit e-mailadres klopt niet."),
        ("email", "x" * 300 + "@voorbeeld.nl", "te veel"),
        ("kilometres", "180", "Kies hoe ver je wilt gaan."),
        ("kilometres", "5; DROP TABLE", "Kies hoe ver je wilt gaan."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(
    field: str, typed: str, says: str, ask: Asks, letters: Letters
) -> None:
    page = ask(**{field: typed})
    assert page.status == 422
    assert says in page.error_beside(field)
    if field != "kilometres":
        kept = {"email": RIET, "area": "6711 AB"} | {field: " ".join(typed.split())}
        assert {name: page.one(f'[name="{name}"]')["value"] for name in kept} == kept
    assert stored() == []
    assert letters.all() == []


def test_no_header_can_be_written_by_an_address(ask: Asks, letters: Letters) -> None:
    ask(email="riet@voorbeeld.nl\nBcc: allen@voorbeeld.nl")
    ask(email='"riet\r\nBcc: allen@voorbeeld.nl\r\n"@voorbeeld.nl')
    assert [one["Bcc"] for one in letters.all()] == []


def test_nobody_is_bombed_with_letters(ask: Asks, letters: Letters) -> None:
    areas = ("6711", "6712", "6713")
    pages = [ask(email="Slachtoffer@voorbeeld.nl", area=area) for area in areas for _ in range(3)]
    assert [page.status for page in pages] == 6 * [200] + 3 * [429]
    assert "Naar dit adres gingen al een paar mails." in pages[-1].main
    assert pages[-1].one('[name="area"]')["value"] == "6713"
    assert len(letters.to("slachtoffer@voorbeeld.nl")) == 2  # twice within the hour is once


def test_the_same_is_not_asked_more_than_three_times_a_day(ask: Asks) -> None:
    assert [ask().status for _ in range(4)] == [200, 200, 200, 429]


def test_a_flood_from_one_network_is_stopped(ask: Asks) -> None:
    for number in range(60):
        ask(email=f"iemand{number}@voorbeeld.nl")
    page = ask()
    assert page.status == 429
    assert "Er kwamen te veel aanvragen van hier." in page.main
    assert len(stored()) == 60


def test_a_form_that_another_site_sends_is_refused(client: Client) -> None:
    typed = {"email": RIET, "area": "6711", "kilometres": "5"}
    for headers in ({"Origin": "https://boos.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/weekbrief", data=typed, headers=headers).status == 400
    assert stored() == []
    assert client.post("/weekbrief", data=typed).status == 200


def test_a_letter_to_an_address_that_is_not_proven_says_nothing_of_the_asker(
    ask: Asks, letters: Letters
) -> None:
    ask(area="Win 500 euro, 6711 AB Ede")
    told = words(letters.last_to(RIET))
    assert "6711 Ede" in told
    assert "500" not in told


@pytest.mark.parametrize("rest", ["", "/stoppen"])
def test_a_link_that_never_was_opens_nothing(client: Client, rest: str) -> None:
    for token in ("x", "a" * 999, "é"):
        page = client.get(f"/weekbrief/{token}{rest}")
        assert page.status == 410
        assert page.all("h1") == ["Deze link werkt niet meer"]


def test_a_link_to_confirm_does_nothing_once_it_was_ended(client: Client, subscribe: Asks) -> None:
    page = subscribe()
    client.post(f"{page.path}/stoppen")
    assert client.post(f"{page.path}/bevestigen").status == 410
    assert stored() == []


def test_the_table_refuses_a_whole_postcode(app: Flask) -> None:
    with pytest.raises(Exception, match=r"four_digits|too long"):
        make.weekly_letter(pc4="6711AB")
    db.session.rollback()
