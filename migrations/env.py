"""Runs the migrations on the database of the site."""

from alembic import context
from flask import current_app
from sqlalchemy import MetaData

from weekapp.database import UtcDateTime

site = current_app.extensions["migrate"]
metadata: MetaData = site.db.metadata


def render_item(kind: str, item: object, _: object) -> str | bool:
    """Write our own column type by a short name."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


# What the engines keep for their search and spatial indexes, and what PostGIS brings.
NOT_OURS = ("activity_words", "activity_box", "search_term_pieces", "spatial_ref_sys")


def include_name(name: str | None, kind: str, _: object) -> bool:
    """Leave out the tables and indexes that no model describes."""
    return kind not in ("table", "index") or name is None or not name.startswith(NOT_OURS)


engine = site.db.engine
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
        include_name=include_name,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
