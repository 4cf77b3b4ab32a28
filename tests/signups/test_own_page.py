"""The page of who signed up says and offers what fits how it is with them."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.calendars.reading import events
from tests.client import Client, Page
from tests.factories import THURSDAY
from tests.signups.conftest import SignsUp
from weekapp.activities.models import Activity

LEAVE, FORGET = "Meld mij af en gooi alles weg", "Gooi mijn gegevens weg"


def last_button(page: Page) -> str:
    return page.all("#vergeten button")[0]


def test_who_is_on_the_list_takes_the_date_along_that_they_come_on(
    client: Client, join: SignsUp
) -> None:
    dates = [THURSDAY, THURSDAY + timedelta(days=7)]
    twice = make.activity("Soep en brood", join_ways=["here"], at=dates)
    second = twice.occurrences[1].id
    page = join(twice, date=str(second))
    [link] = [str(tag["href"]) for tag in page.soup.select('a[href*=".ics"]')]
    assert link == f"/activiteiten/{twice.id}.ics?datum={second}"
    assert len(events(client.get(link))) == 1


def test_only_who_is_on_a_list_can_leave_it(client: Client, soup: Activity, join: SignsUp) -> None:
    page = join(soup)
    assert last_button(page) == LEAVE
    assert last_button(client.submit(page, "#afmelden")) == FORGET


@pytest.mark.parametrize("status", ["asked", "cancelled"])
def test_who_is_on_no_list_throws_away_what_is_kept(
    client: Client, soup: Activity, status: str
) -> None:
    make.sign_up(soup, token="t" * 32, status=status)
    assert last_button(client.get(f"/aanmelding/{'t' * 32}")) == FORGET


def test_who_is_to_be_rung_hears_what_to_do_when_they_will_not_come(
    client: Client, soup: Activity, ask: SignsUp
) -> None:
    page = ask(soup, email="", phone="0318 12 34 56")
    assert "Dan belt er niemand." in page.main
    assert last_button(page) == FORGET
