"""Two databases of one site, for tests that move everything from the one to the other."""

import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import psycopg
from flask import Flask

from tests import engines
from tests.browser.site import LiveSite
from tests.conftest import START, settings
from weekapp import create_app
from weekapp.database.postgresql import libpq

ROLE = "mover"
WEEK = (START.date().replace(day=24), START.date().replace(day=30))
PAYLOAD = r'{"b": "\u00e9 \u0000", "a": 1.0}'
ONE_OF_EACH = (
    "INSERT INTO picture VALUES (9001, 'p', 1, 2, 3, x'00ff5c30', '2026-01-02 03:04:05.678901')",
    f"""
    INSERT INTO job (id, kind, payload, created_at, run_at, attempts) VALUES
    (9001, 'letter', '{PAYLOAD}', '2026-01-02 03:04:05.000001', '2026-01-02 03:04:05.000000', 0)
    """,
)


def site_in(instance: Path, url: str = "") -> Flask:
    address = url or f"sqlite:///{instance / engines.FILE}"
    return create_app(settings(instance, database_url=address, redis_url=""))


def tell(instance: Path, statement: str) -> None:
    with closing(sqlite3.connect(instance / engines.FILE)) as opened, opened:
        opened.create_function("kilometres", 4, lambda *_: 0.0)
        opened.execute(statement)


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        asked = connection.execute(statement.encode())
        return asked.fetchall() if asked.description else []


def copied(url: str) -> int:
    """How many rows are there; -1 before anything began, or after all was done."""
    try:
        ((rows,),) = ask(url, "SELECT sum(copied) FROM move_progress")
    except psycopg.errors.UndefinedTable:
        return -1
    return int(str(rows))


def begun(instance: Path, url: str) -> "subprocess.Popen[bytes]":
    """A move in a process of its own, that commits often."""
    site = LiveSite(instance)
    site.environment |= {"WEEKAPP_DATABASE_URL": "", "WEEKAPP_REDIS_URL": ""}
    return site.start("move-to", url, "--batch", "20")


def half(instance: Path, url: str) -> None:
    """Move a part, and be killed."""
    process = begun(instance, url)
    # Amid the places, after the municipalities.
    while process.poll() is None and copied(url) < 5000:
        time.sleep(0.001)
    process.kill()
    process.wait(10)
