"""When the processes that work in the background were last seen, for whatever machine asks."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_of_life",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sign_of_life")),
    )


def downgrade() -> None:
    op.drop_table("sign_of_life")
