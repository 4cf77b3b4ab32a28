"""How a municipality words its calendar."""

from typing import Any

import pytest
from time_machine import Traveller

from tests.client import Client
from tests.factories import activity, municipality, national
from tests.moderation.conftest import SignIn

EDE = "/moderatie/gemeenten/GM0228"
FORM = "form#agenda"


def test_a_coordinator_words_the_calendar_of_their_municipality(
    ede: Client, client: Client
) -> None:
    activity()
    page = ede.submit(ede.get(EDE), FORM, calendar_label="  Week van de Ontmoeting ")
    assert "Zo staat Ede nu op de site." in page.text
    assert page.one("[name=calendar_label]")["value"] == "Week van de Ontmoeting"
    assert "“Week van de Ontmoeting”" in client.get("/gemeenten/ede/abonneren").main
    lead = client.get("/gemeenten/ede").all(".lead")
    assert lead == [
        "Dit is er te doen in de Week van de Ontmoeting, van 24 tot en met 30 september 2026."
    ]


def test_without_a_name_of_its_own_it_is_called_agenda_again(ede: Client, client: Client) -> None:
    ede.submit(ede.get(EDE), FORM, calendar_label="Ontmoetweek")
    ede.submit(ede.get(EDE), FORM, calendar_label="")
    assert municipality("Ede").calendar_label == ""
    assert "heet dit" not in client.get("/gemeenten/ede/abonneren").main


def test_quiet_months_can_be_left_empty_and_filled_again(ede: Client) -> None:
    page = ede.get(EDE)
    assert page.one("[name=tells_next_week]").has_attr("checked")
    page = ede.submit(page, FORM, tells_next_week=[])
    assert municipality("Ede").tells_next_week is False
    assert not page.one("[name=tells_next_week]").has_attr("checked")
    ede.submit(page, FORM, tells_next_week="y")
    assert municipality("Ede").tells_next_week is True


def test_a_name_that_is_too_long_is_said_so_and_kept(ede: Client) -> None:
    page = ede.submit(ede.get(EDE), FORM, calendar_label="x" * 41)
    assert "1 te veel" in page.error_beside("calendar_label")
    assert page.one("[name=calendar_label]")["value"] == "x" * 41
    assert municipality("Ede").calendar_label == ""


def test_another_municipality_is_not_there_but_for_the_national_team(
    enschede: Client, country: Client
) -> None:
    assert enschede.get(EDE).status == 404
    token = enschede.get("/moderatie/gemeenten/GM0153").one(f"{FORM} [name=csrf_token]")["value"]
    taken = enschede.post(EDE, data={"csrf_token": token, "calendar_label": "Gekaapt"})
    assert taken.status == 404
    assert municipality("Ede").calendar_label == ""
    assert country.get(EDE).status == 200


@pytest.mark.parametrize("code", ["GM9999", "gm0228", "geen", "x" * 5000])
def test_what_is_no_municipality_is_not_there(country: Client, code: str) -> None:
    assert country.get(f"/moderatie/gemeenten/{code}").status == 404


def test_a_municipality_that_was_merged_has_no_calendar_of_its_own(
    signed_in: SignIn, clock: Traveller
) -> None:
    old = "/moderatie/gemeenten/GM1696"
    assert signed_in(national()).get(old).status == 200
    clock.move_to("2027-01-01T09:00:00+01:00")
    assert signed_in(national()).get(old).status == 404


def test_the_queue_leads_to_the_calendar(ede: Client) -> None:
    assert ede.get("/moderatie").soup.select(f'main a[href="{EDE}"]')


def test_a_coordinator_says_whom_people_can_talk_to(ede: Client, client: Client) -> None:
    activity()
    assert client.get("/gemeenten/ede").soup.select("#praten-hier") == []
    told: dict[str, Any] = {
        "help_name": "Sociaal team Ede",
        "help_phone": "0318 12 34 56",
        "help_hours": "9 tot 12",
    }
    ede.submit(ede.get(EDE), FORM, **told)
    page = client.get("/gemeenten/ede")
    assert page.one("#praten-hier a")["href"] == "tel:0318123456"
    assert "Sociaal team Ede" in page.one("#praten-hier").text
    ede.submit(ede.get(EDE), FORM, help_name="", help_phone="", help_hours="")
    assert client.get("/gemeenten/ede").soup.select("#praten-hier") == []


@pytest.mark.parametrize("phone", ["", "bel maar", "112"])
def test_a_number_that_nobody_can_ring_is_not_kept(ede: Client, phone: str) -> None:
    page = ede.submit(ede.get(EDE), FORM, help_name="Sociaal team", help_phone=phone)
    assert page.error_beside("help_phone")
    assert page.one("[name=help_name]")["value"] == "Sociaal team"
    assert municipality("Ede").help_name == ""
