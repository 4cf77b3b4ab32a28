"""Who gets a letter each week about what is on near a postcode."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weekly_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("pc4", sa.String(length=4), nullable=False),
        sa.Column("kilometres", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("length(pc4) = 4", name=op.f("ck_weekly_letter_four_digits")),
        sa.CheckConstraint("kilometres IN (1, 5, 15)", name=op.f("ck_weekly_letter_kilometres")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_letter")),
        sa.UniqueConstraint("email", "pc4", name=op.f("uq_weekly_letter_email_pc4")),
        sa.UniqueConstraint("token", name=op.f("uq_weekly_letter_token")),
    )
    op.create_index("ix_weekly_letter_area", "weekly_letter", ["pc4", "kilometres"])


def downgrade() -> None:
    op.drop_table("weekly_letter")
