"""The database that is moved to: a PostgreSQL that remembers how far its filling is.

Each batch is committed together with a row of `move_progress` that says so. Until everything is
there and compared, the version of the database is MOVING, so that no site takes it for ready.
"""

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import JSON, URL, String, Table

from weekapp.commands.moving.source import Found, key_of, tables
from weekapp.commands.moving.values import Row
from weekapp.database import kept_by_triggers
from weekapp.database.postgresql import libpq

MOVING = "moving"
PROGRESS = "move_progress"
# One move at a time; what an earlier one left running in the server has to end first.
LOCK = 20260925
PORTION = 500

_OTHERS = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'
    AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    )
    ORDER BY c.relname
"""


class Target:
    """The tables of the site in PostgreSQL."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection

    def tables(self) -> list[str]:
        """The tables there are, without those of extensions."""
        return [row[0] for row in self.connection.execute(_OTHERS)]

    def encoding(self) -> str:
        """How text is kept."""
        return str(self.connection.info.parameter_status("server_encoding"))

    def begin(self, source: str) -> None:
        """Remember from where this empty database is filled."""
        with self.connection.transaction():
            self.connection.execute(
                f"CREATE TABLE {PROGRESS} (name text PRIMARY KEY, digest text NOT NULL,"
                " copied bigint NOT NULL, last_key text)"
            )
            self.connection.execute(f"INSERT INTO {PROGRESS} VALUES ('', %s, 0)", (source,))

    def source(self) -> str:
        """From where it is filled."""
        return str(self._one(f"SELECT digest FROM {PROGRESS} WHERE name = ''"))

    def version(self) -> str | None:
        """The migration it is at, or MOVING."""
        if self._one("SELECT to_regclass('alembic_version') IS NULL"):
            return None
        version: str | None = self._one("SELECT max(version_num) FROM alembic_version")
        return version

    def begun(self) -> dict[str, str]:
        """The checksums of the tables as they were when the copying began."""
        asked = self.connection.execute(f"SELECT name, digest FROM {PROGRESS} WHERE name <> ''")
        return dict(asked.fetchall())

    def make_room(self, found: Mapping[str, Found]) -> None:
        """Take out what migrations put in and what was copied, and let nothing react to rows."""
        with self.connection.transaction():
            names = [*found, *kept_by_triggers.INDEXES]
            self._execute("TRUNCATE {}", sql.SQL(", ").join(map(sql.Identifier, names)))
            for name in found:
                self._execute("ALTER TABLE {} DISABLE TRIGGER USER", sql.Identifier(name))
            self.connection.execute(f"DELETE FROM {PROGRESS} WHERE name <> ''")
            for name, one in found.items():
                self.connection.execute(
                    f"INSERT INTO {PROGRESS} VALUES (%s, %s, 0)", (name, one.digest)
                )
            self.connection.execute("UPDATE alembic_version SET version_num = %s", (MOVING,))

    def progress(self, table: Table) -> tuple[int, list[Any] | None]:
        """How many rows of a table are there, and the key of the last."""
        asked = self.connection.execute(
            f"SELECT copied, last_key FROM {PROGRESS} WHERE name = %s", (table.name,)
        )
        copied, last = asked.fetchone() or (0, None)
        return copied, json.loads(last) if last else None

    def take(self, table: Table, batch: Sequence[Row]) -> None:
        """Copy rows into a table, and remember that they are there, in one transaction."""
        columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
        with self.connection.transaction():
            with self.connection.cursor() as cursor, cursor.copy(into) as copy:
                for row in batch:
                    copy.write_row(row)
            self.connection.execute(
                f"UPDATE {PROGRESS} SET copied = copied + %s, last_key = %s WHERE name = %s",
                (len(batch), json.dumps(key_of(table, batch[-1])), table.name),
            )

    def settle(self) -> None:
        """Fill what is kept of activities beside them, and count on from the highest numbers."""
        with self.connection.transaction():
            for statement in kept_by_triggers.indexes("postgresql"):
                self.connection.execute(statement.encode())
            for table in tables():
                self._count_on(table)
        self.connection.execute("ANALYZE")

    def rows(self, table: Table) -> Generator[Row]:
        """The rows of a table in the order of their key, as SQLite orders them."""
        columns = sql.SQL(", ").join(_as_kept(column) for column in table.columns)
        keys = sql.SQL(", ").join(_in_order(key) for key in table.primary_key)
        asked = sql.SQL("SELECT {} FROM {} ORDER BY {}")
        with self.connection.transaction(), self.connection.cursor("rows") as cursor:
            cursor.itersize = PORTION
            yield from cursor.execute(asked.format(columns, sql.Identifier(table.name), keys))

    def finish(self, version: str) -> None:
        """Make it a database like any other: from now on it keeps itself."""
        with self.connection.transaction():
            for table in tables():
                self._execute("ALTER TABLE {} ENABLE TRIGGER USER", sql.Identifier(table.name))
            self.connection.execute("UPDATE alembic_version SET version_num = %s", (version,))
            self.connection.execute(f"DROP TABLE {PROGRESS}")

    def _count_on(self, table: Table) -> None:
        column = table.autoincrement_column
        if column is None:
            return
        asked = "SELECT pg_get_serial_sequence(%s, %s)"
        sequence = self._one(asked, (f'"{table.name}"', column.name))
        if sequence:
            self._execute(
                "SELECT setval({}, (SELECT coalesce(max({}), 0) + 1 FROM {}), false)",
                sql.Literal(sequence),
                sql.Identifier(column.name),
                sql.Identifier(table.name),
            )

    def _execute(self, statement: str, *parts: sql.Composable) -> None:
        self.connection.execute(sql.SQL(statement).format(*parts))

    def _one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        found = self.connection.execute(statement.encode(), values).fetchone()
        return found[0] if found else None


def _as_kept(column: Any) -> sql.Composable:
    name = sql.Identifier(column.name)
    is_json = isinstance(column.type, JSON)
    return sql.SQL("{}::text").format(name) if is_json else name


def _in_order(key: Any) -> sql.Composable:
    name = sql.Identifier(key.name)
    # By bytes: how a language orders words depends on the machine.
    return sql.SQL('{} COLLATE "C"').format(name) if isinstance(key.type, String) else name


@contextmanager
def opened(url: URL) -> Iterator[Target]:
    """Open a database; nobody else moves to it meanwhile."""
    with psycopg.connect(libpq(url), autocommit=True, connect_timeout=10) as connection:
        for setting in ("timezone = 'UTC'", "datestyle = 'ISO'", "client_encoding = 'UTF8'"):
            connection.execute(f"SET {setting}")
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("SET statement_timeout = 0")
        connection.execute("SET lock_timeout = '60s'")
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        yield Target(connection)
