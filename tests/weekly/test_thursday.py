"""When letters go out: once each Thursday, whatever happens to the worker."""

from datetime import timedelta

import pytest
import time_machine

from tests import factories as make
from tests.client import Client
from tests.counting import queries_of
from tests.letters import Letters
from tests.weekly.conftest import MORNING, RIET, Asks, subjects
from weekapp import jobs
from weekapp.database import db
from weekapp.jobs import Job

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY

Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def coffee(app: object) -> None:
    """Something to tell of, each week."""
    make.activity("Koffie", at=[MORNING + DAY + week * WEEK for week in range(12)])


def waiting(kind: str) -> list[Job]:
    db.session.rollback()
    its = (Job.kind == kind, Job.done_at.is_(None))
    return db.session.query(Job).filter(*its).order_by(Job.id).all()


def test_a_letter_goes_out_once_each_thursday_morning(letters: Letters, clock: Clock) -> None:
    make.weekly_letter()
    for moment, count in (
        (MORNING - DAY, 0),
        (MORNING - MINUTE, 0),
        (MORNING, 1),
        (MORNING + 10 * MINUTE, 1),
        (MORNING + 5 * HOUR, 1),
        (MORNING + DAY, 1),
        (MORNING + 3 * DAY, 1),
        (MORNING + WEEK - MINUTE, 1),
        (MORNING + WEEK, 2),
        (MORNING + WEEK + DAY, 2),
    ):
        clock.move_to(moment)
        assert len(subjects(letters)) == count, moment


def test_the_morning_is_that_of_the_wall_also_in_winter(letters: Letters, clock: Clock) -> None:
    make.weekly_letter()
    in_winter = MORNING + 8 * WEEK  # the clock went back: this is six in the morning
    clock.move_to(in_winter)
    assert subjects(letters) == []
    clock.move_to(in_winter + HOUR)
    assert len(subjects(letters)) == 1


@pytest.mark.parametrize(
    ("late", "count"),
    [(12 * HOUR, 1), (14 * HOUR, 0), (DAY, 1), (DAY + 14 * HOUR, 0), (2 * DAY, 0)],
)
def test_a_worker_that_was_away_still_sends_by_day_until_friday(
    letters: Letters, clock: Clock, late: timedelta, count: int
) -> None:
    make.weekly_letter()
    clock.move_to(MORNING + late)
    assert len(subjects(letters)) == count


def test_who_confirms_on_thursday_gets_the_next_one(
    client: Client, subscribe: Asks, letters: Letters, clock: Clock
) -> None:
    make.weekly_letter("jan@voorbeeld.nl")
    clock.move_to(MORNING + HOUR)
    page = subscribe()
    assert "De volgende komt op donderdag 10 september." in page.main
    before = len(subjects(letters))
    clock.move_to(MORNING + 2 * HOUR)
    assert len(subjects(letters)) == before
    clock.move_to(MORNING + WEEK)
    assert len(subjects(letters)) == before + 1


def test_who_ends_it_and_asks_again_gets_no_second_one_that_week(
    client: Client, subscribe: Asks, letters: Letters, clock: Clock
) -> None:
    token = make.weekly_letter().token
    clock.move_to(MORNING)
    assert len(subjects(letters)) == 1
    client.post(f"/weekbrief/{token}/stoppen")
    subscribe()
    assert subjects(letters)[1:] == ["Wil je de weekbrief? Klik op de link"]


def test_each_area_of_an_address_has_its_own_letter(letters: Letters, clock: Clock) -> None:
    for pc4 in ("6711", "6712"):
        make.weekly_letter(pc4=pc4)
    clock.move_to(MORNING)
    assert [subject.split()[-2] for subject in subjects(letters)] == ["6711", "6712"]


def test_a_worker_that_is_killed_half_way_leaves_out_nobody_and_writes_nobody_twice(
    letters: Letters, clock: Clock
) -> None:
    names = [f"iemand{number}@voorbeeld.nl" for number in range(4)]
    for name in names:
        make.weekly_letter(name)
    clock.move_to(MORNING)
    jobs.make_rounds()
    [whole] = waiting("weekly letters")
    asked_all = dict(whole.payload)
    jobs.run_due(1)
    [area] = waiting("weekly area")
    asked_area = dict(area.payload)
    jobs.run_due(1)
    # As it is when the power goes after half of the letters were written down.
    for lost in waiting("weekly letter")[2:]:
        db.session.delete(lost)
    for job, payload in ((whole, asked_all), (area, asked_area)):
        job.done_at, job.payload, job.locked_until = None, payload, MORNING + MINUTE
    db.session.commit()
    assert sum(len(letters.to(name)) for name in names) == 2
    clock.move_to(MORNING + 2 * MINUTE)
    jobs.make_rounds()
    assert [len(letters.to(name)) for name in names] == [1, 1, 1, 1]
    assert [job for kind in ("weekly letters", "weekly area") for job in waiting(kind)] == []


def test_all_who_get_the_same_share_one_look(letters: Letters, clock: Clock) -> None:
    counts = []
    for week, more in enumerate((1, 60)):  # more than are written in one transaction
        for number in range(more):
            make.weekly_letter(f"iemand{week}-{number}@voorbeeld.nl")
        clock.move_to(MORNING + week * WEEK)
        jobs.make_rounds()
        jobs.run_due(1)
        asked = queries_of(lambda: jobs.run_due(1))
        counts.append(sum("JOIN activity" in one or "FROM activity" in one for one in asked))
        assert len(waiting("weekly letter")) == 1 + 60 * week
        letters.all()
    assert counts[0] == counts[1] > 0


def test_every_other_letter_goes_first(client: Client, letters: Letters, clock: Clock) -> None:
    for number in range(5):
        make.weekly_letter(f"iemand{number}@voorbeeld.nl")
    clock.move_to(MORNING)
    jobs.make_rounds()
    jobs.run_due(2)
    client.submit(client.get("/weekbrief"), email=RIET, area="6711")
    jobs.run_due(1)
    assert waiting("letter") == []
    assert len(waiting("weekly letter")) == 5
