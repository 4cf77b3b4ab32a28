"""What the national team wants to see at once: numbers, and work that went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import distinct, func, select

from weekapp.activities.models import Activity, Occurrence
from weekapp.clock import local
from weekapp.database import db
from weekapp.jobs import Job
from weekapp.moderation.queries import Queue
from weekapp.places.successors import current

DEAD_SHOWN = 50


@dataclass(frozen=True)
class Numbers:
    """What the public can find in an edition."""

    activities: int
    organisations: int
    municipalities: int


@dataclass(frozen=True)
class Care:
    """How the municipalities are looked after."""

    queues: list[Queue]
    at: datetime

    @property
    def municipalities(self) -> list[Queue]:
        """Every municipality, without the queue of what has none."""
        return [one for one in self.queues if len(one.code) == len("GM0000")]

    @property
    def without_coordinator(self) -> list[Queue]:
        """The municipalities nobody looks after."""
        return [one for one in self.municipalities if not one.has_coordinator]

    @property
    def waiting(self) -> list[Queue]:
        """Where something waits, longest first."""
        return sorted((one for one in self.queues if one.oldest_at), key=_since)

    @property
    def silent(self) -> list[Queue]:
        """Where somebody waits for more than three days."""
        return [one for one in self.waiting if one.is_silent(self.at)]

    @property
    def total(self) -> int:
        """How many wait everywhere."""
        return sum(one.waiting for one in self.queues)


def _since(queue: Queue) -> tuple[str, str]:
    return (queue.oldest_at.isoformat() if queue.oldest_at else "", queue.name)


def numbers(first_day: date, last_day: date, at: datetime) -> Numbers:
    """What is published with a date in these days; merged municipalities count as one."""
    stands_for = current(local(at).date())
    found = db.session.execute(
        select(
            func.count(distinct(Activity.id)),
            func.count(distinct(Activity.organisation_id)),
            func.count(distinct(stands_for.c.current_code)),
        )
        .join(Occurrence, Occurrence.activity_id == Activity.id)
        .outerjoin(stands_for, stands_for.c.code == Activity.municipality_code)
        .where(
            Activity.status == "published",
            Occurrence.status != "cancelled",
            Occurrence.on_date.between(first_day, last_day),
        )
    ).one()
    return Numbers(*found)


def work() -> tuple[int, Sequence[Job]]:
    """How many letters are still to be sent, and the work that was given up, newest first."""
    waits = (
        select(func.count().label("letters"))
        .select_from(Job)
        .where(Job.kind == "letter", Job.done_at.is_(None), Job.dead_at.is_(None))
        .subquery()
    )
    rows = db.session.execute(
        select(waits.c.letters, Job)
        .select_from(waits)
        .outerjoin(Job, Job.dead_at.is_not(None))
        .order_by(Job.dead_at.desc())
        .limit(DEAD_SHOWN)
    ).all()
    return rows[0][0], [row[1] for row in rows if row[1] is not None]


def dead_job(job_id: int) -> Job | None:
    """One piece of work that was given up."""
    return db.session.scalar(select(Job).where(Job.id == job_id, Job.dead_at.is_not(None)))
