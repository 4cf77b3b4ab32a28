"""Who comes: sign-ups for a date, and how many people an organiser has room for."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column(
        "occurrence",
        sa.Column("is_filled", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=24), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("wants_meeting", sa.Boolean(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_added", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("ticket_at", UtcDateTime(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("told_starts_at", UtcDateTime(), nullable=False),
        sa.Column("told_ends_at", UtcDateTime(), nullable=False),
        sa.Column("told_place", sa.Text(), nullable=False),
        sa.Column("told_state", sa.String(length=4), nullable=False),
        sa.Column("ring_about", sa.String(length=10), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 10", name=op.f("ck_sign_up_people")),
        sa.CheckConstraint("email <> '' OR phone <> ''", name=op.f("ck_sign_up_reachable")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_sign_up_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_sign_up_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("ticket", name=op.f("uq_sign_up_ticket")),
        sa.UniqueConstraint("token", name=op.f("uq_sign_up_token")),
    )
    op.create_index(op.f("ix_sign_up_activity_id"), "sign_up", ["activity_id"])
    op.create_index("ix_sign_up_occurrence_status", "sign_up", ["occurrence_id", "status"])


def downgrade() -> None:
    op.drop_table("sign_up")
    op.drop_column("occurrence", "is_filled")
    op.drop_column("activity", "capacity")
