"""How PostgreSQL is opened: one who writes at a time, and readers that see one moment.

The code was written for a database that lets one transaction write at a time, so that what it
looks up before it writes is still so when it does. PostgreSQL gets the same promise from one
advisory lock, held until the commit: writes take milliseconds, reads never wait for them.
"""

from typing import Any

from psycopg import IsolationLevel
from sqlalchemy import URL, Engine, event, make_url

from weekapp.database.modes import only_reads

# Any number will do, as long as nothing else in this database takes the same.
WRITE_LOCK = 20260924
OPTIONS: dict[str, Any] = {
    "pool_size": 8,
    "max_overflow": 8,
    "pool_timeout": 10,
    "pool_pre_ping": True,  # a server that was away is found out before it is asked
    "connect_args": {
        "connect_timeout": 5,
        "options": "-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
    },
}


def libpq(url: str | URL, with_password: bool = True) -> str:
    """An address as programs of PostgreSQL itself read it."""
    plain = make_url(url).set(drivername="postgresql")
    if not with_password:
        plain = plain.difference_update_query(["password"])._replace(password=None)
    return plain.render_as_string(hide_password=False)


def tune(engine: Engine) -> None:
    """Begin each transaction in the mode that is asked for."""

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        driver = connection.connection.driver_connection
        is_reading = only_reads.get()
        driver.read_only = is_reading or None
        driver.isolation_level = IsolationLevel.REPEATABLE_READ if is_reading else None
        if not is_reading:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
