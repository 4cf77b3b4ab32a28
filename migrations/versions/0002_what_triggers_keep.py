"""What the database keeps itself, whoever writes: boxes, words and calendar versions."""

from alembic import op

from weekapp.database.triggers import Trigger, create, drop, engine, is_postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = ("title", "summary", "description", "venue_name")

SQLITE = (
    # Only what the public can find is in the box: the index stays as small as the answer.
    "CREATE VIRTUAL TABLE activity_box USING rtree(id, south, north, west, east)",
    f"""
    CREATE VIRTUAL TABLE activity_words USING fts5(
        {", ".join(WORDS)}, content='activity', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    # Great-circle distance by the mean radius, to the letter what SQLite is given.
    """
    CREATE FUNCTION kilometres(
        lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision
    ) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT 2 * 6371.0088 * asin(sqrt(least(1.0,
            power(sin((radians(lat2) - radians(lat1)) / 2), 2)
            + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2)
        )))
    $$
    """,
    # Words as they are looked for: small letters without accents, and nothing between but spaces.
    """
    CREATE FUNCTION plain_words(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT regexp_replace(
            lower(public.unaccent('public.unaccent'::regdictionary, typed)),
            '[^[:alnum:]]+', ' ', 'g')
    $$
    """,
    """
    CREATE TABLE activity_box (
        id integer PRIMARY KEY, latitude double precision NOT NULL,
        longitude double precision NOT NULL, point geography(Point, 4326) NOT NULL
    )
    """,
    # By distance on the globe, and by what is in a piece of the map.
    "CREATE INDEX ix_activity_box_point ON activity_box USING gist (point)",
    "CREATE INDEX ix_activity_box_map ON activity_box USING gist ((point::geometry))",
    "CREATE TABLE activity_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_activity_words_words ON activity_words USING gin (words)",
)

_put_in_box = {
    "sqlite": """
    INSERT INTO activity_box (id, south, north, west, east)
    SELECT NEW.id, NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude
    WHERE NEW.status = 'published' AND NEW.latitude IS NOT NULL AND NEW.longitude IS NOT NULL;
    """,
    "postgresql": """
    INSERT INTO activity_box (id, latitude, longitude, point)
    SELECT NEW.id, NEW.latitude, NEW.longitude,
        ST_SetSRID(ST_MakePoint(NEW.longitude, NEW.latitude), 4326)::geography
    WHERE NEW.status = 'published' AND NEW.latitude IS NOT NULL AND NEW.longitude IS NOT NULL;
    """,
}
_forget_words = {
    "sqlite": f"""
    INSERT INTO activity_words (activity_words, rowid, {", ".join(WORDS)})
    VALUES ('delete', OLD.id, {", ".join(f"OLD.{word}" for word in WORDS)});
    """,
    "postgresql": "DELETE FROM activity_words WHERE rowid = OLD.id;",
}
_weighed = " || ".join(
    f"setweight(to_tsvector('simple', plain_words(NEW.{word})), '{weight}')"
    for word, weight in zip(WORDS, "ACDB", strict=True)
)
_learn_words = {
    "sqlite": f"""
    INSERT INTO activity_words (rowid, {", ".join(WORDS)})
    VALUES (NEW.id, {", ".join(f"NEW.{word}" for word in WORDS)});
    """,
    "postgresql": f"INSERT INTO activity_words (rowid, words) VALUES (NEW.id, {_weighed});",
}


def _count(row: str) -> str:
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    SELECT {row}.municipality_code, A_LEAP(), NEW.changed_at
    WHERE {row}.municipality_code IS NOT NULL
    ON CONFLICT (municipality_code) DO UPDATE SET
        version = calendar_version.version + excluded.version,
        changed_at = LATEST(calendar_version.changed_at, excluded.changed_at);
    """


def _count_of(activity_id: str, changed_at: str) -> str:
    """Count for the municipality of an activity when a row that belongs to it changed."""
    return f"""
    INSERT INTO calendar_version (municipality_code, version, changed_at)
    SELECT municipality_code, A_LEAP(), {changed_at} FROM activity
    WHERE {activity_id} AND published_at IS NOT NULL AND municipality_code IS NOT NULL
    GROUP BY municipality_code
    ON CONFLICT (municipality_code) DO UPDATE SET
        version = calendar_version.version + excluded.version,
        changed_at = LATEST(calendar_version.changed_at, excluded.changed_at);
    """


def _triggers() -> dict[str, Trigger]:
    put_in_box, forget, learn = (
        one[engine()] for one in (_put_in_box, _forget_words, _learn_words)
    )
    leave_box = "DELETE FROM activity_box WHERE id = OLD.id;"
    return {
        "activity_box_insert": Trigger("AFTER INSERT ON activity", put_in_box),
        "activity_box_update": Trigger(
            "AFTER UPDATE OF latitude, longitude, status ON activity", leave_box + put_in_box
        ),
        "activity_box_delete": Trigger("AFTER DELETE ON activity", leave_box),
        "activity_words_insert": Trigger("AFTER INSERT ON activity", learn),
        "activity_words_update": Trigger(
            f"AFTER UPDATE OF {', '.join(WORDS)} ON activity", forget + learn
        ),
        "activity_words_delete": Trigger("AFTER DELETE ON activity", forget),
        "calendar_version_insert": Trigger("AFTER INSERT ON activity", _count("NEW"), _IS_SEEN),
        "calendar_version_update": Trigger("AFTER UPDATE ON activity", _count("NEW"), _IS_SEEN),
        "calendar_version_leave": Trigger(
            "AFTER UPDATE OF municipality_code ON activity",
            _count("OLD"),
            f"{_IS_SEEN} AND OLD.municipality_code IS_ANOTHER NEW.municipality_code",
        ),
        "calendar_version_date_insert": Trigger(
            "AFTER INSERT ON occurrence", _count_of("id = NEW.activity_id", "NEW.changed_at")
        ),
        "calendar_version_date_update": Trigger(
            "AFTER UPDATE ON occurrence", _count_of("id = NEW.activity_id", "NEW.changed_at")
        ),
        "calendar_version_date_delete": Trigger(
            "AFTER DELETE ON occurrence", _count_of("id = OLD.activity_id", "THIS_MOMENT()")
        ),
        # The name of who organises is in every event.
        "calendar_version_organisation": Trigger(
            "AFTER UPDATE OF name, changed_at ON organisation",
            _count_of("organisation_id = NEW.id", "NEW.changed_at"),
        ),
        # The name of an organisation is in the feeds: a new name is a change of its activities.
        "organisation_renamed": Trigger(
            "AFTER UPDATE OF name ON organisation",
            """
            UPDATE activity SET changed_at = NEW.changed_at
            WHERE organisation_id = NEW.id AND published_at IS NOT NULL;
            """,
            "NEW.name <> OLD.name",
        ),
    }


_IS_SEEN = "NEW.published_at IS NOT NULL"


def upgrade() -> None:
    for statement in POSTGRESQL if is_postgresql() else SQLITE:
        op.execute(statement)
    for name, trigger in _triggers().items():
        create(name, trigger)


def downgrade() -> None:
    for name, trigger in _triggers().items():
        drop(name, trigger.table)
    for table in ("activity_words", "activity_box"):
        op.execute(f"DROP TABLE {table}")
    if is_postgresql():
        # The extensions stay: whoever runs the database may use them for more.
        op.execute("DROP FUNCTION plain_words(text)")
        op.execute(f"DROP FUNCTION kilometres({', '.join(['double precision'] * 4)})")
