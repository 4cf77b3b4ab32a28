"""The national team says whom people can ring."""

from typing import Any

import pytest

from tests.client import Client, Page
from tests.factories import coordinator
from tests.moderation.conftest import SignIn
from weekapp.database import db
from weekapp.helplines import queries
from weekapp.helplines.models import Helpline
from weekapp.helplines.operations import MOST

LIST = "/landelijk/hulp"
NEW = f"{LIST}/nieuw"
GOOD: dict[str, Any] = {"name": "MIND Korrelatie", "phone": "0900 1450"}


def names() -> list[str]:
    db.session.rollback()
    return [one.name for one in queries.helplines()]


def added(country: Client, **typed: Any) -> Page:
    return country.submit(country.get(NEW), **(GOOD | typed))


def test_the_site_starts_with_the_luisterlijn(country: Client) -> None:
    page = country.get(LIST)
    assert names() == ["De Luisterlijn"]
    assert "De Luisterlijn 088 0767 000" in page.main
    assert country.get("/landelijk").one(f'main a[href="{LIST}"]')


def test_somebody_is_added_below_the_others(country: Client) -> None:
    page = added(
        country, hours="werkdagen van 9 tot 18 uur", website="mindkorrelatie.nl", sentence="Gratis."
    )
    assert "MIND Korrelatie staat erbij." in page.main
    assert names() == ["De Luisterlijn", "MIND Korrelatie"]
    made = queries.helplines()[1]
    assert (made.website, made.hours) == ("https://mindkorrelatie.nl", "werkdagen van 9 tot 18 uur")


def test_what_is_said_is_changed_and_written_down(country: Client) -> None:
    [line] = queries.helplines()
    form = country.get(f"{LIST}/{line.id}")
    page = country.submit(form, phone="0900 0767", hours="dag en nacht")
    assert "De Luisterlijn 0900 0767 · dag en nacht" in page.main
    [told] = page.all(".history li")
    assert "De Luisterlijn: Veranderd door iemand" in told
    assert "Telefoonnummer, Wanneer kunnen mensen bellen?" in told


def test_saving_what_is_there_is_no_change(country: Client) -> None:
    [line] = queries.helplines()
    country.submit(country.get(f"{LIST}/{line.id}"))
    assert queries.latest_changes() == []


def test_the_order_is_changed_one_place_at_a_time(country: Client) -> None:
    added(country)
    added(country, name="Alles Oké?")
    last = queries.helplines()[2]
    for order in (
        ["De Luisterlijn", "Alles Oké?", "MIND Korrelatie"],
        ["Alles Oké?", "De Luisterlijn", "MIND Korrelatie"],
    ):
        country.submit(country.get(LIST), f'form[action="{LIST}/{last.id}/omhoog"]')
        assert names() == order
    assert country.get(LIST).soup.select(f'form[action="{LIST}/{last.id}/omhoog"]') == []


def test_somebody_is_removed_and_the_history_says_so(country: Client) -> None:
    added(country)
    line = queries.helplines()[1]
    page = country.submit(country.get(LIST), f'form[action="{LIST}/{line.id}/verwijderen"]')
    assert "MIND Korrelatie is weg." in page.main
    assert names() == ["De Luisterlijn"]
    assert "MIND Korrelatie: Weggehaald" in page.all(".history li")[0]
    assert country.get(f"{LIST}/{line.id}").status == 404


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Vul de naam in."),
        ({"name": "x" * 81}, "name", "1 te veel"),
        ({"phone": ""}, "phone", "Vul het telefoonnummer in."),
        ({"phone": "bel maar"}, "phone", "Dit telefoonnummer klopt niet."),
        ({"phone": "tel:0900<1450>"}, "phone", "Dit telefoonnummer klopt niet."),
        ({"hours": "x" * 81}, "hours", "1 te veel"),
        ({"website": "javascript://alert(1)"}, "website", "Dit webadres klopt niet."),
        ({"website": "https://" + "x" * 300 + ".nl"}, "website", "Maak dit korter"),
        ({"sentence": "x" * 201}, "sentence", "1 te veel"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    country: Client, wrong: dict[str, str], field: str, words: str
) -> None:
    typed = {"hours": "altijd", **GOOD, **wrong}
    page = country.submit(country.get(NEW), **typed)
    assert words in page.error_beside(field)
    assert {name: page.one(f"main [name={name}]").get("value", "") for name in typed} == typed
    assert names() == ["De Luisterlijn"]


def test_the_list_stays_short_enough_to_choose_from(country: Client) -> None:
    form = country.get(NEW)
    for number in range(MOST - 1):
        added(country, name=f"Nummer {number}")
    page = country.submit(form, **GOOD)
    assert f"Er staan er al {MOST}." in page.error_beside("name")
    assert len(names()) == MOST
    assert country.get(LIST).soup.select(f'main a[href="{NEW}"]') == []


def test_helplines_are_the_national_teams_alone(client: Client, signed_in: SignIn) -> None:
    ede = signed_in(coordinator("Ede"))
    [line] = queries.helplines()
    for path in (LIST, NEW, f"{LIST}/{line.id}"):
        assert ede.get(path).status == 404
        assert "/inloggen" in client.get(path, follow=False).headers["Location"]
    for path in (f"{LIST}/{line.id}/omhoog", f"{LIST}/{line.id}/verwijderen"):
        assert ede.post(path).status == 404
    assert db.session.get(Helpline, line.id)


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30, "x"])
def test_a_helpline_that_is_not_there_is_not_found(country: Client, number: str) -> None:
    assert country.get(f"{LIST}/{number}").status == 404
