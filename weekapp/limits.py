"""Rate limits that all processes share: windows counted in our own database.

The counts are part of the caller's transaction, so that a request that counts and then works
takes the write lock once; the caller commits, also when the answer was no.
"""

from datetime import UTC, datetime, timedelta

from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import String, case, delete
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from weekapp import clock, jobs
from weekapp.database import Model, db


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
        fresh = insert(RateWindow).values(
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
        return db.session.execute(counted).scalar_one()

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


_limiter = FixedWindowRateLimiter(DatabaseStorage())


def allows(rule: str, *about: str, cost: int = 1) -> bool:
    """Count a hit against a rule such as "5/hour" for what it is about; False when over it."""
    return _limiter.hit(parse(rule), *about, cost=cost)


@jobs.every_ten_minutes
def forget_old_windows() -> None:
    """Drop the windows that are over: they hold addresses of visitors."""
    db.session.execute(delete(RateWindow).where(RateWindow.expires_at <= clock.now()))
