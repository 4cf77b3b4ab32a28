"""A stamp that is another one after each change the public can see."""

import sqlalchemy as sa
from alembic import op

from weekapp.database.triggers import Trigger, create, drop, is_postgresql, say

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ANOTHER = "UPDATE public_stamp SET stamp = OTHER_BYTES();"
# Once in each transaction is enough: a row that is written a million times in one slows it down.
# Whoever listens hears of it after the commit.
_ANOTHER_FUNCTION = f"""
    CREATE FUNCTION stamp_public() RETURNS void LANGUAGE plpgsql AS $$
    DECLARE this text := pg_current_xact_id()::text;
    BEGIN
        IF current_setting('weekapp.stamped', true) IS DISTINCT FROM this THEN
            {_ANOTHER}
            PERFORM set_config('weekapp.stamped', this, true);
            PERFORM pg_notify('weekapp_public', '');
        END IF;
    END $$
"""


def _is_seen(row: str) -> str:
    """Whether the activity that a row is of was ever public; drafts are written all day."""
    return f"(SELECT published_at FROM activity WHERE id = {row}.activity_id) IS NOT NULL"


# For each table: when a row that comes, changes or goes is one the public reads.
WATCHED = {
    "activity": ("NEW.published_at IS NOT NULL", "OLD.published_at IS NOT NULL"),
    "occurrence": (_is_seen("NEW"), _is_seen("OLD")),
    "activity_audience": (_is_seen("NEW"), _is_seen("OLD")),
    "activity_theme": (_is_seen("NEW"), _is_seen("OLD")),
    "organisation": ("true", "true"),
    "organisation_slug": ("true", "true"),
    "municipality": ("true", "true"),
    "edition": ("true", "true"),
}


def _triggers() -> dict[str, Trigger]:
    another = "PERFORM stamp_public();" if is_postgresql() else _ANOTHER
    triggers = {}
    for table, (new, old) in WATCHED.items():
        for moment, seen in (
            ("AFTER INSERT", new),
            ("AFTER UPDATE", f"{new} OR {old}"),
            ("BEFORE DELETE", old),
        ):
            name = f"stamp_{table}_{moment.split()[1].lower()}"
            triggers[name] = Trigger(f"{moment} ON {table}", another, seen)
    return triggers


def upgrade() -> None:
    op.create_table(
        "public_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_stamp")),
    )
    op.execute(say("INSERT INTO public_stamp (id, stamp) VALUES (1, OTHER_BYTES())"))
    if is_postgresql():
        op.execute(say(_ANOTHER_FUNCTION))
    for name, trigger in _triggers().items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in _triggers().items():
        drop(name, trigger.table)
    if is_postgresql():
        op.execute("DROP FUNCTION stamp_public()")
    op.drop_table("public_stamp")
