"""Several workers at once, and workers that end in the middle of their work."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import engines
from tests.conftest import START
from weekapp import jobs
from weekapp.config import SITE
from weekapp.database import db
from weekapp.jobs import Job

Clock = time_machine.Traveller
MINUTE = timedelta(minutes=1)

done: list[str] = []


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


@jobs.work("stall")
def finish(payload: jobs.Payload) -> None:
    """What a process of tests.workers never ends."""
    done.append("by another")


def written(kind: str) -> Job:
    jobs.enqueue(db.session(), kind, {}, at=START)
    db.session.commit()
    job = db.session.scalars(select(Job)).one()
    db.session.commit()
    return job


def worker(app: Flask, file: Path) -> subprocess.Popen[bytes]:
    """Another process that does what is due, at the real time of this machine."""
    own = {"WEEKAPP_INSTANCE": app.instance_path} | engines.variables(Path(app.instance_path))
    command = [sys.executable, "-m", "tests.workers", str(file)]
    return subprocess.Popen(command, cwd=SITE, env=os.environ | own)


def test_several_workers_do_each_job_once(app: Flask, tmp_path: Path) -> None:
    for number in range(24):
        jobs.enqueue(db.session(), "note", {"line": str(number)}, at=START)
    db.session.commit()
    notes = tmp_path / "notes"
    workers = [worker(app, notes) for _ in range(3)]
    assert [one.wait(60) for one in workers] == [0, 0, 0]
    assert sorted(notes.read_text().split(), key=int) == [str(n) for n in range(24)]


def test_what_a_killed_worker_was_doing_is_done_by_another(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    job = written("stall")
    notes = tmp_path / "notes"
    victim = worker(app, notes)
    while not notes.exists():
        assert victim.poll() is None
        time.sleep(0.05)
    victim.kill()
    victim.wait(10)
    db.session.expire_all()
    assert job.locked_until is not None
    claimed_until = job.locked_until
    db.session.rollback()
    clock.move_to(claimed_until - MINUTE)
    assert jobs.run_due() == 0
    clock.move_to(claimed_until + MINUTE)
    assert jobs.run_due() == 1
    assert done == ["by another"]


@jobs.work("test: slow")
def slow(payload: jobs.Payload) -> None:
    """Takes so long that another worker does it too, and then fails."""
    done.append("begun")
    if len(done) == 1:
        db.session.commit()
        assert jobs.run_due() == 1
        raise RuntimeError("too late")


def test_who_fails_after_another_did_the_work_does_not_bring_it_back(
    session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "CLAIM", -MINUTE)  # over before it began
    job = written("test: slow")
    jobs.run_due()
    assert (job.done_at, job.error, done) == (START, None, ["begun", "begun"])
    clock.shift(timedelta(days=1))
    assert jobs.run_due() == 0


def test_work_that_kills_each_worker_is_dead_in_the_end(session: Session, clock: Clock) -> None:
    job = written("stall")
    for _ in range(len(jobs.PAUSES) + 1):  # claimed, and never heard of again
        next(jobs._claimed(1))
        clock.shift(jobs.CLAIM + MINUTE)
    jobs.run_due()
    session.expire_all()
    assert (job.dead_at is not None, done) == (True, [])
