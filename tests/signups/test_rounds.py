"""What the worker does for who signed up: remind, tell what changed, let in, forget."""

from datetime import timedelta

import time_machine
from flask import Flask

from tests.client import Client
from tests.factories import THURSDAY, deed
from tests.letters import Letters, words
from tests.signups.conftest import SignsUp
from weekapp import jobs
from weekapp.activities import operations as activities
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp

DAY = timedelta(days=1)
RIET = "riet@voorbeeld.nl"


def subjects(letters: Letters) -> list[str]:
    jobs.make_rounds()
    return [str(one["Subject"]) for one in letters.to(RIET)]


def test_who_comes_is_reminded_once_the_day_before(
    soup: Activity, join: SignsUp, letters: Letters, clock: time_machine.Traveller
) -> None:
    join(soup)
    clock.move_to(THURSDAY - 2 * DAY)
    assert "Tot morgen: Soep en brood" not in subjects(letters)
    clock.move_to((THURSDAY - DAY).replace(hour=4))
    assert "Tot morgen: Soep en brood" not in subjects(letters)  # nobody is woken
    for hour in (8, 9, 10):
        clock.move_to((THURSDAY - DAY).replace(hour=hour))
        assert subjects(letters).count("Tot morgen: Soep en brood") == 1


def test_who_left_or_waits_is_not_reminded(
    client: Client, soup: Activity, join: SignsUp, letters: Letters, clock: time_machine.Traveller
) -> None:
    client.submit(join(soup), "#afmelden")
    clock.move_to((THURSDAY - DAY).replace(hour=9))
    assert "Tot morgen: Soep en brood" not in subjects(letters)


def test_who_comes_hears_that_it_is_at_another_time_and_place(
    soup: Activity, join: SignsUp, letters: Letters
) -> None:
    join(soup)
    before = len(subjects(letters))
    soup.occurrences[0].take_place(THURSDAY + timedelta(hours=1), THURSDAY + timedelta(hours=3))
    soup.street = "Markt 3"
    db.session.commit()
    assert subjects(letters)[before:] == ["Let op, het is anders: Soep en brood"]
    assert "15.00 uur\nMarkt 3" in words(letters.last_to(RIET))
    assert len(subjects(letters)) == before + 1


def test_who_comes_hears_that_it_does_not_go_on(
    soup: Activity, join: SignsUp, letters: Letters
) -> None:
    join(soup)
    activities.cancel_date(soup, soup.occurrences[0], "De kok is ziek.", deed())
    db.session.commit()
    assert subjects(letters)[-1] == "Gaat niet door: Soep en brood"
    assert "De kok is ziek." in words(letters.last_to(RIET))
    assert subjects(letters).count("Gaat niet door: Soep en brood") == 1


def test_who_comes_hears_that_it_is_off_the_site_and_on_again(
    soup: Activity, join: SignsUp, letters: Letters
) -> None:
    join(soup)
    for status, told in (("returned", "Staat nu niet op de site"), ("published", "Gaat toch door")):
        soup.status = status
        db.session.commit()
        assert subjects(letters)[-1] == f"{told}: Soep en brood"


def test_a_full_date_has_room_again_when_an_organiser_makes_it(
    soup: Activity, join: SignsUp
) -> None:
    join(soup, people="2")
    soup.capacity = 5
    db.session.commit()
    jobs.make_rounds()
    db.session.rollback()
    assert soup.occurrences[0].status == "planned"


def test_who_waits_comes_in_when_an_organiser_makes_room(
    soup: Activity, join: SignsUp, letters: Letters
) -> None:
    join(soup, "jan@voorbeeld.nl", people="2")
    join(soup)
    soup.capacity = 3
    db.session.commit()
    assert subjects(letters)[-1] == "Er is een plek voor je: Soep en brood"


def test_a_sign_up_is_gone_a_month_after_its_date(
    soup: Activity, join: SignsUp, clock: time_machine.Traveller
) -> None:
    join(soup)
    end = soup.occurrences[0].ends_at
    db.session.rollback()
    for moment, left in ((end + 30 * DAY, 1), (end + 30 * DAY + timedelta(minutes=1), 0)):
        clock.move_to(moment)
        jobs.make_rounds()
        assert db.session.query(SignUp).count() == left
        db.session.rollback()


def test_what_nobody_confirms_is_gone_after_two_days(
    app: Flask, soup: Activity, ask: SignsUp, clock: time_machine.Traveller
) -> None:
    ask(soup)
    clock.shift(2 * DAY)
    jobs.make_rounds()
    assert db.session.query(SignUp).count() == 1
    db.session.rollback()
    clock.shift(timedelta(minutes=1))
    jobs.make_rounds()
    assert db.session.query(SignUp).count() == 0
