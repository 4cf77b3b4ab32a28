"""Rate limits that all processes share: windows counted in Redis, or else in our own database.

There the counts are part of the caller's transaction, so that a request that counts and then works
takes the write lock once; the caller commits, also when the answer was no.
"""

import logging
from datetime import UTC, datetime, timedelta

from flask import Flask, current_app
from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from redis import Redis, RedisError
from sqlalchemy import String, case, delete
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from weekapp import clock, jobs
from weekapp.config import Settings
from weekapp.database import Model, db, upsert, writing

log = logging.getLogger(__name__)

AN_HOUR = 3600  # seconds: who did too much in an hour may come back after one


class RateWindow(Model):
    """How often `key` was hit in a window that ends at `expires_at`."""

    __tablename__ = "rate_window"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    hits: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class DatabaseStorage(Storage):
    """Where the `limits` library keeps its counts; one upsert per hit."""

    STORAGE_SCHEME = ["weekapp"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        at = clock.now()
        fresh = upsert(RateWindow).values(
            key=key, hits=amount, expires_at=at + timedelta(seconds=expiry)
        )
        is_over = RateWindow.expires_at <= at
        counted = fresh.on_conflict_do_update(
            index_elements=[RateWindow.key],
            set_={
                "hits": case((is_over, amount), else_=RateWindow.hits + amount),
                "expires_at": case(
                    (is_over, fresh.excluded.expires_at), else_=RateWindow.expires_at
                ),
            },
        ).returning(RateWindow.hits)
        return int(db.session.execute(counted).scalar_one())

    def get(self, key: str) -> int:
        window = db.session.get(RateWindow, key)
        return window.hits if window and window.expires_at > clock.now() else 0

    def get_expiry(self, key: str) -> float:
        window = db.session.get(RateWindow, key)
        return (window.expires_at if window else clock.now()).astimezone(UTC).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        db.session.execute(delete(RateWindow))
        return None

    def clear(self, key: str) -> None:
        db.session.execute(delete(RateWindow).where(RateWindow.key == key))


class RedisStorage(Storage):
    """The same counts in Redis, by our own clock; a window that is over forgets itself.

    While Redis cannot be asked they are kept in the database: a limit that nobody counts is none.
    """

    STORAGE_SCHEME = ["weekapp+redis"]

    def __init__(self, url: str) -> None:
        super().__init__()
        self.fallback = DatabaseStorage()
        self.client = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self.count = self.client.register_script(_COUNT)

    @property
    def base_exceptions(self) -> type[Exception]:
        return RedisError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        at = clock.now().timestamp()
        try:
            return int(self.count(keys=[f"limit:{key}"], args=[at, expiry, amount]))
        except RedisError as error:
            log.warning("limits are counted in the database: %s", error)
            return int(self.fallback.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        hits, ends_at = self.client.hmget(f"limit:{key}", "hits", "ends_at")
        is_open = isinstance(ends_at, bytes) and float(ends_at) > clock.now().timestamp()
        return int(hits) if hits and is_open else 0

    def get_expiry(self, key: str) -> float:
        ends_at = self.client.hget(f"limit:{key}", "ends_at")
        return float(ends_at) if isinstance(ends_at, bytes) else clock.now().timestamp()

    def check(self) -> bool:
        return bool(self.client.ping())

    def reset(self) -> int | None:
        for key in self.client.scan_iter("limit:*"):
            self.client.delete(key)
        return None

    def clear(self, key: str) -> None:
        self.client.delete(f"limit:{key}")


# One step for Redis, so that two processes never count the same hit. KEYS: the window; ARGV: now
# and the length of a window in seconds, and how much to count.
_COUNT = """
local window = redis.call("HMGET", KEYS[1], "hits", "ends_at")
local now, length, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not window[2] or tonumber(window[2]) <= now then
    redis.call("HSET", KEYS[1], "hits", amount, "ends_at", now + length)
    redis.call("EXPIRE", KEYS[1], math.ceil(length) + 60)
    return amount
end
return redis.call("HINCRBY", KEYS[1], "hits", amount)
"""


def init_app(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, else in the database."""
    storage = RedisStorage(settings.redis_url) if settings.redis_url else DatabaseStorage()
    app.extensions["limiter"] = FixedWindowRateLimiter(storage)


def allows(rule: str, *about: str, cost: int = 1) -> bool:
    """Count a hit against a rule such as "5/hour" for what it is about; False when over it."""
    limiter: FixedWindowRateLimiter = current_app.extensions["limiter"]
    return limiter.hit(parse(rule), *about, cost=cost)


def allows_now(rule: str, *about: str) -> bool:
    """`allows` in a transaction of its own, for a page that only reads: before it goes on asking.

    While nothing can be written nobody is refused: such a page is answered then too.
    """
    try:
        db.session.rollback()
        with writing():
            is_allowed = allows(rule, *about)
            db.session.commit()
    except SQLAlchemyError as error:
        db.session.rollback()
        log.warning("a limit is not counted: %s", type(error).__name__)
        return True
    return is_allowed


@jobs.every_ten_minutes
def forget_old_windows() -> None:
    """Drop the windows that are over: they hold addresses of visitors."""
    db.session.execute(delete(RateWindow).where(RateWindow.expires_at <= clock.now()))
