"""What is known of an activity as one number, for filters and their counts."""

import sqlalchemy as sa
from alembic import op

from weekapp.database import Long
from weekapp.database.triggers import Trigger, create, drop

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

# Bit by bit; weekapp/agenda/traits.py has the same.
FLAGS = (
    "activity.is_free",
    *(f"activity.{name} = 'yes'" for name in (
        "wheelchair", "accessible_toilet", "ring_loop", "quiet", "companion_dog"
    )),
    "activity.is_met_at_door",
    "activity.is_picked_up",
    "activity.continues_weekly",
    "CAST(activity.join_ways AS TEXT) LIKE '%\"walk_in\"%'",
    "activity.attendance <> 'online'",
    "activity.attendance <> 'in_person'",
)  # fmt: skip
AUDIENCES = (
    "iedereen", "ouderen", "volwassenen", "jongeren", "gezinnen", "mantelzorgers", "nieuwkomers",
    "nabestaanden", "beperking", "alleenstaanden", "lhbtiq",
)  # fmt: skip
THEMES = (
    "koffie", "eten", "wandelen", "bewegen", "creatief", "muziek", "spel", "natuur", "cultuur",
    "digitaal", "gesprek", "leren", "helpen",
)  # fmt: skip
LANGUAGES = ("nl", "en", "ar", "tr", "uk", "pl", "fa", "ti", "fy", "pap", "ngt")
READ = (
    "is_free", "wheelchair", "accessible_toilet", "ring_loop", "quiet", "companion_dog",
    "is_met_at_door", "is_picked_up", "continues_weekly", "join_ways", "attendance", "languages",
)  # fmt: skip


def _sum_of(table: str, codes: tuple[str, ...], first: int) -> str:
    cases = " ".join(f"WHEN '{code}' THEN {1 << first + n}" for n, code in enumerate(codes))
    return (
        f"coalesce((SELECT sum(CASE code {cases} ELSE 0 END) FROM {table}"
        " WHERE activity_id = activity.id), 0)"
    )


def _number() -> str:
    languages = [f"CAST(activity.languages AS TEXT) LIKE '%\"{code}\"%'" for code in LANGUAGES]
    after_flags = len(FLAGS)
    after_codes = after_flags + len(AUDIENCES) + len(THEMES)
    parts = [f"CASE WHEN {flag} THEN {1 << n} ELSE 0 END" for n, flag in enumerate(FLAGS)]
    parts += [
        f"CASE WHEN {one} THEN {1 << after_codes + n} ELSE 0 END" for n, one in enumerate(languages)
    ]
    parts.append(_sum_of("activity_audience", AUDIENCES, after_flags))
    parts.append(_sum_of("activity_theme", THEMES, after_flags + len(AUDIENCES)))
    return " + ".join(parts)


def fill(which: str) -> str:
    """The statement that notes the traits of some activities anew."""
    return f"""
    INSERT INTO activity_traits (activity_id, traits)
    SELECT activity.id, {_number()} FROM activity WHERE {which}
    ON CONFLICT (activity_id) DO UPDATE SET traits = excluded.traits;
    """


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
