"""The outbox: work exists exactly when its cause does, and is done at least once."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import START
from tests.factories import account
from weekapp import clock as our_clock, jobs
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.jobs import Job

Clock = time_machine.Traveller
MINUTE = timedelta(minutes=1)

done: list[str] = []


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


@jobs.work("test: say")
def say(payload: jobs.Payload) -> None:
    done.append(payload["word"])


@jobs.work("test: fail")
def fail(payload: jobs.Payload) -> None:
    done.append("tried")
    db.session.add(Account(email=f"{len(done)}@voorbeeld.nl", created_at=our_clock.now()))
    db.session.flush()
    raise RuntimeError("the other side is away")


@jobs.work("test: not yet")
def not_yet(payload: jobs.Payload) -> None:
    raise jobs.NotYet("closed", pause=timedelta(hours=3))


def enqueue(kind: str, at: timedelta = timedelta(0), key: str | None = None, **payload: str) -> Job:
    assert jobs.enqueue(db.session(), kind, payload, at=START + at, dedupe_key=key)
    db.session.commit()
    return db.session.scalars(select(Job).order_by(Job.id.desc())).first() or Job()


def test_work_is_written_down_with_its_cause_or_not_at_all(session: Session) -> None:
    jobs.enqueue(session, "test: say", {"word": "a"}, at=START)
    session.add(Account(email="een@voorbeeld.nl", created_at=START))
    session.rollback()
    assert jobs.run_due() == 0
    jobs.enqueue(session, "test: say", {"word": "b"}, at=START)
    session.commit()
    assert jobs.run_due() == 1
    assert done == ["b"]


def test_work_that_is_done_is_not_done_again(session: Session) -> None:
    enqueue("test: say", word="a")
    assert [jobs.run_due(), jobs.run_due()] == [1, 0]
    assert done == ["a"]


def test_work_waits_for_its_time_and_is_done_in_order(session: Session, clock: Clock) -> None:
    enqueue("test: say", at=2 * MINUTE, word="later")
    enqueue("test: say", at=1 * MINUTE, word="sooner")
    assert jobs.run_due() == 0
    clock.move_to(START + 2 * MINUTE)
    jobs.run_due()
    assert done == ["sooner", "later"]


def test_a_dedupe_key_is_used_once_also_after_the_work_is_done(session: Session) -> None:
    enqueue("test: say", key="one", word="a")
    assert not jobs.enqueue(session, "test: say", {"word": "b"}, at=START, dedupe_key="one")
    jobs.run_due()
    assert not jobs.enqueue(session, "test: say", {"word": "c"}, at=START, dedupe_key="one")
    session.commit()
    jobs.run_due()
    assert done == ["a"]


def test_a_dedupe_key_is_seen_within_one_transaction(session: Session) -> None:
    first = jobs.enqueue(session, "test: say", {"word": "a"}, at=START, dedupe_key="one")
    second = jobs.enqueue(session, "test: say", {"word": "b"}, at=START, dedupe_key="one")
    assert (first, second) == (True, False)


def test_failing_work_pauses_longer_each_time_and_then_is_dead(
    session: Session, clock: Clock
) -> None:
    job = enqueue("test: fail")
    pauses = []
    while job.dead_at is None:
        before = our_clock.now()
        assert jobs.run_due() == 1
        pauses.append(job.run_at - before)
        clock.move_to(job.run_at)
    assert tuple(pauses[:-1]) == jobs.PAUSES
    assert len(done) == len(jobs.PAUSES) + 1
    assert job.error == "RuntimeError: the other side is away"
    clock.shift(timedelta(days=30))
    assert jobs.run_due() == 0


def test_what_failing_work_wrote_is_undone(session: Session) -> None:
    enqueue("test: fail")
    jobs.run_due()
    assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_failing_work_does_not_hold_up_other_work(session: Session) -> None:
    enqueue("test: fail")
    enqueue("test: unknown kind")
    enqueue("test: say", word="a")
    assert jobs.run_due() == 3
    assert done == ["tried", "a"]


def test_work_can_say_when_to_come_back(session: Session) -> None:
    job = enqueue("test: not yet")
    jobs.run_due()
    assert job.run_at == START + timedelta(hours=3)
    assert job.error == "weekapp.jobs.NotYet: closed"


def test_dead_work_gets_a_new_life(session: Session) -> None:
    job = enqueue("test: say", word="a")
    job.dead_at, job.attempts = START, 9
    session.commit()
    assert jobs.run_due() == 0
    jobs.retry(session, job)
    session.commit()
    assert jobs.run_due() == 1
    assert done == ["a"]


def test_a_commit_with_work_wakes_the_worker_and_others_do_not(app: Flask) -> None:
    huey = app.extensions["huey"]
    account()
    assert huey.pending_count() == 0
    enqueue("test: say", word="a")
    assert huey.pending_count() == 1


def test_what_was_committed_stays_when_the_worker_cannot_be_woken(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("disk full")

    monkeypatch.setitem(app.extensions, "look_for_jobs", broken)
    enqueue("test: say", word="a")
    assert jobs.run_due() == 1


def test_done_work_is_forgotten_after_a_week(session: Session, clock: Clock) -> None:
    enqueue("test: say", word="a")
    jobs.run_due()
    clock.shift(timedelta(days=6))
    jobs.make_rounds()
    assert session.scalar(select(func.count(Job.id))) == 1
    clock.shift(timedelta(days=2))
    jobs.make_rounds()
    assert session.scalar(select(func.count(Job.id))) == 0


def test_a_round_that_fails_does_not_stop_the_others(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("no")

    rounds = {"a": broken, "b": lambda: done.append("b")}
    monkeypatch.setattr(jobs, "_rounds", rounds)
    jobs.make_rounds()
    assert done == ["b"]


begun, may_end = Event(), Event()


@jobs.work("test: takes long")
def takes_long(payload: jobs.Payload) -> None:
    done.append("long")
    begun.set()
    may_end.wait(10)


def test_work_that_takes_longer_than_its_claim_is_not_done_twice(
    app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "RENEWED", timedelta(seconds=0.1))
    enqueue("test: takes long")
    db.session.rollback()  # a look may hold the lock that who writes needs

    def another() -> int:
        with app.app_context():
            return jobs.run_due()

    with ThreadPoolExecutor(1) as other:
        first = other.submit(another)
        assert begun.wait(10)
        for _ in range(2):
            clock.shift(jobs.CLAIM * 0.8)
            time.sleep(0.5)
        assert jobs.run_due() == 0
        may_end.set()
        assert (first.result(), done) == (1, ["long"])
