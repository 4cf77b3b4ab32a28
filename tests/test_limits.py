"""Rate limits: counted in the database, shared by all processes, forgotten when they are over."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import func, select

from tests import engines
from weekapp import jobs, limits
from weekapp.database import db
from weekapp.limits import DatabaseStorage, RateWindow

Clock = time_machine.Traveller


def allowed(times: int, rule: str = "3/hour", about: str = "anna") -> list[bool]:
    return [limits.allows(rule, about) for _ in range(times)]


@pytest.fixture
def database_counts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database count, also where there is a Redis."""
    limiter = FixedWindowRateLimiter(DatabaseStorage())
    monkeypatch.setitem(app.extensions, "limiter", limiter)


def test_so_many_are_allowed_and_no_more(app: Flask) -> None:
    assert allowed(5) == [True, True, True, False, False]


def test_a_new_window_begins_when_the_old_one_is_over(app: Flask, clock: Clock) -> None:
    allowed(4)
    clock.shift(timedelta(minutes=59))
    assert allowed(1) == [False]
    clock.shift(timedelta(minutes=1))
    assert allowed(4) == [True, True, True, False]


def test_each_subject_and_each_rule_is_counted_for_itself(app: Flask) -> None:
    allowed(3)
    assert allowed(1) == [False]
    assert allowed(1, about="bram") == [True]
    assert allowed(1, rule="10/day") == [True]


@pytest.mark.usefixtures("database_counts")
def test_a_count_that_was_not_committed_was_not_made(app: Flask) -> None:
    allowed(3)
    db.session.rollback()
    assert allowed(3) == [True, True, True]


def test_counts_are_seen_by_another_connection(app: Flask) -> None:
    allowed(3)
    db.session.commit()
    db.session.remove()
    assert allowed(1) == [False]


@pytest.mark.parametrize("about", ["x" * 5000, "'; DROP TABLE rate_window; --", "é\x00"])
def test_any_subject_can_be_counted(app: Flask, about: str) -> None:
    assert allowed(4, about=about) == [True, True, True, False]


@pytest.mark.usefixtures("database_counts")
def test_windows_that_are_over_are_forgotten(app: Flask, clock: Clock) -> None:
    allowed(1)
    allowed(1, rule="3/day")
    db.session.commit()
    clock.shift(timedelta(hours=2))
    jobs.make_rounds()
    assert db.session.scalar(select(func.count()).select_from(RateWindow)) == 1


@engines.only_postgresql
def test_redis_forgets_a_window_by_itself(app: Flask) -> None:
    allowed(2)
    client = app.extensions["limiter"].storage.client
    (key,) = client.keys("limit:*")
    assert 3600 < client.ttl(key) <= 3660
