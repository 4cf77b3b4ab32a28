"""What stands in the database besides rows, asked in the words of either engine."""

from typing import Any

from sqlalchemy import text

from tests import engines
from weekapp.database import db

SQLITE = """
    SELECT type, name, sql FROM sqlite_master
    WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name
"""
# What belongs to an extension is not ours.
_FREE = """
    NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = {0}.oid AND d.deptype = 'e')
    AND {0}.{1}namespace = 'public'::regnamespace
"""
POSTGRESQL = (
    f"""
    SELECT 'table', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(v.adbin, v.adrelid)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_attrdef v ON v.adrelid = c.oid AND v.adnum = a.attnum
    WHERE c.relkind IN ('r', 'v', 'm', 'S') AND NOT a.attisdropped
    AND c.relname <> 'alembic_version' AND {_FREE.format("c", "rel")}
    """,
    f"""
    SELECT 'index', c.relname, pg_get_indexdef(c.oid) FROM pg_class c
    WHERE c.relkind = 'i' AND c.relname NOT IN ('alembic_version_pkc', 'spatial_ref_sys_pkey')
    AND {_FREE.format("c", "rel")}
    """,
    f"""
    SELECT 'constraint', k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
    WHERE k.conname <> 'alembic_version_pkc' AND {_FREE.format("k", "con")}
    AND k.conrelid::regclass::text <> 'spatial_ref_sys'
    """,
    """
    SELECT 'trigger', t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
    """,
    f"""
    SELECT 'function', p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE p.prokind = 'f' AND {_FREE.format("p", "pro")}
    """,
)
BOX = {
    "sqlite": "SELECT id, round(south, 3), round(west, 3) FROM activity_box",
    "postgresql": """
        SELECT id, round(ST_Y(point::geometry)::numeric, 3)::float,
            round(ST_X(point::geometry)::numeric, 3)::float FROM activity_box
        WHERE latitude = ST_Y(point::geometry) AND longitude = ST_X(point::geometry)
    """,
}
WORDS = {
    "sqlite": "SELECT rowid FROM activity_words WHERE activity_words MATCH :words",
    "postgresql": "SELECT rowid FROM activity_words WHERE words @@ to_tsquery('simple', :words)",
}


def rows(statement: str, **values: Any) -> list[Any]:
    """What the database of the site answers."""
    return [tuple(row) for row in db.session.execute(text(statement), values)]


def names() -> list[Any]:
    """Every table, index, trigger and function there is, with how it was made."""
    if not engines.IS_POSTGRESQL:
        return rows(SQLITE)
    found = [row for statement in POSTGRESQL for row in rows(statement)]
    return sorted(found, key=repr)


def box() -> list[Any]:
    """The points that can be found: id, latitude and longitude to a thousandth."""
    return rows(BOX[engines.NAME])


def found(words: str) -> list[int]:
    """The activities with words in them; a star stands for the rest of a word."""
    starred = words.replace("*", ":*") if engines.IS_POSTGRESQL else words
    return [row[0] for row in rows(WORDS[engines.NAME], words=starred)]


def lost_words() -> list[Any]:
    """The words that are kept of what is not there; SQLite looks into its own index."""
    if engines.IS_POSTGRESQL:
        return rows("SELECT rowid FROM activity_words WHERE rowid NOT IN (SELECT id FROM activity)")
    check = "INSERT INTO activity_words (activity_words, rank) VALUES ('integrity-check', 1)"
    db.session.execute(text(check))
    return []
