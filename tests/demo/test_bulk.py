"""What is loaded in bulk is, row for row, what triggers would have made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.factories import activity
from weekapp import clock
from weekapp.database import bulk, db, is_postgresql
from weekapp.demo import operations

ACTIVITIES = 700
# What triggers keep, without the numbers that only have to be others each time.
KEPT = {
    "map_span": "id, first_day, last_day",
    "map_point": "activity_id, span, x, y, until",
    "map_cell": "span, level, x, y, how_many, sum_x, sum_y",
    "calendar_version": "municipality_code, changed_at",
    "organisation_version": "organisation_id, changed_at",
    "activity_stamp": "activity_id",
    "activity_box": "*",
}


@contextmanager
def no_bulk(_: Any) -> Iterator[None]:
    """Triggers do as they always do."""
    yield


def rows(statement: str) -> list[Any]:
    return sorted(tuple(row) for row in db.session.execute(text(statement)))


def kept() -> dict[str, list[Any]]:
    """All that triggers keep."""
    words = "SELECT rowid, words::text FROM activity_words"
    if not is_postgresql():
        db.session.execute(
            text("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, activity_words, instance)")
        )
        words = "SELECT * FROM temp.seen"
    all_of_it = {table: rows(f"SELECT {names} FROM {table}") for table, names in KEPT.items()}
    return all_of_it | {"words": rows(words)}


def filled() -> dict[str, list[Any]]:
    """A site with demonstration data, looked at and forgotten."""
    today = clock.today()
    week = (today + timedelta(days=20), today + timedelta(days=27))
    operations.fill(ACTIVITIES, clock.now(), week, lambda _: None)
    db.session.flush()
    found = kept()
    db.session.rollback()
    return found


def test_bulk_makes_what_triggers_would_have_made(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_bulk = filled()
    monkeypatch.setattr(bulk, "loading", no_bulk)
    assert len(in_bulk["map_point"]) > ACTIVITIES / 2
    for name, by_triggers in filled().items():
        assert in_bulk[name] == by_triggers, name


def test_triggers_are_awake_after_a_load_and_the_stamp_is_another(app: Flask) -> None:
    stamp = rows("SELECT stamp FROM public_stamp")
    with bulk.loading(db.session()):
        pass
    db.session.commit()
    assert rows("SELECT stamp FROM public_stamp") != stamp
    made = activity()
    assert rows("SELECT activity_id FROM map_point") == [(made.id,)]
    assert rows("SELECT sum(how_many) FROM map_cell WHERE level = 6") == [(1,)]


def test_a_load_that_fails_leaves_everything_as_it_was(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), bulk.loading(db.session()):
        raise ZeroDivisionError
    db.session.rollback()
    activity()
    assert len(rows("SELECT id FROM activity_box")) == 1
