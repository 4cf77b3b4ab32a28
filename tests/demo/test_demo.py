"""The demonstration data: believable, everywhere, the same each time, never among real people."""

from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from tests import factories
from tests.client import Client
from weekapp.activities.models import Activity, Occurrence
from weekapp.database import db
from weekapp.demo import accounts
from weekapp.demo.cli import demo
from weekapp.organisations.models import Organisation
from weekapp.places import borders

ACTIVITIES = 800


def fill(app: Flask) -> Result:
    return app.test_cli_runner().invoke(demo, ["--activities", str(ACTIVITIES)])


def count(column: InstrumentedAttribute[Any]) -> int:
    return db.session.scalar(select(func.count(column.distinct()))) or 0


def fingerprint() -> list[object]:
    told = select(Activity.title, Activity.latitude, Activity.status, Occurrence.uid)
    ordered = told.join(Activity.occurrences).order_by(Activity.id, Occurrence.id)
    return [tuple(row) for row in db.session.execute(ordered)]


def test_demo_makes_activities_in_every_municipality(app: Flask) -> None:
    result = fill(app)
    assert result.exit_code == 0, result.output
    assert accounts.ORGANISER in result.output
    assert count(Activity.id) == ACTIVITIES
    assert count(Activity.municipality_code) == 342
    assert count(Organisation.id) == 600


def test_people_write_on_after_the_demo(app: Flask) -> None:
    fill(app)
    factories.activity(by=factories.organisation(name="Nieuw"))
    assert count(Activity.id) == ACTIVITIES + 1


def test_demo_has_all_variety(app: Flask) -> None:
    fill(app)
    assert count(Activity.status) == 5
    assert count(Activity.attendance) == 3
    assert count(Activity.precision) == 5
    assert count(Occurrence.status) == 3
    changed = select(Activity).where(
        Activity.status == "published", Activity.queued_at.is_not(None)
    )
    assert db.session.scalars(changed).first() is not None


def test_demo_points_lie_in_the_municipality_they_say(app: Flask) -> None:
    fill(app)
    located = db.session.scalars(select(Activity).where(Activity.latitude.is_not(None))).all()
    astray = [
        a.id
        for a in located
        if a.latitude and a.longitude
        if borders.municipality_at(a.latitude, a.longitude) != a.municipality_code
    ]
    assert len(astray) <= len(located) // 100  # postcode points of border villages, within 1 km


def test_demo_is_the_same_each_time(app: Flask) -> None:
    fill(app)
    first = fingerprint()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in ("municipality", "postcode", "place", "edition"):
            db.session.execute(table.delete())
    db.session.commit()
    fill(app)
    assert fingerprint() == first


def test_demo_twice_makes_nothing_twice(app: Flask) -> None:
    fill(app)
    again = fill(app)
    assert "staan er al" in again.output
    assert count(Activity.id) == ACTIVITIES


def test_demo_never_runs_among_real_accounts(app: Flask) -> None:
    factories.account("echt@voorbeeld.nl")
    refused = fill(app)
    assert refused.exit_code != 0
    assert "echte accounts" in refused.output
    assert count(Activity.id) == 0


def test_demo_activities_can_be_read_by_residents(app: Flask, client: Client) -> None:
    fill(app)
    page = client.get("/activiteiten?waar=6711&straal=30")
    assert page.soup.select("main a[href^='/activiteiten/']")
