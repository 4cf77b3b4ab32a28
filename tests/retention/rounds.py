"""What tests of keeping and forgetting do again and again."""

from datetime import datetime, timedelta

import time_machine
from flask import current_app
from sqlalchemy import func, select

from weekapp import clock as our_clock, jobs
from weekapp.database import Model, db
from weekapp.limits import RateWindow, RedisStorage

DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


def round_at(clock: time_machine.Traveller, moment: datetime) -> None:
    """Let the worker make its round at a moment."""
    clock.move_to(moment)
    jobs.make_rounds()
    db.session.rollback()


def how_many(table: type[Model]) -> int:
    """How many rows a table has."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def counted_until() -> list[datetime]:
    """When each of the counts goes that hold from where somebody came."""
    storage = current_app.extensions["limiter"].storage
    if isinstance(storage, RedisStorage):
        lasts = [storage.client.ttl(key) for key in storage.client.scan_iter("limit:*")]
        # It keeps each a minute more; -1 would be for ever, which no test would let pass.
        assert min(lasts, default=0) >= 0
        return [our_clock.now() + timedelta(seconds=one) - MINUTE for one in lasts]
    return list(db.session.scalars(select(RateWindow.expires_at)))


def is_forgotten_by_redis() -> bool:
    """Whether counts go by the clock of Redis, which no test moves."""
    return isinstance(current_app.extensions["limiter"].storage, RedisStorage)
