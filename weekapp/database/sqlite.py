"""How SQLite is opened: every commit on disk, and writers that queue instead of failing."""

from math import asin, cos, radians, sin, sqrt
from typing import Any

from sqlalchemy import Engine, event

from weekapp.database.modes import only_reads

EARTH_RADIUS_KILOMETRES = 6371.0088
OPTIONS: dict[str, Any] = {"connect_args": {"timeout": 10}}
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-1000",  # of each connection: the rest is in the memory of the machine
    "temp_store=MEMORY",
)


def tune(engine: Engine) -> None:
    """Open each connection alike, and take the write lock at the start of what may write."""

    @event.listens_for(engine, "connect")
    def opened(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN below, not the driver
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("kilometres", 4, kilometres, deterministic=True)

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if only_reads.get() else "BEGIN IMMEDIATE")


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two WGS84 points in degrees (haversine, mean radius)."""
    north, south = radians(lat1), radians(lat2)
    half = (
        sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KILOMETRES * asin(sqrt(min(1.0, half)))
