"""The database: the Model base, constraint names, UTC times, and in which mode one is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, TypeDecorator
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import DeclarativeBase, registry

from weekapp.config import Settings
from weekapp.database import postgresql, replica, sqlite
from weekapp.database.modes import only_reads

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

# What counts by leaps needs more than 31 bits; SQLite has integers of one kind.
Long = BigInteger().with_variant(Integer(), "sqlite")


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


db = SQLAlchemy(
    model_class=Model, disable_autonaming=True, session_options={"class_": replica.Routed}
)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions begun inside take the write lock at once, also during a GET."""
    before = only_reads.set(False)
    try:
        yield
    finally:
        only_reads.reset(before)


@contextmanager
def reading() -> Iterator[None]:
    """Let transactions begun inside take no write lock: for long looks that change nothing."""
    before = only_reads.set(True)
    try:
        yield
    finally:
        only_reads.reset(before)


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database of the settings, and begin each request in the mode its method needs."""
    engine = postgresql if settings.is_postgresql else sqlite
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    # What was asked for stays out of the log of an error.
    options = {"hide_parameters": True, **engine.OPTIONS}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    if settings.database_replica_url:
        other = {"url": settings.database_replica_url, **options}
        app.config["SQLALCHEMY_BINDS"] = {replica.NAME: other}
    db.init_app(app)
    with app.app_context():
        for one in db.engines.values():
            engine.tune(one)
    app.before_request(_begin_in_the_right_mode)
    app.teardown_request(_end_the_mode)


def _begin_in_the_right_mode() -> None:
    only_reads.set(request.method in SAFE_METHODS)


def _end_the_mode(_: BaseException | None) -> None:
    only_reads.set(False)


def is_postgresql() -> bool:
    """Whether the database of this site is PostgreSQL; else it is SQLite."""
    return db.engine.dialect.name == "postgresql"


def upsert(table: Any) -> Any:
    """An INSERT into a table or model that can go on with `on_conflict_do_update`."""
    return (insert_postgresql if is_postgresql() else insert_sqlite)(table)
