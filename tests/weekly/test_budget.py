"""How many letters one address gets that somebody asked for who is not known, from all forms."""

from datetime import timedelta

import pytest
import time_machine

from tests import factories as make
from tests.accounts.signing_in import ask as ask_for_a_code
from tests.client import Client, Page
from tests.letters import Letters
from tests.weekly.conftest import RIET, Asks
from weekapp.activities.models import Activity

HOUR = timedelta(hours=1)


def sign_up(client: Client, activity: Activity, email: str = RIET) -> Page:
    page = client.get(f"/activiteiten/{activity.id}/{activity.slug}/aanmelden")
    return client.submit(page, name="Riet", email=email)


@pytest.fixture
def activities(client: Client) -> list[Activity]:
    """Some activities for which one signs up here."""
    return [make.activity(f"Soep {number}", join_ways=["here"]) for number in range(8)]


def test_all_forms_share_the_letters_of_an_address(
    client: Client, activities: list[Activity], ask: Asks, letters: Letters
) -> None:
    for number, activity in enumerate(activities[:3]):
        assert sign_up(client, activity).status == 200
        assert ask(area=f"671{number + 1}").status == 200
    last, weekly = sign_up(client, activities[3]), ask(area="6717")
    assert (last.status, weekly.status) == (429, 429)
    for page in (last, weekly):
        assert "Naar dit adres gingen al een paar mails." in page.main
    assert len(letters.to(RIET)) == 6


def test_an_address_with_a_label_is_the_same_address(
    client: Client, activities: list[Activity], ask: Asks, letters: Letters
) -> None:
    labelled = [f"Riet+{number}@voorbeeld.nl" for number in range(8)]
    told = [sign_up(client, *both).status for both in zip(activities, labelled, strict=True)]
    assert told == 6 * [200] + 2 * [429]
    assert ask(email="riet+anders@voorbeeld.nl").status == 429
    assert ask(email="jan+riet@voorbeeld.nl").status == 200
    assert letters.last_to("riet+0@voorbeeld.nl")
    assert len(letters.all()) == 7


def test_who_floods_the_forms_of_guests_keeps_nobody_from_signing_in(
    client: Client, activities: list[Activity], letters: Letters
) -> None:
    for activity in activities:
        sign_up(client, activity)
    assert ask_for_a_code(client, RIET).path == "/inloggen/code"
    assert "je code" in letters.last_to(RIET)["Subject"]


def test_who_signs_in_often_can_still_sign_up(
    client: Client, activities: list[Activity], clock: time_machine.Traveller
) -> None:
    for _ in range(12):
        ask_for_a_code(client, RIET)
        clock.shift(HOUR / 4)
    assert sign_up(client, activities[0]).status == 200
