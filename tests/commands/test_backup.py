"""A copy of the database, and what it takes to put it back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, func, select

from tests import factories
from weekapp.accounts.models import Account
from weekapp.commands.processes import using
from weekapp.database import db

Run = Callable[..., Result]


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
    kept = list(Path(app.instance_path).glob("weekapp.db.2*"))
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


def test_another_database_is_refused(run: Run, app: Flask, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as opened:
        opened.execute("CREATE TABLE activity (id)")
    opened.close()
    told = run("restore", "--yes", str(other))
    assert told.exit_code == 1
    assert "geen database van deze site" in told.output


def test_a_damaged_backup_is_refused(run: Run, saved: Path) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[: len(whole) // 2])
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "kan niet worden teruggezet" in told.output
    assert accounts() == 0


def test_a_backup_of_a_newer_program_is_refused(run: Run, saved: Path) -> None:
    with sqlite3.connect(saved) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    told = run("restore", "--yes", str(saved))
    assert told.exit_code == 1
    assert "nieuwer" in told.output
