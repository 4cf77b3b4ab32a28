"""Points of the map, and how many there are in each cell at each level, kept by triggers."""

from datetime import date

import sqlalchemy as sa
from alembic import op

from weekapp.database import Long, UtcDateTime, map_sums
from weekapp.database.triggers import Trigger, create, drop, say

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FINEST = map_sums.FINEST_LEVEL


def _place(row: str) -> str:
    """The cells that a point is in, as rows of level, x and y."""
    shift = f"({_FINEST} - column1)"
    return f"SELECT column1, {row}.x >> {shift}, {row}.y >> {shift} FROM {map_sums.levels()}"


_COUNT = f"""
    INSERT INTO map_cell (span, level, x, y, how_many, sum_x, sum_y)
    SELECT NEW.span, place.*, 1, NEW.x, NEW.y FROM ({_place("NEW")}) AS place WHERE true
    ON CONFLICT (span, level, x, y) DO UPDATE SET how_many = map_cell.how_many + 1,
        sum_x = map_cell.sum_x + excluded.sum_x, sum_y = map_cell.sum_y + excluded.sum_y;
"""
_THERE = f"span = OLD.span AND (level, x, y) IN ({_place('OLD')})"
_COUNT_OFF = f"""
    UPDATE map_cell SET how_many = how_many - 1, sum_x = sum_x - OLD.x, sum_y = sum_y - OLD.y
    WHERE {_THERE};
    DELETE FROM map_cell WHERE how_many = 0 AND {_THERE};
"""


def _put(activity_id: str) -> str:
    """Put the points of an activity where they belong; nothing is written when they are there."""
    its = f"AND activity.id = {activity_id}"
    return f"""
    INSERT INTO map_point (activity_id, span, x, y, until)
    SELECT activity.id, map_span.id, {map_sums.X}, {map_sums.Y}, max(occurrence.ends_at)
    {map_sums.SHOWN} {its} {map_sums.ONE_FOR_EACH}
    ON CONFLICT (activity_id, span) DO UPDATE
    SET x = excluded.x, y = excluded.y, until = excluded.until
    WHERE map_point.x <> excluded.x OR map_point.y <> excluded.y
        OR map_point.until <> excluded.until;
    DELETE FROM map_point WHERE activity_id = {activity_id}
        AND span NOT IN (SELECT map_span.id {map_sums.SHOWN} {its});
    """


_POSITION = "status, latitude, longitude, attendance, wants_location"
TRIGGERS = {
    "map_cell_insert": Trigger("AFTER INSERT ON map_point", _COUNT),
    "map_cell_update": Trigger(
        "AFTER UPDATE OF x, y ON map_point",
        _COUNT_OFF + _COUNT,
        "NEW.x <> OLD.x OR NEW.y <> OLD.y",
    ),
    "map_cell_delete": Trigger("AFTER DELETE ON map_point", _COUNT_OFF),
    "map_point_activity": Trigger(f"AFTER UPDATE OF {_POSITION} ON activity", _put("NEW.id")),
    "map_point_date_insert": Trigger("AFTER INSERT ON occurrence", _put("NEW.activity_id")),
    "map_point_date_update": Trigger(
        "AFTER UPDATE OF status, on_date, ends_at ON occurrence", _put("NEW.activity_id")
    ),
    "map_point_date_delete": Trigger("AFTER DELETE ON occurrence", _put("OLD.activity_id")),
}


def upgrade() -> None:
    span = op.create_table(
        "map_span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_span")),
    )
    op.create_table(
        "map_point",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_map_point_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "span", name=op.f("pk_map_point")),
    )
    op.create_index("ix_map_point_place", "map_point", ["span", "x", "y", "activity_id", "until"])
    op.create_index("ix_map_point_until", "map_point", ["until"])
    op.create_table(
        "map_cell",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("span", "level", "x", "y")),
        sa.Column("how_many", sa.Integer(), nullable=False),
        *(sa.Column(name, Long, nullable=False) for name in ("sum_x", "sum_y")),
        sa.PrimaryKeyConstraint("span", "level", "x", "y", name=op.f("pk_map_cell")),
        sqlite_with_rowid=False,
    )
    every_day = {"id": 0, "first_day": date(1, 1, 1), "last_day": date(9999, 12, 31)}
    op.bulk_insert(span, [every_day])
    for statement in map_sums.fill():
        op.execute(say(statement))
    for name, trigger in TRIGGERS.items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in TRIGGERS.items():
        drop(name, trigger.table)
    for table in ("map_cell", "map_point", "map_span"):
        op.drop_table(table)
