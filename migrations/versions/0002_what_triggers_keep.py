"""What the database keeps itself, whoever writes: boxes, words and calendar versions."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = ("title", "summary", "description", "venue_name")

TABLES = (
    # Only what the public can find is in the box: the index stays as small as the answer.
    "CREATE VIRTUAL TABLE activity_box USING rtree(id, south, north, west, east)",
    f"""
    CREATE VIRTUAL TABLE activity_words USING fts5(
        {", ".join(WORDS)}, content='activity', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
)

_put_in_box = """
    INSERT INTO activity_box (id, south, north, west, east)
    SELECT NEW.id, NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude
    WHERE NEW.status = 'published' AND NEW.latitude IS NOT NULL AND NEW.longitude IS NOT NULL;
"""
_forget_words = f"""
    INSERT INTO activity_words (activity_words, rowid, {", ".join(WORDS)})
    VALUES ('delete', OLD.id, {", ".join(f"OLD.{word}" for word in WORDS)});
"""
_learn_words = f"""
    INSERT INTO activity_words (rowid, {", ".join(WORDS)})
    VALUES (NEW.id, {", ".join(f"NEW.{word}" for word in WORDS)});
"""


# By leaps, so that a backup that was put back never comes by a version that meant something else.
_leap = "1 + abs(random()) % 1000000"


def _count(row: str) -> str:
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    SELECT {row}.municipality_code, {_leap}, NEW.changed_at
    WHERE {row}.municipality_code IS NOT NULL
    ON CONFLICT (municipality_code) DO UPDATE SET
        version = version + excluded.version, changed_at = max(changed_at, excluded.changed_at);
"""


def _count_of(activity_id: str, changed_at: str) -> str:
    """Count for the municipality of an activity when a row that belongs to it changed."""
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    SELECT DISTINCT municipality_code, {_leap}, {changed_at} FROM activity
    WHERE {activity_id} AND published_at IS NOT NULL AND municipality_code IS NOT NULL
    ON CONFLICT (municipality_code) DO UPDATE SET
        version = version + excluded.version, changed_at = max(changed_at, excluded.changed_at);
"""


_NOW = "strftime('%Y-%m-%d %H:%M:%S.000000', 'now')"

TRIGGERS = {
    "activity_box_insert": f"AFTER INSERT ON activity BEGIN {_put_in_box} END",
    "activity_box_update": f"""
        AFTER UPDATE OF latitude, longitude, status ON activity BEGIN
            DELETE FROM activity_box WHERE id = OLD.id; {_put_in_box}
        END
    """,
    "activity_box_delete": """
        AFTER DELETE ON activity BEGIN DELETE FROM activity_box WHERE id = OLD.id; END
    """,
    "activity_words_insert": f"AFTER INSERT ON activity BEGIN {_learn_words} END",
    "activity_words_update": f"""
        AFTER UPDATE OF {", ".join(WORDS)} ON activity BEGIN {_forget_words} {_learn_words} END
    """,
    "activity_words_delete": f"AFTER DELETE ON activity BEGIN {_forget_words} END",
    "calendar_version_insert": f"""
        AFTER INSERT ON activity WHEN NEW.published_at IS NOT NULL BEGIN {_count("NEW")} END
    """,
    "calendar_version_update": f"""
        AFTER UPDATE ON activity WHEN NEW.published_at IS NOT NULL BEGIN {_count("NEW")} END
    """,
    "calendar_version_leave": f"""
        AFTER UPDATE OF municipality_code ON activity
        WHEN NEW.published_at IS NOT NULL AND OLD.municipality_code IS NOT NEW.municipality_code
        BEGIN {_count("OLD")} END
    """,
    "calendar_version_date_insert": f"""
        AFTER INSERT ON occurrence
        BEGIN {_count_of("id = NEW.activity_id", "NEW.changed_at")} END
    """,
    "calendar_version_date_update": f"""
        AFTER UPDATE ON occurrence
        BEGIN {_count_of("id = NEW.activity_id", "NEW.changed_at")} END
    """,
    "calendar_version_date_delete": f"""
        AFTER DELETE ON occurrence BEGIN {_count_of("id = OLD.activity_id", _NOW)} END
    """,
    # The name of who organises is in every event.
    "calendar_version_organisation": f"""
        AFTER UPDATE OF name, changed_at ON organisation
        BEGIN {_count_of("organisation_id = NEW.id", "NEW.changed_at")} END
    """,
    # The name of an organisation is in the feeds, so a new name is a change of its activities.
    "organisation_renamed": """
        AFTER UPDATE OF name ON organisation WHEN NEW.name <> OLD.name BEGIN
            UPDATE activity SET changed_at = NEW.changed_at
            WHERE organisation_id = NEW.id AND published_at IS NOT NULL;
        END
    """,
}


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for name, rule in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {rule}")


def downgrade() -> None:
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for table in ("activity_words", "activity_box"):
        op.execute(f"DROP TABLE {table}")
