"""The outbox: work is written down in the transaction of its cause and done at least once.

`enqueue` adds a row; after the commit huey is told to look. A worker claims due rows, does them
one by one in a transaction each, and puts what failed back with a growing pause. huey only wakes
the worker: it forgets what was in flight when it is killed, the table does not.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import JSON, Index, String, Text, delete, event, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from weekapp import clock
from weekapp.config import Settings
from weekapp.database import Model, db, upsert
from weekapp.database.postgresql import libpq
from weekapp.renewal import renewing

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Work = Callable[[Payload], None]

# A claim is renewed while the work goes on, but not for ever.
CLAIM, RENEWED, LONGEST_WORK = timedelta(seconds=30), timedelta(seconds=10), timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 60, 240, 720, 1440))
KEPT = timedelta(days=7)
DEAD_KEPT = timedelta(days=30)  # somebody has to see what went wrong, but a letter holds names

_works: dict[str, Work] = {}
_patient: set[str] = set()
_rounds: dict[str, Callable[[], None]] = {}


class Job(Model):
    """One piece of work: due at `run_at`, claimed until `locked_until`, done or dead at the end."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "done_at", "dead_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[Payload] = mapped_column(JSON)
    dedupe_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime]
    run_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)


class SignOfLife(Model):
    """When a process of one kind last showed that it is alive, on whichever machine."""

    __tablename__ = "sign_of_life"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime]


class NotYet(Exception):
    """The work cannot be done now through no fault of ours; try again after `pause`."""

    def __init__(self, why: str, pause: timedelta | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class WorkerEnded(Exception):
    """The worker was killed each time it did this; it is not tried again by itself."""


def work(kind: str, *, can_wait: bool = False) -> Callable[[Work], Work]:
    """Name the function that does jobs of this kind; it may run more than once per job.

    The function gets the payload and uses `db.session`; it is committed when it returns. A kind
    that `can_wait` is done when nothing else is due: nobody waits for a code by letter because
    somebody sent a thousand rows.
    """

    def named(function: Work) -> Work:
        _works[kind] = function
        if can_wait:
            _patient.add(kind)
        return function

    return named


def every_ten_minutes(function: Callable[[], None]) -> Callable[[], None]:
    """Name a round the worker makes each ten minutes; committed when it returns."""
    _rounds[f"{function.__module__}.{function.__name__}"] = function
    return function


def enqueue(
    session: Session,
    kind: str,
    payload: Payload,
    *,
    at: datetime,
    dedupe_key: str | None = None,
) -> bool:
    """Write down work in the caller's transaction; False if its dedupe key was seen before."""
    if dedupe_key is not None:
        session.flush()
        known = session.scalar(select(Job.id).where(Job.dedupe_key == dedupe_key))
        if known is not None:
            return False
    session.add(
        Job(
            kind=kind,
            payload=payload,
            dedupe_key=dedupe_key,
            created_at=clock.now(),
            run_at=at,
        )
    )
    session.info["has_new_jobs"] = True
    return True


def run_due(limit: int = 100) -> int:
    """Do what is due, oldest first, at most `limit`; the number of jobs that were tried."""
    tried = 0
    for job_id, attempt in _claimed(limit):
        _run(job_id, attempt)
        tried += 1
    return tried


def _claimed(limit: int) -> Iterator[tuple[int, int]]:
    for _ in range(limit):
        at = clock.now()
        due = (
            select(Job.id)
            .where(Job.done_at.is_(None), Job.dead_at.is_(None), Job.run_at <= at)
            .where((Job.locked_until.is_(None)) | (Job.locked_until < at))
            .order_by(Job.kind.in_(_patient), Job.run_at, Job.id)
            .limit(1)
        )
        claim = (
            update(Job)
            .where(Job.id == due.scalar_subquery())
            .values(locked_until=at + CLAIM, attempts=Job.attempts + 1)
            .returning(Job.id, Job.attempts)
        )
        claimed = db.session.execute(claim).one_or_none()
        db.session.commit()
        if claimed is None:
            return
        yield claimed[0], claimed[1]


def _run(job_id: int, attempt: int) -> None:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with renewing(partial(_renew, app, job_id, attempt), RENEWED, LONGEST_WORK):
        _do(job_id, attempt)


def _renew(app: Flask, job_id: int, attempt: int) -> None:
    """Claim a job for a while longer, if nobody else has it now."""
    ours = (Job.id == job_id, Job.attempts == attempt, Job.done_at.is_(None))
    with app.app_context():
        db.session.execute(update(Job).where(*ours).values(locked_until=clock.now() + CLAIM))
        db.session.commit()


def _do(job_id: int, attempt: int) -> None:
    try:
        kind, payload = _asked(job_id, attempt)
        _works[kind](payload)
        done = db.session.get_one(Job, job_id)
        done.done_at, done.payload = clock.now(), {}  # a letter holds names, and codes to sign in
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        job = db.session.get_one(Job, job_id)
        if job.attempts == attempt and job.done_at is None:  # else another worker has it now
            _put_back(job, error)
        db.session.commit()


def _asked(job_id: int, attempt: int) -> tuple[str, Payload]:
    """What a job asks for, read in a transaction of its own: a letter takes seconds to send."""
    job = db.session.get_one(Job, job_id)
    kind, payload = job.kind, job.payload
    db.session.rollback()
    if attempt > len(PAUSES) + 1:
        raise WorkerEnded(f"after {attempt - 1} times")
    return kind, payload


def _put_back(job: Job, error: Exception) -> None:
    job.locked_until = None
    job.error = "".join(traceback.format_exception_only(error)).strip()[:2000]
    if job.attempts > len(PAUSES):
        job.dead_at = clock.now()
        log.error("job %s (%s) is dead: %s", job.id, job.kind, job.error)
        return
    pause = error.pause if isinstance(error, NotYet) else None
    job.run_at = clock.now() + (pause or PAUSES[job.attempts - 1])
    if not isinstance(error, NotYet):
        log.warning("job %s (%s) failed: %s", job.id, job.kind, job.error)


def retry(session: Session, job: Job) -> None:
    """Give a dead job a new life."""
    job.dead_at = None
    job.attempts = 0
    job.run_at = clock.now()
    session.info["has_new_jobs"] = True


def make_rounds() -> None:
    """Run each registered round, and forget jobs that were done or given up long ago."""
    for name, function in _rounds.items():
        try:
            function()
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("round %s failed", name)
    at = clock.now()
    is_old = (Job.done_at < at - KEPT) | (Job.dead_at < at - DEAD_KEPT)
    db.session.execute(delete(Job).where(is_old))
    db.session.commit()


def last_seen() -> datetime | None:
    """When a worker last showed that it is alive; None when none ever did."""
    return db.session.scalar(select(SignOfLife.seen_at).where(SignOfLife.name == "worker"))


def show_life() -> None:
    """Note that a worker is alive."""
    alive = upsert(SignOfLife).values(name="worker", seen_at=clock.now())
    seen = {"seen_at": alive.excluded.seen_at}
    db.session.execute(alive.on_conflict_do_update(index_elements=["name"], set_=seen))
    db.session.commit()


def queue(settings: Settings) -> Huey:
    """The queue that wakes workers; what is in it may be lost, the outbox is not."""
    if settings.redis_url:
        return RedisHuey("weekapp", url=settings.redis_url, read_timeout=1)
    if settings.is_postgresql:
        return PostgresHuey("weekapp", dsn=libpq(settings.database_url))
    return SqliteHuey("weekapp", filename=str(settings.instance / "queue.db"), fsync=False)


def init_app(app: Flask, settings: Settings) -> None:
    """Make the queue, and say what workers do by themselves."""
    app.extensions["huey"] = huey = queue(settings)

    @huey.task()
    def look() -> None:
        with app.app_context():
            run_due()

    @huey.on_startup()
    def begin() -> None:
        with app.app_context():
            show_life()

    @huey.periodic_task(crontab(minute="*"))
    def sweep() -> None:
        begin()
        look()

    @huey.periodic_task(crontab(minute="*/10"))
    def rounds() -> None:
        with app.app_context():
            make_rounds()

    app.extensions["look_for_jobs"] = look


@event.listens_for(db.session, "after_commit")
def wake(session: Session) -> None:
    """Tell the worker to look, after a commit in which something was enqueued."""
    if session.info.pop("has_new_jobs", False):
        try:
            current_app.extensions["look_for_jobs"]()
        except Exception:
            # What was committed stays committed: the worker looks each minute by itself.
            log.exception("the worker could not be told of new jobs")
