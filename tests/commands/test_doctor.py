"""What `weekapp doctor` finds right and wrong."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import delete, text
from time_machine import Traveller

from tests import engines
from tests.browser.site import LiveSite
from weekapp import clock, jobs
from weekapp.database import db
from weekapp.jobs import Job
from weekapp.places.models import Postcode

Run = Callable[..., Result]


def job(**more: object) -> None:
    at = clock.now() - timedelta(hours=1)
    db.session.add(Job(kind="letter", payload={}, created_at=at, run_at=at, **more))
    db.session.commit()


def wrong(found: Result) -> list[str]:
    assert found.exit_code == 1, found.output
    return [line for line in found.output.splitlines() if line.startswith("✗")]


def test_a_site_that_runs_well_is_in_order(app: Flask, run: Run) -> None:
    jobs.show_life()
    found = run("doctor")
    assert found.exit_code == 0, found.output
    assert "342 gemeenten, 4075 postcodegebieden" in found.output
    assert f"in {'PostgreSQL 1' if engines.IS_POSTGRESQL else 'SQLite 3'}" in found.output
    assert found.output.endswith("Alles is in orde.\n")


def test_a_worker_that_never_ran_is_missed(app: Flask, run: Run) -> None:
    assert ["nog nooit" in line for line in wrong(run("doctor"))] == [True]


def test_a_worker_that_fell_silent_is_missed(app: Flask, run: Run, clock: Traveller) -> None:
    jobs.show_life()
    clock.shift(timedelta(minutes=10))
    assert ["werker draait niet" in line for line in wrong(run("doctor"))] == [True]


def test_a_dead_job_is_reported(app: Flask, run: Run) -> None:
    jobs.show_life()
    job(dead_at=clock.now(), done_at=clock.now())
    assert wrong(run("doctor")) == [
        "✗ 1 taak is opgegeven; het landelijk team kan dat zien en herhalen"
    ]


def test_a_letter_that_waits_long_is_reported(app: Flask, run: Run) -> None:
    jobs.show_life()
    job()
    assert ["1 brief wacht " in line for line in wrong(run("doctor"))] == [True]


def test_missing_places_are_reported_with_what_to_do(app: Flask, run: Run) -> None:
    jobs.show_life()
    db.session.execute(delete(Postcode))
    db.session.commit()
    assert ["places load" in line for line in wrong(run("doctor"))] == [True]


def test_a_database_that_is_behind_is_reported(app: Flask, run: Run) -> None:
    jobs.show_life()
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    assert ["bij 0001" in line and "init" in line for line in wrong(run("doctor"))] == [True]


def test_a_database_that_is_half_moved_is_reported(app: Flask, run: Run) -> None:
    jobs.show_life()
    db.session.execute(text("UPDATE alembic_version SET version_num = 'moving'"))
    db.session.commit()
    assert ["niet af" in line and "move-to" in line for line in wrong(run("doctor"))] == [True]


def test_a_wrong_setting_is_one_line_with_its_name(tmp_path: Path) -> None:
    site = LiveSite(tmp_path)
    site.environment["WEEKAPP_BASE_URL"] = "ftp://site"
    process = site.start("doctor")
    assert process.wait(30) == 1
    said = (tmp_path / "doctor.log").read_text()
    assert said == "Error: WEEKAPP_BASE_URL moet beginnen met http:// of https://\n"
