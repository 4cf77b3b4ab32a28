"""How a municipality words its calendar, and which secret link is the calendar of an account."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Plain ALTER TABLE: a rebuilt table would lose its triggers.
COLUMNS = {
    "municipality": (
        sa.Column("calendar_label", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("tells_next_week", sa.Boolean(), nullable=False, server_default=sa.true()),
    ),
    "account": (sa.Column("calendar_turn", sa.Integer(), nullable=False, server_default="0"),),
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, column)


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)
