"""The name of who organises among the words, and every word with its stem beside them."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from weekapp.activities.search_terms import rows_of
from weekapp.database.triggers import Trigger, create, drop, engine, is_postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# With the weight each has in PostgreSQL.
TEXTS = {"title": "A", "summary": "C", "description": "D", "venue_name": "C"}
TEXTS_BEFORE = {"title": "A", "summary": "C", "description": "D", "venue_name": "B"}
BATCH = 5000
TOKENS = "tokenize='unicode61 remove_diacritics 2'"

SQLITE = (
    # What FTS5 looks in when it has to know what it indexed.
    f"""
    CREATE VIEW activity_words_texts AS
    SELECT activity.id, {", ".join(f"activity.{name}" for name in TEXTS)},
        organisation.name AS organisation
    FROM activity JOIN organisation ON organisation.id = activity.organisation_id
    """,
    f"""
    CREATE VIRTUAL TABLE activity_words USING fts5(
        {", ".join(TEXTS)}, organisation,
        content='activity_words_texts', content_rowid='id', {TOKENS}
    )
    """,
    "INSERT INTO activity_words (activity_words) VALUES ('rebuild')",
    """
    CREATE VIRTUAL TABLE search_term_pieces USING fts5(
        plain, content='search_term', content_rowid='id', tokenize='trigram'
    )
    """,
)
SQLITE_BEFORE = (
    f"""
    CREATE VIRTUAL TABLE activity_words USING fts5(
        {", ".join(TEXTS_BEFORE)}, content='activity', content_rowid='id',
        {TOKENS}, prefix='2 3'
    )
    """,
    "INSERT INTO activity_words (activity_words) VALUES ('rebuild')",
)


def _weighed(row: str, texts: dict[str, str]) -> str:
    return " || ".join(
        f"setweight(to_tsvector('simple', plain_words({row}.{name})), '{weight}')"
        for name, weight in texts.items()
    )


def _vector(name: str, row: str = "NEW") -> str:
    """All words of an activity of an organisation with this name."""
    return f"setweight(to_tsvector('simple', plain_words({name})), 'B') || {_weighed(row, TEXTS)}"


POSTGRESQL = (
    "DELETE FROM activity_words",
    f"""
    INSERT INTO activity_words (rowid, words)
    SELECT activity.id, {_vector("organisation.name", "activity")}
    FROM activity JOIN organisation ON organisation.id = activity.organisation_id
    """,
)
POSTGRESQL_BEFORE = (
    "DELETE FROM activity_words",
    f"""
    INSERT INTO activity_words (rowid, words)
    SELECT id, {_weighed("activity", TEXTS_BEFORE)} FROM activity
    """,
)


def _words(deed: str, row: str, name: str) -> str:
    """Put a row in the FTS5 table; to take it out one has to say what was in it."""
    also, value = ("activity_words, ", "'delete', ") if deed == "delete" else ("", "")
    return f"""
    INSERT INTO activity_words ({also}rowid, {", ".join(TEXTS)}, organisation)
    SELECT {value}{row}.id, {", ".join(f"{row}.{text}" for text in TEXTS)}, {name}"""


def _name_of(row: str) -> str:
    return f"(SELECT name FROM organisation WHERE id = {row}.organisation_id)"


_learn = {
    "sqlite": f"{_words('insert', 'NEW', _name_of('NEW'))};",
    "postgresql": "INSERT INTO activity_words (rowid, words)"
    f" VALUES (NEW.id, {_vector(_name_of('NEW'))});",
}
_forget = {
    "sqlite": f"{_words('delete', 'OLD', _name_of('OLD'))};",
    "postgresql": "DELETE FROM activity_words WHERE rowid = OLD.id;",
}
_of_it = "FROM activity WHERE activity.organisation_id = NEW.id;"
_rename = {
    "sqlite": f"""
    {_words("delete", "activity", "OLD.name")} {_of_it}
    {_words("insert", "activity", "NEW.name")} {_of_it}
    """,
    "postgresql": f"""
    UPDATE activity_words SET words = {_vector("NEW.name", "activity")}
    FROM activity WHERE activity.id = activity_words.rowid AND activity.organisation_id = NEW.id;
    """,
}
_forget_before = {
    "sqlite": f"""
    INSERT INTO activity_words (activity_words, rowid, {", ".join(TEXTS_BEFORE)})
    VALUES ('delete', OLD.id, {", ".join(f"OLD.{name}" for name in TEXTS_BEFORE)});
    """,
    "postgresql": _forget["postgresql"],
}
_learn_before = {
    "sqlite": f"""
    INSERT INTO activity_words (rowid, {", ".join(TEXTS_BEFORE)})
    VALUES (NEW.id, {", ".join(f"NEW.{name}" for name in TEXTS_BEFORE)});
    """,
    "postgresql": "INSERT INTO activity_words (rowid, words)"
    f" VALUES (NEW.id, {_weighed('NEW', TEXTS_BEFORE)});",
}


def _triggers() -> dict[str, Trigger]:
    learn, forget, rename = (one[engine()] for one in (_learn, _forget, _rename))
    changes = f"AFTER UPDATE OF {', '.join(TEXTS)}, organisation_id ON activity"
    return {
        "activity_words_insert": Trigger("AFTER INSERT ON activity", learn),
        "activity_words_update": Trigger(changes, forget + learn),
        "activity_words_delete": Trigger("AFTER DELETE ON activity", forget),
        "activity_words_renamed": Trigger(
            "AFTER UPDATE OF name ON organisation", rename, "NEW.name <> OLD.name"
        ),
    }


def _triggers_before() -> dict[str, Trigger]:
    learn, forget = _learn_before[engine()], _forget_before[engine()]
    changes = f"AFTER UPDATE OF {', '.join(TEXTS_BEFORE)} ON activity"
    return {
        "activity_words_insert": Trigger("AFTER INSERT ON activity", learn),
        "activity_words_update": Trigger(changes, forget + learn),
        "activity_words_delete": Trigger("AFTER DELETE ON activity", forget),
    }


_PIECES = {
    "search_term_pieces_insert": Trigger(
        "AFTER INSERT ON search_term",
        "INSERT INTO search_term_pieces (rowid, plain) VALUES (NEW.id, NEW.plain);",
    ),
    "search_term_pieces_delete": Trigger(
        "AFTER DELETE ON search_term",
        "INSERT INTO search_term_pieces (search_term_pieces, rowid, plain)"
        " VALUES ('delete', OLD.id, OLD.plain);",
    ),
}


def upgrade() -> None:
    letters = sa.String(60, collation="C" if is_postgresql() else None)
    terms = op.create_table(
        "search_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(120), nullable=False),
        sa.Column("plain", letters, nullable=False),
        sa.Column("stem", letters, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_term")),
        sa.UniqueConstraint("term", name=op.f("uq_search_term_term")),
    )
    op.create_index("ix_search_term_plain", "search_term", ["plain"])
    op.create_index("ix_search_term_stem", "search_term", ["stem"])
    for name, trigger in _triggers_before().items():
        drop(name, trigger.table)
    if is_postgresql():
        _say(*POSTGRESQL)
        _say("CREATE INDEX search_term_pieces ON search_term USING gin (plain gin_trgm_ops)")
    else:
        _say("DROP TABLE activity_words", *SQLITE)
    for name, trigger in (_triggers() | ({} if is_postgresql() else _PIECES)).items():
        create(name, trigger)
    op.bulk_insert(terms, _known_terms())


def downgrade() -> None:
    for name, trigger in (_triggers() | ({} if is_postgresql() else _PIECES)).items():
        drop(name, trigger.table)
    if is_postgresql():
        _say(*POSTGRESQL_BEFORE)
    else:
        _say("DROP TABLE search_term_pieces", "DROP TABLE activity_words")
        _say("DROP VIEW activity_words_texts", *SQLITE_BEFORE)
    op.drop_table("search_term")
    for name, trigger in _triggers_before().items():
        create(name, trigger)


def _say(*statements: str) -> None:
    for statement in statements:
        op.execute(statement)


def _known_terms() -> list[dict[str, str]]:
    """The words of what the public could read until now."""
    return rows_of(_public_texts(), is_postgresql())


def _public_texts() -> Iterator[str]:
    connection = op.get_bind()
    yield from connection.scalars(sa.text("SELECT name FROM organisation"))
    public = sa.text(f"SELECT {', '.join(TEXTS)} FROM activity WHERE published_at IS NOT NULL")
    for row in connection.execute(public.execution_options(yield_per=BATCH)):
        yield from row
