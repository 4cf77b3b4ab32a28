"""What is kept of residents is there until the clock says so, and then it is not."""

from datetime import timedelta

import time_machine

from tests import factories as make
from tests.client import Client, Page
from tests.conftest import START
from tests.letters import Letters, links
from tests.retention.rounds import (
    DAY,
    MINUTE,
    SECOND,
    counted_until,
    how_many,
    is_forgotten_by_redis,
    round_at,
)
from weekapp.activities.models import Activity
from weekapp.signups.models import SignUp
from weekapp.weekly.models import WeeklyLetter

RIET = "riet@voorbeeld.nl"
YEARS = timedelta(days=3 * 365)


def asked(client: Client, activity: Activity) -> Page:
    page = client.get(f"/activiteiten/{activity.id}/{activity.slug}/aanmelden")
    return client.submit(page, name="Riet", email=RIET)


def own_page(client: Client, activity: Activity, letters: Letters) -> str:
    """The address of the page of a sign-up that is confirmed."""
    asked(client, activity)
    link = links(letters.last_to(RIET))[0]
    client.submit(client.get(link), 'form[action$="bevestigen"]')
    return link


def test_a_sign_up_is_there_for_a_month_after_its_date(
    client: Client, els: Client, soup: Activity, letters: Letters, clock: time_machine.Traveller
) -> None:
    link = own_page(client, soup, letters)
    listed = f"/mijn/activiteiten/{soup.id}/aanmeldingen"
    end = soup.occurrences[0].ends_at
    assert "Riet" in els.get(listed).main
    round_at(clock, end + 30 * DAY - MINUTE)
    assert (client.get(link).status, how_many(SignUp)) == (200, 1)
    round_at(clock, end + 30 * DAY + MINUTE)
    assert (client.get(link).status, how_many(SignUp)) == (410, 0)


def test_a_sign_up_is_gone_at_once_when_its_owner_throws_it_away(
    client: Client, soup: Activity, letters: Letters
) -> None:
    link = own_page(client, soup, letters)
    assert how_many(SignUp) == 1
    client.submit(client.get(link), 'form[action$="vergeten"]')
    assert (client.get(link).status, how_many(SignUp)) == (410, 0)


def test_what_nobody_confirms_is_there_for_two_days(
    client: Client, soup: Activity, letters: Letters, clock: time_machine.Traveller
) -> None:
    asked(client, soup)
    link = links(letters.last_to(RIET))[0]
    round_at(clock, START + 2 * DAY - SECOND)
    assert (client.get(link).status, how_many(SignUp)) == (200, 1)
    round_at(clock, START + 2 * DAY + SECOND)
    assert (client.get(link).status, how_many(SignUp)) == (410, 0)


def test_where_somebody_signed_up_from_is_known_for_a_day_at_most(
    client: Client, soup: Activity, clock: time_machine.Traveller
) -> None:
    asked(client, soup)
    page = client.get(f"/activiteiten/{soup.id}/{soup.slug}/aanmelden")
    client.submit(page, name="Jan", phone="0318 12 34 56")
    assert START < max(counted_until()) <= START + DAY
    if not is_forgotten_by_redis():
        round_at(clock, START + DAY - SECOND)
        assert counted_until()
        round_at(clock, START + DAY)
        assert not counted_until()


def test_a_weekly_letter_is_kept_until_whoever_gets_it_ends_it(
    client: Client, clock: time_machine.Traveller
) -> None:
    page = f"/weekbrief/{make.weekly_letter().token}"
    round_at(clock, START + YEARS)
    assert (client.get(page).status, how_many(WeeklyLetter)) == (200, 1)
    client.submit(client.get(f"{page}/stoppen"))
    assert (client.get(page).status, how_many(WeeklyLetter)) == (410, 0)


def test_a_weekly_letter_that_nobody_confirms_is_there_for_two_days(
    client: Client, letters: Letters, clock: time_machine.Traveller
) -> None:
    client.submit(client.get("/weekbrief"), email=RIET, area="6711")
    link = next(one for one in links(letters.last_to(RIET)) if one.startswith("/weekbrief/"))
    round_at(clock, START + 2 * DAY - SECOND)
    assert (client.get(link).status, how_many(WeeklyLetter)) == (200, 1)
    round_at(clock, START + 2 * DAY + SECOND)
    assert (client.get(link).status, how_many(WeeklyLetter)) == (410, 0)
