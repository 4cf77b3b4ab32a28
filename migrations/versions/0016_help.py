"""Whom people can ring anywhere in the country: as data, with who changed it."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import UtcDateTime
from weekapp.database.triggers import Trigger, create, drop, is_postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# What stood in the templates until now.
KNOWN = {
    "position": 1,
    "name": "De Luisterlijn",
    "phone": "088 0767 000",
    "hours": "",
    "website": "https://www.deluisterlijn.nl",
    "sentence": "Bel de Luisterlijn. Dag en nacht, ook zonder reden.",
    "is_shown": True,
}
MOMENTS = ("AFTER INSERT", "AFTER UPDATE", "BEFORE DELETE")


def _triggers() -> dict[str, Trigger]:
    """Another stamp after each change, as for all that the public reads."""
    another = (
        "PERFORM stamp_public();"
        if is_postgresql()
        else "UPDATE public_stamp SET stamp = OTHER_BYTES();"
    )
    return {
        f"stamp_helpline_{moment.split()[1].lower()}": Trigger(f"{moment} ON helpline", another)
        for moment in MOMENTS
    }


def upgrade() -> None:
    helpline = op.create_table(
        "helpline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=24), nullable=False),
        sa.Column("hours", sa.String(length=80), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpline")),
    )
    op.create_table(
        "helpline_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(length=10), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_helpline_change_account_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpline_change")),
    )
    op.bulk_insert(helpline, [KNOWN])
    for name, trigger in _triggers().items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in _triggers().items():
        drop(name, trigger.table)
    op.drop_table("helpline_change")
    op.drop_table("helpline")
