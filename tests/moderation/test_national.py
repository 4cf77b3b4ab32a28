"""The overview of the national team, and what it may decide."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.client import Client
from tests.factories import THURSDAY, activity, coordinator, organisation
from tests.letters import Letters
from tests.moderation.test_decisions import publish, status_of, waiting
from weekapp import clock, mail
from weekapp.database import db
from weekapp.jobs import Job

DAY = 24 * 60


def dead_letter(to: str = "weg@voorbeeld.nl") -> Job:
    """A letter that was given up."""
    written = {"to": to, "subject": "Hallo <b>", "text": "Dag.\n"}
    job = Job(kind="letter", payload=written, created_at=clock.now(), run_at=clock.now(),
              attempts=9, dead_at=clock.now(), error="SMTPServerDisconnected: weg")  # fmt: skip
    db.session.add(job)
    db.session.commit()
    return job


def test_the_overview_is_for_the_national_team_alone(client: Client, ede: Client) -> None:
    assert ede.get("/landelijk").status == 404
    assert "/inloggen" in client.get("/landelijk", follow=False).headers["Location"]


def test_where_nobody_looks_the_national_team_does(country: Client) -> None:
    coordinator("Ede")
    waiting("Elders", 5, city="Enschede")
    waiting("Verzorgd", 5)
    page = country.get("/moderatie")
    assert page.all("h1") == ["Controleren: Enschede"]
    assert "Ede" not in page.text.replace("Enschede", "")


@pytest.mark.parametrize(("minutes", "is_seen"), [(3 * DAY + 1, True), (3 * DAY - 1, False)])
def test_three_days_of_silence_come_to_the_national_team(
    country: Client, minutes: int, is_seen: bool
) -> None:
    coordinator("Ede")
    waiting("Soep", minutes)
    page = country.get("/moderatie")
    assert ("Soep" in page.main) is is_seen
    assert ("In 1 gemeente wacht iemand langer" in country.get("/landelijk").main) is is_seen


def test_the_national_team_may_decide_everywhere(country: Client) -> None:
    coordinator("Ede")
    one = waiting("Soep")
    publish(country, one)
    assert status_of(one) == "published"


def test_what_has_no_municipality_is_the_national_teams(country: Client, ede: Client) -> None:
    one = waiting("Soep")
    one.municipality_code = None
    db.session.commit()
    assert ede.get(f"/moderatie/{one.id}").status == 404
    page = country.get("/moderatie")
    assert page.all("h1") == ["Controleren: Zonder gemeente"]
    assert "Er wacht niets op jou." in publish(country, one).main or status_of(one) == "published"


def test_the_overview_counts_what_the_week_offers(country: Client) -> None:
    house = organisation()
    activity(by=house)
    activity(by=house, at=[THURSDAY, THURSDAY + timedelta(days=1)], city="Enschede")
    activity(at=THURSDAY + timedelta(days=60))
    activity(status="cancelled")
    waiting("Soep")
    page = country.get("/landelijk")
    assert "De week van 2026 24 tot en met 30 september 2026" in page.main
    assert page.all(".figures__number") == ["2", "1", "2", "1"]


def test_the_overview_names_who_has_no_coordinator(country: Client) -> None:
    coordinator("Ede")
    page = country.get("/landelijk")
    assert "341 van de 342 gemeenten hebben nog geen coördinator." in page.main
    names = page.all(".name-list li")
    assert "Enschede" in names
    assert "Ede" not in names


def test_the_overview_lists_what_waits_longest_first(country: Client) -> None:
    coordinator("Ede")
    waiting("Een", 4 * DAY)
    waiting("Twee", 5 * DAY, city="Enschede")
    waiting("Drie", 5)
    page = country.get("/landelijk")
    assert page.all("tbody th") == ["Enschede", "Ede"]
    assert page.all("tbody td")[0] == "1"


def test_a_letter_that_was_given_up_is_seen_and_tried_again(
    country: Client, letters: Letters
) -> None:
    dead_letter()
    page = country.get("/landelijk")
    assert "E-mail aan weg@voorbeeld.nl" in page.main
    assert "Hallo <b>" in page.main
    assert "SMTPServerDisconnected" in page.main
    again = country.submit(page)
    assert "We proberen het opnieuw." in again.main
    assert "1 e-mail wacht op verzending." in again.main
    assert len(letters.to("weg@voorbeeld.nl")) == 1
    assert "Er is niets misgegaan." in country.get("/landelijk").main


def test_only_work_that_was_given_up_is_tried_again(country: Client, ede: Client) -> None:
    job = dead_letter()
    assert ede.post(f"/landelijk/taken/{job.id}/opnieuw").status == 404
    token = country.get("/landelijk").one("main [name=csrf_token]")["value"]
    sent = {"csrf_token": token}
    assert country.post(f"/landelijk/taken/{job.id + 1}/opnieuw", data=sent).status == 404
    assert country.post(f"/landelijk/taken/{10**30}/opnieuw", data=sent).status == 404
    assert db.session.scalars(select(Job.dead_at)).one() is not None


def test_letters_that_wait_are_counted(country: Client) -> None:
    written = mail.Letter("a@voorbeeld.nl", "Dag", "Dag.\n")
    mail.post(db.session(), written, dedupe_key="een")
    db.session.commit()
    assert "1 e-mail wacht op verzending." in country.get("/landelijk").main
