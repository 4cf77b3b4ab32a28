"""Whom people can talk to in a municipality, as its coordinator says."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LENGTHS = {"help_name": 80, "help_phone": 24, "help_hours": 80}


def upgrade() -> None:
    for name, length in LENGTHS.items():
        text = sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        op.add_column("municipality", text)


def downgrade() -> None:
    for name in LENGTHS:
        op.drop_column("municipality", name)
