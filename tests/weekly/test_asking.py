"""Asking for the weekly letter: with an address and a postcode, and nothing before it is proven."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from tests.weekly.conftest import MORNING, RIET, Asks, stored, subjects
from weekapp import jobs
from weekapp.database import db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_who_asks_confirms_with_a_link_and_gets_nothing_before(
    client: Client, ask: Asks, letters: Letters, thursday: Callable[[], None]
) -> None:
    make.activity(at=MORNING + DAY)
    page = ask()
    assert page.all("h1") == ["Kijk in je mail"]
    letter = letters.last_to(RIET)
    assert letter["Subject"] == "Wil je de weekbrief? Klik op de link"
    assert "bij 6711 Ede, tot 5 km" in words(letter)
    confirming = client.get(links(letter)[0])
    assert confirming.all("h1") == ["Wil je de weekbrief?"]
    assert stored()[0].confirmed_at is None  # a program that looks at links confirms nothing
    thursday()
    assert len(subjects(letters)) == 1


def test_who_confirms_hears_when_the_first_letter_comes(client: Client, subscribe: Asks) -> None:
    page = subscribe(kilometres="15")
    assert page.all("h1") == ["Je krijgt de weekbrief"]
    assert "De volgende komt op donderdag 3 september." in page.main
    [one] = stored()
    assert (one.email, one.pc4, one.kilometres, one.language) == (RIET, "6711", 15, "nl")
    before = one.confirmed_at
    assert client.post(f"{page.path}/bevestigen").all("h1") == ["Je krijgt de weekbrief"]
    assert stored()[0].confirmed_at == before


@pytest.mark.parametrize(
    ("typed", "pc4"),
    [
        ("6711 AB", "6711"),
        ("6711ab", "6711"),
        ("6711", "6711"),
        ("Dorpsstraat 12, 6711 AB Ede", "6711"),
        ("Otterlo", "6731"),
    ],
)
def test_only_four_digits_of_where_somebody_lives_are_kept(
    subscribe: Asks, letters: Letters, typed: str, pc4: str
) -> None:
    subscribe(area=typed)
    rows = db.session.execute(text("SELECT * FROM weekly_letter")).mappings().all()
    assert [row["pc4"] for row in rows] == [pc4]
    kept = [str(row) for row in (*rows, *db.session.execute(text("SELECT * FROM job")))]
    kept += [str(row) for row in db.session.execute(text("SELECT * FROM rate_window"))]
    kept += [words(one) for one in letters.all()]
    assert not any(part in one.upper() for one in kept for part in ("6711 AB", "6711AB", "DORPSS"))


def test_the_page_says_the_same_to_who_is_known(
    ask: Asks, subscribe: Asks, letters: Letters
) -> None:
    first = ask()
    subscribe()
    again = ask(email="Riet@Voorbeeld.nl", kilometres="15")
    assert str(again.soup) == str(first.soup)
    assert (again.path, again.status) == (first.path, first.status)
    assert [one.kilometres for one in stored()] == [5]  # nobody else changes what she gets
    assert letters.last_to(RIET)["Subject"] == "Je krijgt de weekbrief al"


def test_asking_again_for_an_area_makes_no_second_one_and_no_second_letter(
    ask: Asks, letters: Letters, clock: time_machine.Traveller
) -> None:
    for kilometres in ("5", "1"):
        ask(kilometres=kilometres)
    assert [one.kilometres for one in stored()] == [1]
    assert len(letters.to(RIET)) == 1
    clock.shift(timedelta(hours=1))  # it got lost, perhaps
    ask()
    assert len(stored()) == 1
    assert len(letters.to(RIET)) == 2
    ask(area="Enschede")
    assert len(stored()) == 2


def test_what_nobody_confirms_is_gone_after_two_days(
    ask: Asks, clock: time_machine.Traveller
) -> None:
    ask()
    asked_at = stored()[0].asked_at
    for moment, left in ((asked_at + 2 * DAY, 1), (asked_at + 2 * DAY + MINUTE, 0)):
        clock.move_to(moment)
        jobs.make_rounds()
        assert len(stored()) == left


def test_who_reads_ukrainian_gets_letters_in_it(
    client: Client, letters: Letters, thursday: Callable[[], None]
) -> None:
    make.activity("Soep", at=MORNING + 2 * DAY)
    page = client.submit(client.get("/uk/weekbrief"), email=RIET, area="6711")
    assert (page.path, page.one("html")["lang"]) == ("/uk/weekbrief", "uk")
    [link, *_] = links(letters.last_to(RIET))
    assert link.startswith("/uk/weekbrief/")
    page = client.submit(client.get(link), 'form[action$="bevestigen"]')
    assert (page.path, page.one("html")["lang"]) == (link, "uk")
    thursday()
    subjects(letters)
    letter = letters.last_to(RIET)
    assert "Субота 5 вересня" in words(letter)
    html = letter.get_body(("html",))
    assert html and '<html lang="uk" dir="ltr">' in html.get_content()
    activity, more, end = links(letter)
    assert activity.startswith("/uk/activiteiten/") and more.startswith("/uk/activiteiten?")
    assert client.get(end).one("html")["lang"] == "uk"


def test_the_form_is_found_and_knows_where_was_looked(client: Client) -> None:
    page = client.get("/activiteiten?waar=6711&thema=koffie")
    page = client.get(str(page.one('main a[href^="/weekbrief"]')["href"]))
    assert page.one('[name="area"]')["value"] == "6711"
    assert page.one('main a[href^="/op-papier"]')["href"] == "/op-papier?waar=6711"
    assert "Set-Cookie" not in page.headers
    assert not client.get("/activiteiten").soup.select('main a[href^="/weekbrief"]')
    assert client.get("/gemeenten/ede").one('main a[href="/weekbrief?waar=Ede"]')


def test_privacy_tells_what_is_kept_for_the_letter(client: Client) -> None:
    page = client.get("/privacy")
    [told] = page.all("#bewaard-weekly")
    assert "de vier cijfers van je postcode en hoe ver je wilt gaan" in told
    assert page.all("#bewaard-weekly-unconfirmed")[0].endswith("2 dagen.")
