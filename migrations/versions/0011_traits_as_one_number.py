"""What is known of an activity as one number, for filters and their counts."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import Long
from weekapp.database.trait_numbers import READ, fill
from weekapp.database.triggers import Trigger, create, drop

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TRIGGERS = {
    "traits_insert": Trigger("AFTER INSERT ON activity", fill("activity.id = NEW.id")),
    "traits_update": Trigger(
        f"AFTER UPDATE OF {', '.join(READ)} ON activity", fill("activity.id = NEW.id")
    ),
    **{
        f"traits_{table}_{what.lower()}": Trigger(
            f"AFTER {what} ON activity_{table}", fill(f"activity.id = {row}.activity_id")
        )
        for table in ("audience", "theme")
        for what, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    },
}


def upgrade() -> None:
    op.create_table(
        "activity_traits",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("traits", Long, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_traits_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activity_traits")),
    )
    op.execute(fill("true"))
    for name, trigger in TRIGGERS.items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in TRIGGERS.items():
        drop(name, trigger.table)
    op.drop_table("activity_traits")
