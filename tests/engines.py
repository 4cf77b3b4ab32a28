"""The database and the rest that a test runs on: SQLite, or PostgreSQL with Redis.

TEST_ENGINE=postgresql asks for the second; each process of the tests then starts its own servers.
"""

import atexit
import hashlib
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask, has_app_context
from redis import Redis as Client

from tools.stores import PostgreSql, Redis, programs
from weekapp.database import db
from weekapp.database.postgresql import WRITE_LOCK

NAME = os.environ.get("TEST_ENGINE", "sqlite")
IS_POSTGRESQL = NAME == "postgresql"
FILE = "weekapp.db"
NEWS_TRAVELS_SECONDS = 0.1

only_sqlite = pytest.mark.skipif(IS_POSTGRESQL, reason="this is about the file of SQLite")
looks_the_same = pytest.mark.skipif(IS_POSTGRESQL, reason="this looks the same as on SQLite")
only_postgresql = pytest.mark.skipif(not IS_POSTGRESQL, reason="this is about PostgreSQL")


@cache
def postgresql() -> PostgreSql:
    """The PostgreSQL of this process."""
    server = PostgreSql(max_connections="200")
    atexit.register(server.close)
    return server.create()


@cache
def redis() -> Redis:
    """The Redis of this process."""
    server = Redis()
    atexit.register(server.close)
    return server.start()


_numbers: dict[Path, int] = {}


def stores(instance: Path) -> dict[str, Any]:
    """The settings of the stores for a site in this folder; an empty database if there is none."""
    if not IS_POSTGRESQL:
        return {}
    name = _name(instance)
    if not _exists(name):
        postgresql().execute(f"CREATE DATABASE {name}")
    number = _numbers.setdefault(instance.resolve(), len(_numbers))
    return {"database_url": postgresql().url(name), "redis_url": redis().url(number)}


def variables(instance: Path) -> dict[str, str]:
    """The same as settings in the environment of a process."""
    return {f"WEEKAPP_{name.upper()}": value for name, value in stores(instance).items()}


def copy(built: Path, instance: Path) -> None:
    """Give a site in a folder a copy of the database of another."""
    if IS_POSTGRESQL:
        name = _name(instance)
        postgresql().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgresql().execute(f"CREATE DATABASE {name} TEMPLATE {_name(built)} STRATEGY = FILE_COPY")
        return
    for left in instance.glob(f"{FILE}*"):
        left.unlink()
    shutil.copy(built / FILE, instance / FILE)


def another_writes(instance: Path, statement: str) -> None:
    """Say something to the database of a site as another process would; what it said is heard."""
    if IS_POSTGRESQL:
        postgresql().execute(statement, _name(instance))
        time.sleep(NEWS_TRAVELS_SECONDS)
        return
    with closing(sqlite3.connect(instance / FILE)) as other, other:
        other.execute(statement)


def save(instance: Path, statement: str, file: Path) -> None:
    """Make a backup as this engine does, of a database to which something was said before."""
    if IS_POSTGRESQL:
        another_writes(instance, statement)
        how = ["--format=custom", f"--file={file}", postgresql().address(_name(instance))]
        subprocess.run([programs() / "pg_dump", *how], check=True)
        return
    with closing(sqlite3.connect(instance / FILE)) as whole, closing(sqlite3.connect(file)) as copy:
        whole.backup(copy)
        copy.execute(statement)
        copy.commit()


def forget(instance: Path) -> None:
    """Empty what a site keeps besides its database."""
    if IS_POSTGRESQL:
        Client(port=redis().port, db=_numbers[instance.resolve()]).flushdb()


def forget_pages(app: Flask) -> None:
    """Let a site make its pages anew, also those it would share with other processes."""
    app.extensions["kept_pages"].clear()
    forget(Path(app.instance_path))


def others_may_write(instance: Path) -> bool:
    """Whether another process could begin to write now, without waiting."""
    if IS_POSTGRESQL:
        with psycopg.connect(postgresql().address(_name(instance))) as connection:
            asked = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (WRITE_LOCK,))
            return asked.fetchone() == (True,)
    with closing(sqlite3.connect(instance / FILE, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


def spoil(instance: Path) -> None:
    """Make the database of a site one that cannot be read."""
    if has_app_context():
        db.session.remove()
        db.engine.dispose()
    if IS_POSTGRESQL:
        postgresql().execute(f"DROP DATABASE IF EXISTS {_name(instance)} WITH (FORCE)")
        return
    for left in instance.glob(f"{FILE}*"):
        left.unlink()
    (instance / FILE).write_bytes(b"this is no database at all" * 1000)


def refusal(table: str) -> str:
    """What lets a table take no more rows, whoever writes."""
    if IS_POSTGRESQL:
        return f"ALTER TABLE {table} ADD CONSTRAINT is_full CHECK (false) NOT VALID"
    return f"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(FAIL, 'full'); END"


def _name(instance: Path) -> str:
    return f"week_{hashlib.sha256(str(instance.resolve()).encode()).hexdigest()[:20]}"


def _exists(name: str) -> bool:
    with psycopg.connect(postgresql().address("postgres"), autocommit=True) as connection:
        asked = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        return asked.fetchone() is not None
