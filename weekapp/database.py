"""The database: the Model base, constraint names, UTC times, and how SQLite is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from math import asin, cos, radians, sin, sqrt
from typing import Any

from flask import Flask, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, registry

from weekapp.config import SITE, Settings

EARTH_RADIUS_KILOMETRES = 6371.0088
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; a naive one is refused rather than guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Model(DeclarativeBase):
    """The base of every table."""

    registry = registry(type_annotation_map={datetime: UtcDateTime()})
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Model, disable_autonaming=True)
migrate = Migrate(db=db, directory=str(SITE / "migrations"), render_as_batch=True)

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside take the write lock at once, also during a GET."""
    before = _only_reads.set(False)
    try:
        yield
    finally:
        _only_reads.reset(before)


@contextmanager
def reading() -> Iterator[None]:
    """Let transactions begun inside take no write lock: for long looks that change nothing."""
    before = _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(before)


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database of the settings, and begin each request in the mode its method needs."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"timeout": 10}}
    db.init_app(app)
    migrate.init_app(app)
    with app.app_context():
        _tune(db.engine)
    app.before_request(_begin_in_the_right_mode)


def _begin_in_the_right_mode() -> None:
    _only_reads.set(request.method in SAFE_METHODS)


def _tune(engine: Engine) -> None:
    """SQLite: WAL, every commit on disk, and writers that queue instead of failing half-way."""

    @event.listens_for(engine, "connect")
    def opened(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN below, not the driver
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "cache_size=-16000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("kilometres", 4, kilometres, deterministic=True)

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if _only_reads.get() else "BEGIN IMMEDIATE")


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two WGS84 points in degrees (haversine, mean radius)."""
    north, south = radians(lat1), radians(lat2)
    half = (
        sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KILOMETRES * asin(sqrt(min(1.0, half)))
