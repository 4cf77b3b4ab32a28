"""Backups of a database in PostgreSQL, by its own programs: pg_dump, pg_restore and psql.

A password goes to them in the environment: arguments can be read by everybody on a machine.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from weekapp import clock
from weekapp.commands.versions import NotOurs, refuse_newer, refuse_others
from weekapp.config import Settings
from weekapp.database import db, kept_by_triggers
from weekapp.database.postgresql import libpq

# Where Debian has the programs of each version, beside the one in the path.
PROGRAMS = Path("/usr/lib/postgresql")
MAGIC = b"PGDMP"
# What the person who made the database may have made for more than us stays as it is.
LEFT = re.compile(r"^\d+; \d+ \d+ (COMMENT - )?(EXTENSION|SCHEMA) ")
TABLE = re.compile(r"^\d+; \d+ \d+ TABLE public (\S+) ", re.MULTILINE)
EXTENSION = re.compile(r"^\d+; \d+ \d+ EXTENSION - (\S+)", re.MULTILINE)
KNOWN_TABLES = (*kept_by_triggers.INDEXES, "alembic_version", "move_progress")
OUR_FUNCTIONS = """
    DO $$ DECLARE one regprocedure; BEGIN
        FOR one IN SELECT p.oid FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        LOOP EXECUTE 'DROP FUNCTION ' || one; END LOOP;
    END $$;
"""


class NotDone(Exception):
    """A program of PostgreSQL is missing or did not do its work; the message says why."""


def save(given: Settings, target: Path) -> None:
    """Dump the database of the site in a file, as of one moment, for our eyes only."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    how = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    run(given, "pg_dump", *how, f"--dbname={libpq(given.database_url, with_password=False)}")


def check(given: Settings, file: Path) -> str:
    """The version of a dump of this site that can be read to its end and is not too new."""
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            raise NotOurs("het is geen reservekopie van PostgreSQL")
    refuse_others(set(TABLE.findall(contents(given, file))))
    run(given, "pg_restore", f"--file={os.devnull}", str(file))
    asked = ["--data-only", "--table=alembic_version", "--file=-", str(file)]
    found = re.search(r"^COPY .*;\n(\S+)\n", run(given, "pg_restore", *asked), re.MULTILINE)
    if not found:
        raise NotOurs("het is geen database van deze site")
    refuse_newer(found[1])
    return found[1]


def replace(given: Settings, file: Path) -> Path | None:
    """Put what is in a dump in the place of what is there, at once; where that is kept."""
    with psycopg.connect(libpq(given.database_url), autocommit=True) as connection:
        refuse_company(connection)
        is_empty = _one(connection, "SELECT to_regclass('public.alembic_version') IS NULL")
    kept = None if is_empty else given.instance / f"weekapp.{clock.now():%Y%m%dT%H%M%S}.backup"
    if kept:
        save(given, kept)
    listed = contents(given, file)
    wanted = [line for line in listed.splitlines() if not LEFT.match(line)]
    filled = given.instance / ".restoring"
    filled.write_text("\n".join(wanted))
    try:
        put_back(given, file, filled, EXTENSION.findall(listed))
    finally:
        filled.unlink()
    return kept


def put_back(given: Settings, file: Path, wanted: Path, extensions: Sequence[str]) -> None:
    """Replace everything in one transaction: without its last word nothing has happened."""
    address = libpq(given.database_url, with_password=False)
    command = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={address}"]
    how = ["--no-owner", "--no-privileges", f"--use-list={wanted}", "--file=-", str(file)]
    tables = ", ".join(f'public."{name}"' for name in (*db.metadata.tables, *KNOWN_TABLES))
    with subprocess.Popen(
        [program(given, "psql"), *command],
        env=environment(given),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as psql:
        assert psql.stdin and psql.stderr
        try:
            psql.stdin.write("BEGIN; SET lock_timeout = '10s';\n")
            psql.stdin.writelines(f'CREATE EXTENSION IF NOT EXISTS "{e}";\n' for e in extensions)
            psql.stdin.write(f"DROP TABLE IF EXISTS {tables};\n{OUR_FUNCTIONS}\n")
            psql.stdin.flush()
            run(given, "pg_restore", *how, to=psql.stdin.fileno())
            psql.stdin.write("COMMIT;\n")
            psql.stdin.close()
        except BrokenPipeError:
            pass  # it says below why it stopped
        said = psql.stderr.read()
    if psql.returncode:
        raise NotDone(first_error(said))


def refuse_company(connection: "psycopg.Connection[Any]") -> None:
    """NotDone while other processes of the site, on whatever machine, are connected."""
    others = _one(
        connection,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND pid <> pg_backend_pid()",
    )
    if others:
        raise NotDone(
            f"de database wordt nog gebruikt ({others} verbindingen)."
            " Stop serve en worker op elke machine"
        )


def contents(given: Settings, file: Path) -> str:
    """What is in a dump, a line for each thing."""
    return run(given, "pg_restore", "--list", str(file))


def run(given: Settings, name: str, *arguments: str, to: int = subprocess.PIPE) -> str:
    """What a program says; NotDone with its first complaint when it fails."""
    done = subprocess.run(
        [program(given, name), *arguments],
        env=environment(given),
        stdin=subprocess.DEVNULL,
        stdout=to,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotDone(first_error(done.stderr))
    return done.stdout or ""


def program(given: Settings, name: str) -> str:
    """The program that belongs to the server, or a newer one; NotDone when there is none."""
    with psycopg.connect(libpq(given.database_url)) as connection:
        server = connection.info.server_version // 10000
    own = PROGRAMS / str(server) / "bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    if not found:
        raise NotDone(
            f"{name} staat niet op deze machine. Installeer postgresql-client, versie {server}"
        )
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\) (\d+)", told)
    if not version or int(version[1]) < server:
        raise NotDone(f"{told.strip()} is te oud voor PostgreSQL {server}")
    return found


def environment(given: Settings) -> dict[str, str]:
    """The environment of a program, with the password in it."""
    url = make_url(given.database_url)
    password = url.password or url.query.get("password")
    return os.environ | ({"PGPASSWORD": str(password)} if password else {})


def first_error(said: str) -> str:
    """The line of a program that says what is wrong."""
    lines = [line for line in said.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), (lines or ["?"])[0])


def _one(connection: "psycopg.Connection[Any]", statement: str) -> Any:
    found = connection.execute(statement.encode()).fetchone()
    return found[0] if found else None
