"""A copy of the database, and what it takes to put it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, func, select, text

from tests import engines, factories
from tests.catalogue import names
from weekapp.accounts.models import Account
from weekapp.commands import postgresql_copies
from weekapp.commands.processes import using
from weekapp.database import db
from weekapp.database.postgresql import libpq

Run = Callable[..., Result]
KEPT = "weekapp.2*.backup" if engines.IS_POSTGRESQL else "weekapp.db.2*"


@pytest.fixture
def saved(app: Flask, run: Run, tmp_path: Path) -> Path:
    """A backup with one account in it, which is gone from the site since."""
    factories.account("an@example.org")
    db.session.commit()
    file = tmp_path / "weekapp.backup"
    assert run("backup", str(file)).exit_code == 0
    db.session.execute(delete(Account))
    db.session.commit()
    db.engine.dispose()
    return file


def accounts() -> int:
    db.session.remove()
    return db.session.scalar(select(func.count(Account.id))) or 0


def test_a_backup_is_put_back_and_the_last_database_kept(app: Flask, run: Run, saved: Path) -> None:
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 0, told.output
    assert accounts() == 1
    kept = list(Path(app.instance_path).glob(KEPT))
    assert len(kept) == 1
    assert str(kept[0]) in told.output


def test_a_backup_is_for_its_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    assert not list(saved.parent.glob(".*"))


def test_a_backup_never_overwrites(run: Run, saved: Path) -> None:
    before = saved.read_bytes()
    told = run("backup", str(saved))
    assert told.exit_code == 1
    assert "bestaat al" in told.output
    assert saved.read_bytes() == before


def test_a_backup_is_not_put_back_while_the_site_runs(app: Flask, run: Run, saved: Path) -> None:
    with using(Path(app.instance_path)):
        told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "draait nog" in told.output
    assert accounts() == 0


def test_nothing_is_put_back_without_a_yes(run: Run, saved: Path) -> None:
    assert run("restore", str(saved), input="n\n").exit_code == 1
    assert accounts() == 0


def test_another_database_is_refused(run: Run, app: Flask, saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    engines.save(Path(app.instance_path), "ALTER TABLE job RENAME TO recipe", other)
    told = run("restore", "--yes", str(other))
    assert told.exit_code == 1
    assert "geen database van deze site" in told.output


def test_a_file_that_is_no_database_is_refused(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"Beste mensen," * 1000)
    told = run("restore", "--yes", str(other))
    assert told.exit_code == 1
    assert "kan niet worden teruggezet" in told.output


def test_a_damaged_backup_is_refused(run: Run, saved: Path) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[: len(whole) // 2])
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "kan niet worden teruggezet" in told.output
    assert accounts() == 0


def test_a_backup_of_a_newer_program_is_refused(
    run: Run, app: Flask, saved: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    engines.save(Path(app.instance_path), "UPDATE alembic_version SET version_num = '9999'", newer)
    told = run("restore", "--yes", str(newer))
    assert told.exit_code == 1
    assert "nieuwer" in told.output


@engines.only_postgresql
def test_a_database_that_another_machine_uses_is_left_alone(
    app: Flask, run: Run, saved: Path
) -> None:
    db.session.execute(text("SELECT 1"))
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "op elke machine" in told.output
    assert accounts() == 0


@engines.only_postgresql
def test_what_came_after_a_backup_is_gone_when_it_is_back(
    app: Flask, run: Run, saved: Path
) -> None:
    there = names()
    db.session.rollback()
    upgrade_adds = "CREATE FUNCTION later() RETURNS int LANGUAGE sql AS 'SELECT 1'"
    engines.another_writes(Path(app.instance_path), upgrade_adds)
    engines.another_writes(Path(app.instance_path), "ALTER TABLE job ADD COLUMN later int")
    db.session.remove()
    db.engine.dispose()
    assert run("restore", "--yes", str(saved)).exit_code == 0
    assert names() == there


@engines.only_postgresql
def test_a_restore_that_fails_half_way_changes_nothing(app: Flask, run: Run, saved: Path) -> None:
    # A view of somebody else needs a table of ours, which therefore cannot go.
    engines.another_writes(
        Path(app.instance_path), "CREATE VIEW report AS SELECT title FROM activity"
    )
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "niet gelukt" in told.output
    assert accounts() == 0


@engines.only_postgresql
def test_a_program_that_is_missing_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql_copies, "PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    told = run("backup", str(tmp_path / "file"))
    assert "pg_dump staat niet op deze machine" in told.output
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    assert "te oud" in run("backup", str(tmp_path / "file")).output


def test_programs_get_no_password_as_an_argument() -> None:
    given = "postgresql+psycopg://a:geheim@b/c?sslmode=require"
    assert libpq(given) == "postgresql://a:geheim@b/c?sslmode=require"
    assert libpq(given, with_password=False) == "postgresql://a@b/c?sslmode=require"
    hidden = "postgresql+psycopg://a@b/c?password=geheim"
    assert "geheim" not in libpq(hidden, with_password=False)
