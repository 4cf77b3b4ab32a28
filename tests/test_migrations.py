"""The migrations: from nothing to the tables of the code, and back; and what triggers keep."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.catalogue import box, found, lost_words, names, rows
from tests.conftest import settings
from tests.factories import EDE, activity, municipality, occurrence, organisation
from weekapp import clock, create_app
from weekapp.activities.models import Activity, CalendarVersion
from weekapp.campaign.models import Edition
from weekapp.commands import migrating
from weekapp.database import db


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """A site whose database holds nothing at all."""
    site = create_app(settings(tmp_path))
    with site.app_context():
        yield site
        db.session.remove()
        db.engine.dispose()


def upgrade(to: str = "head") -> None:
    db.session.remove()
    migrating.upgrade(to)


def downgrade(to: str) -> None:
    db.session.remove()
    migrating.downgrade(to)


def test_the_tables_are_those_of_the_code(empty: Flask) -> None:
    upgrade()
    migrating.check()


def test_everything_can_be_taken_back_and_done_again(empty: Flask) -> None:
    upgrade()
    there = names()
    assert there
    downgrade("base")
    assert names() == []
    upgrade()
    assert names() == there


def test_the_known_editions_come_with_their_sources(empty: Flask) -> None:
    upgrade("0002")
    assert rows("SELECT * FROM edition") == []
    upgrade("0003")
    assert ("2026-09-24", "2026-09-30", False) in rows(
        "SELECT CAST(first_day AS text), CAST(last_day AS text), is_provisional FROM edition"
    )
    assert rows("SELECT year FROM edition WHERE is_provisional ORDER BY year") == [(2027,), (2028,)]
    assert rows("SELECT year FROM edition WHERE source = ''") == []


def test_an_edition_somebody_set_is_left_alone(empty: Flask) -> None:
    upgrade("0002")
    own = "VALUES (2026, '2026-09-20', '2026-09-27', true, 'brief')"
    db.session.execute(
        text(f"INSERT INTO edition (year, first_day, last_day, is_provisional, source) {own}")
    )
    db.session.commit()
    upgrade("0003")
    assert rows("SELECT CAST(first_day AS text) FROM edition WHERE year = 2026") == [
        ("2026-09-20",)
    ]
    downgrade("0002")
    assert rows("SELECT year, source FROM edition") == [(2026, "brief")]


def test_an_edition_that_was_changed_stays_when_the_known_ones_go(empty: Flask) -> None:
    upgrade()
    db.session.get_one(Edition, 2027).last_day += timedelta(days=1)
    db.session.commit()
    downgrade("0002")
    assert rows("SELECT year FROM edition") == [(2027,)]
    upgrade()
    assert rows("SELECT CAST(last_day AS text) FROM edition WHERE year = 2027") == [("2027-10-07",)]


def test_whom_people_can_ring_comes_as_the_pages_said_it(empty: Flask) -> None:
    upgrade("0015")
    before = rows("SELECT stamp FROM public_stamp")
    upgrade("0016")
    assert rows("SELECT name, phone, is_shown FROM helpline") == [
        ("De Luisterlijn", "088 0767 000", True)
    ]
    for change in ("UPDATE helpline SET hours = 'altijd'", "DELETE FROM helpline"):
        db.session.execute(text(change))
        db.session.commit()
        stamp = rows("SELECT stamp FROM public_stamp")
        assert stamp != before
        before = stamp
    downgrade("0015")
    assert not [one for one in names() if "helpline" in str(one)]


@pytest.mark.parametrize(
    ("status", "point", "is_in"),
    [("published", EDE, True), ("submitted", EDE, False), ("published", None, False)],
)
def test_the_box_holds_what_can_be_found(
    app: Flask, status: str, point: tuple[float, float] | None, is_in: bool
) -> None:
    made = activity(status=status, point=point)
    assert box() == ([(made.id, 52.040, 5.665)] if is_in else [])


def test_the_box_follows_the_point_and_the_status(app: Flask) -> None:
    made = activity()
    made.latitude, made.longitude = 52.22, 6.89
    db.session.commit()
    assert box() == [(made.id, 52.22, 6.89)]
    made.status = "cancelled"
    db.session.commit()
    assert box() == []
    made.status = "published"
    db.session.commit()
    db.session.delete(made)
    db.session.commit()
    assert box() == []


def test_words_are_found_without_accents_and_forgotten_when_they_go(app: Flask) -> None:
    made = activity("Café Ontmoeting", description="Met appeltaart")
    assert found("cafe") == found("appelt*") == [made.id]
    made.title, made.description = "Soep", ""
    db.session.commit()
    assert (found("cafe"), found("appeltaart"), found("soep")) == ([], [], [made.id])
    db.session.delete(made)
    db.session.commit()
    assert found("soep") == []
    assert lost_words() == []


def version(city: str = "Ede") -> int:
    db.session.expire_all()
    counted = db.session.get(CalendarVersion, municipality(city).code)
    return counted.version if counted else 0


def test_what_nobody_may_see_does_not_touch_a_calendar(app: Flask) -> None:
    made = activity(status="submitted")
    made.title = "Anders"
    db.session.commit()
    assert version() == 0


def test_each_change_the_public_can_see_counts_up(app: Flask) -> None:
    made = activity()
    counts = [version()]
    for name, value in (("status", "cancelled"), ("changed_at", clock.now() + timedelta(1))):
        setattr(made, name, value)
        db.session.commit()
        counts.append(version())
    made.occurrences.append(occurrence())
    db.session.commit()
    counts.append(version())
    assert 0 < counts[0] < counts[1] < counts[2] < counts[3]
    assert version("Enschede") == 0


def test_a_move_counts_in_both_calendars(app: Flask) -> None:
    made = activity(by=organisation())
    before = version()
    made.municipality_code = municipality("Enschede").code
    db.session.commit()
    assert version() > before
    assert version("Enschede") > 0


def test_a_calendar_never_goes_back_in_time(app: Flask) -> None:
    made = activity()
    latest = db.session.get_one(CalendarVersion, "GM0228").changed_at
    db.session.get_one(Activity, made.id).changed_at = latest - timedelta(days=3)
    db.session.commit()
    db.session.expire_all()
    assert db.session.get_one(CalendarVersion, "GM0228").changed_at == latest
