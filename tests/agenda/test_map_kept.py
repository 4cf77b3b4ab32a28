"""What the database keeps for the map, whoever writes, and what the worker does about it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from tests import engines
from tests.agenda.test_map_points import ARNHEM, points
from tests.client import Client
from tests.factories import EDE, THURSDAY, activity, occurrence
from weekapp import jobs
from weekapp.activities.models import Activity
from weekapp.agenda import map_cells, map_queries
from weekapp.agenda.map_rounds import keep_the_map_up
from weekapp.campaign.models import Edition
from weekapp.database import bulk, db
from weekapp.database.map_sums import LEVELS

WEEK, EVERY_DAY = 2026, 0


def rows(statement: str) -> list[Any]:
    return sorted(tuple(row) for row in db.session.execute(text(statement)))


def kept() -> list[list[Any]]:
    return [
        rows("SELECT activity_id, span, x, y, until FROM map_point"),
        rows("SELECT span, level, x, y, how_many, sum_x, sum_y FROM map_cell"),
    ]


def counts(span: int = EVERY_DAY) -> set[int]:
    """How many points each level holds: one figure, as long as they agree."""
    summed = f"SELECT sum(how_many) FROM map_cell WHERE span = {span} GROUP BY level"
    return {row[0] for row in rows(summed)}


def moves(made: Activity) -> None:
    made.latitude, made.longitude = ARNHEM


def gets_a_date(made: Activity) -> None:
    made.occurrences.append(occurrence(THURSDAY + timedelta(days=3)))


def loses_its_dates(made: Activity) -> None:
    made.occurrences.clear()


def is_called_off(made: Activity) -> None:
    made.occurrences[0].status = "cancelled"


def is_put_off(made: Activity) -> None:
    made.occurrences[0].take_place(THURSDAY + timedelta(9), THURSDAY + timedelta(9, 60))


def is_withdrawn(made: Activity) -> None:
    made.status = "cancelled"


def goes_online(made: Activity) -> None:
    made.attendance = "online"


def is_looked_for(made: Activity) -> None:
    made.wants_location = True


CHANGES = (
    moves, gets_a_date, loses_its_dates, is_called_off, is_put_off, is_withdrawn, goes_online,
    is_looked_for, db.session.delete,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_after_each_change_it_is_as_if_it_were_counted_anew(
    app: Flask, change: Callable[[Activity], None]
) -> None:
    keep_the_map_up()
    activity(point=(EDE[0] + 0.01, EDE[1]))
    made = activity()
    before = kept()
    change(made)
    db.session.commit()
    by_triggers = kept()
    assert by_triggers != before
    bulk.fill_map(db.session())
    assert kept() == by_triggers


def test_every_level_counts_all_in_the_week_and_on_every_day(app: Flask) -> None:
    activity()
    activity(at=THURSDAY - timedelta(days=10))
    keep_the_map_up()
    activity(point=ARNHEM)
    assert len(rows("SELECT DISTINCT level FROM map_cell")) == len(LEVELS)
    assert (counts(EVERY_DAY), counts(WEEK)) == ({3}, {2})


def test_what_is_over_goes_when_the_worker_comes_by(
    app: Flask, clock: time_machine.Traveller
) -> None:
    activity()
    activity("Later", at=[THURSDAY, THURSDAY + timedelta(days=1)])
    clock.move_to(THURSDAY + timedelta(hours=3))
    jobs.make_rounds()
    assert counts() == counts(WEEK) == {1}
    clock.move_to(THURSDAY + timedelta(days=100))
    jobs.make_rounds()
    assert kept() == [[], []]
    assert rows("SELECT id FROM map_span") == [(EVERY_DAY,)]


def test_a_week_that_is_moved_is_counted_anew(app: Flask) -> None:
    activity()
    keep_the_map_up()
    db.session.get_one(Edition, WEEK).first_day = date(2026, 9, 25)
    db.session.commit()
    keep_the_map_up()
    assert (counts(EVERY_DAY), counts(WEEK)) == ({1}, set())


def test_what_is_kept_says_what_looking_at_each_says(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queries, "MOST_SPOTS", 3)
    for number in range(9):
        activity(point=(52 + number * 0.1, 5.5 + number * 0.02))
    activity("Na de week", at=THURSDAY + timedelta(days=30))
    looked_up = points(client)
    keep_the_map_up()
    engines.forget_pages(client.app)
    monkeypatch.setattr(map_cells, "_looked_up", None)
    assert points(client) == looked_up
    assert looked_up["total"] == 9
