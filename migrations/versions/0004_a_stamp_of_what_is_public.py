"""A stamp that is another one after each change the public can see."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_another = "UPDATE public_stamp SET stamp = randomblob(8);"


def _is_seen(row: str) -> str:
    """Whether the activity that a row is of was ever public; drafts are written all day."""
    return f"(SELECT published_at FROM activity WHERE id = {row}.activity_id) IS NOT NULL"


# For each table: when a row that comes, changes or goes is one the public reads.
WATCHED = {
    "activity": ("NEW.published_at IS NOT NULL", "OLD.published_at IS NOT NULL"),
    "occurrence": (_is_seen("NEW"), _is_seen("OLD")),
    "activity_audience": (_is_seen("NEW"), _is_seen("OLD")),
    "activity_theme": (_is_seen("NEW"), _is_seen("OLD")),
    "organisation": ("1", "1"),
    "organisation_slug": ("1", "1"),
    "municipality": ("1", "1"),
    "edition": ("1", "1"),
}


def _rules() -> dict[str, str]:
    rules = {}
    for table, (new, old) in WATCHED.items():
        rules[f"stamp_{table}_insert"] = f"AFTER INSERT ON {table} WHEN {new}"
        rules[f"stamp_{table}_update"] = f"AFTER UPDATE ON {table} WHEN {new} OR {old}"
        rules[f"stamp_{table}_delete"] = f"BEFORE DELETE ON {table} WHEN {old}"
    return rules


def upgrade() -> None:
    op.create_table(
        "public_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_stamp")),
    )
    op.execute("INSERT INTO public_stamp (id, stamp) VALUES (1, randomblob(8))")
    for name, rule in _rules().items():
        op.execute(f"CREATE TRIGGER {name} {rule} BEGIN {_another} END")


def downgrade() -> None:
    for name in _rules():
        op.execute(f"DROP TRIGGER {name}")
    op.drop_table("public_stamp")
