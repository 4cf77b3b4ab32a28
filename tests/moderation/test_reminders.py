"""Letters that remind: once a day to a coordinator, after three days to the national team."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from tests.conftest import START
from tests.factories import activity, coordinator, deed, national
from tests.letters import Letters, links, words
from weekapp import jobs
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.database import db

Clock = time_machine.Traveller


def waiting(city: str = "Ede", **since: float) -> Activity:
    return activity(city=city, status="submitted", queued_at=START - timedelta(**since))


def test_a_coordinator_is_reminded_after_a_day(app: Flask, letters: Letters) -> None:
    coordinator("Ede", "Wageningen", email="ede@voorbeeld.nl")
    waiting(hours=25)
    waiting("Wageningen", hours=30)
    jobs.make_rounds()
    (letter,) = letters.to("ede@voorbeeld.nl")
    assert letter["Subject"] == "Er wacht iemand op jou: Ede, Wageningen"
    assert "- Ede: 1 activiteit, de oudste sinds maandag 31 augustus, 09.00 uur" in words(letter)
    assert links(letter) == ["/moderatie"]


def test_a_coordinator_is_reminded_once_a_day(app: Flask, letters: Letters, clock: Clock) -> None:
    coordinator("Ede", email="ede@voorbeeld.nl")
    waiting(hours=25)
    for minutes in (0, 10, 20, 300):
        clock.move_to(START + timedelta(minutes=minutes))
        jobs.make_rounds()
    assert len(letters.to("ede@voorbeeld.nl")) == 1
    clock.move_to(START + timedelta(days=1))
    jobs.make_rounds()
    assert len(letters.to("ede@voorbeeld.nl")) == 2


def test_nobody_is_reminded_within_a_day_or_of_what_is_elsewhere(
    app: Flask, letters: Letters
) -> None:
    coordinator("Ede", email="ede@voorbeeld.nl")
    waiting(hours=23)
    waiting("Enschede", days=2)
    jobs.make_rounds()
    assert letters.to("ede@voorbeeld.nl") == []


def test_nobody_is_reminded_at_night(app: Flask, letters: Letters, clock: Clock) -> None:
    coordinator("Ede", email="ede@voorbeeld.nl")
    waiting(hours=25)
    clock.move_to("2026-09-02T03:00:00+02:00")
    jobs.make_rounds()
    assert letters.all() == []
    clock.move_to("2026-09-02T08:00:00+02:00")
    jobs.make_rounds()
    assert len(letters.to("ede@voorbeeld.nl")) == 1


def test_three_days_of_silence_go_to_the_national_team_once_a_day(
    app: Flask, letters: Letters, clock: Clock
) -> None:
    coordinator("Ede")
    country = national()
    waiting(days=3, hours=1)
    waiting("Enschede", days=2)
    for minutes in (0, 10):
        clock.move_to(START + timedelta(minutes=minutes))
        jobs.make_rounds()
    (letter,) = letters.to(country.email)
    assert letter["Subject"] == "1 gemeente laat al drie dagen iemand wachten"
    assert "- Ede: 1 activiteit" in words(letter)
    assert "Enschede" not in words(letter)


@pytest.mark.parametrize(("city", "who"), [("Ede", "ede@voorbeeld.nl"), ("Enschede", "land")])
def test_what_is_handed_in_is_told_to_who_looks_after_it(
    app: Flask, letters: Letters, city: str, who: str
) -> None:
    coordinator("Ede", email="ede@voorbeeld.nl")
    country = national()
    operations.submit(activity("Soep", city=city, status="draft"), deed())
    db.session.commit()
    told = [letter["To"] for letter in letters.all()]
    assert told == [country.email if who == "land" else who]


def test_after_a_merger_the_successor_hears_of_it(
    app: Flask, letters: Letters, clock: Clock
) -> None:
    coordinator("Wijdemeren", email="oud@voorbeeld.nl")
    coordinator("Hilversum", email="nieuw@voorbeeld.nl")
    clock.move_to("2027-01-02T10:00:00+01:00")
    week = datetime(2027, 9, 30, 12, 0, tzinfo=UTC)
    operations.submit(activity("Soep", city="Wijdemeren", status="draft", at=week), deed())
    db.session.commit()
    assert [letter["To"] for letter in letters.all()] == ["nieuw@voorbeeld.nl"]
    clock.move_to("2027-01-03T11:00:00+01:00")
    jobs.make_rounds()
    assert [letter["To"] for letter in letters.all()][1:] == ["nieuw@voorbeeld.nl"]
