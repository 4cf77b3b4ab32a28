"""What triggers keep, made anew by statements on sets: one function for each thing they keep.

Each gives the statements for an engine, `sqlite` or `postgresql`. Who adds something that triggers
keep adds it to FILLS; a test holds both ways against each other.
"""

from collections.abc import Callable

from weekapp.database import map_sums, trait_numbers

# Tables that only the engine itself knows, and that each engine makes in its own way.
INDEXES = ("activity_box", "activity_words")
WEIGHTS = {
    "organisation.name": "B",
    "activity.title": "A",
    "activity.summary": "C",
    "activity.description": "D",
    "activity.venue_name": "C",
}
SEEN = "published_at IS NOT NULL"
# The last change of each activity that was ever public: its own, or that of one of its dates.
CHANGED = f"""
    SELECT municipality_code, organisation_id,
        LATEST(activity.changed_at, coalesce(dates.changed_at, activity.changed_at)) AS changed_at
    FROM activity LEFT JOIN (
        SELECT activity_id, max(changed_at) AS changed_at FROM occurrence GROUP BY activity_id
    ) AS dates ON dates.activity_id = activity.id
    WHERE {SEEN}
"""


def boxes(engine: str) -> list[str]:
    """Where what can be found is."""
    if engine == "sqlite":
        columns, values = "south, north, west, east", "latitude, latitude, longitude, longitude"
    else:
        columns, values = (
            "latitude, longitude, point",
            ("latitude, longitude, ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography"),
        )
    is_found = "status = 'published' AND latitude IS NOT NULL AND longitude IS NOT NULL"
    put = f"INSERT INTO activity_box (id, {columns}) SELECT id, {values} FROM activity"
    return ["DELETE FROM activity_box", f"{put} WHERE {is_found}"]


def words(engine: str) -> list[str]:
    """The words of every activity, its drafts too."""
    if engine == "sqlite":
        return ["INSERT INTO activity_words (activity_words) VALUES ('rebuild')"]
    weighed = " || ".join(
        f"setweight(to_tsvector('simple', plain_words({column})), '{weight}')"
        for column, weight in WEIGHTS.items()
    )
    learn = f"INSERT INTO activity_words (rowid, words) SELECT activity.id, {weighed}"
    # The index of words is made faster at once than row by row.
    return [
        "DELETE FROM activity_words",
        "DROP INDEX ix_activity_words_words",
        f"{learn} FROM activity JOIN organisation ON organisation.id = activity.organisation_id",
        "CREATE INDEX ix_activity_words_words ON activity_words USING gin (words)",
    ]


def calendar_versions(_: str) -> list[str]:
    """Another version of the calendar of each municipality."""
    return [_versions("calendar_version", "municipality_code")]


def organisation_versions(_: str) -> list[str]:
    """Another version of the calendar of each organisation."""
    return [_versions("organisation_version", "organisation_id")]


def activity_stamps(_: str) -> list[str]:
    """Another stamp of each activity that was ever public."""
    stamp = "INSERT INTO activity_stamp (activity_id, stamp) SELECT id, OTHER_NUMBER()"
    again = "ON CONFLICT (activity_id) DO UPDATE SET stamp = excluded.stamp"
    return [f"{stamp} FROM activity WHERE {SEEN} {again}"]


def points_of_the_map(_: str) -> list[str]:
    """Every point of the map and the counts of its cells."""
    return map_sums.fill()


def traits(_: str) -> list[str]:
    """What is known of each activity, as one number."""
    return [trait_numbers.fill("true")]


def public_stamp(engine: str) -> list[str]:
    """Another stamp of everything the public sees; in PostgreSQL also told to who listens."""
    if engine == "postgresql":
        return ["SELECT stamp_public()"]
    return ["UPDATE public_stamp SET stamp = OTHER_BYTES()"]


FILLS: dict[str, Callable[[str], list[str]]] = {
    "activity_box": boxes,
    "activity_words": words,
    "calendar_version": calendar_versions,
    "organisation_version": organisation_versions,
    "activity_stamp": activity_stamps,
    "activity_traits": traits,
    "map_point": points_of_the_map,
    "public_stamp": public_stamp,
}


def indexes(engine: str) -> list[str]:
    """The indexes by place and by word, of activities that were copied as they are."""
    return [*boxes(engine), *words(engine)]


def _versions(table: str, key: str) -> str:
    return f"""
        INSERT INTO {table} ({key}, version, changed_at)
        SELECT {key}, A_LEAP(), max(changed_at) FROM ({CHANGED}) AS changed
        WHERE {key} IS NOT NULL GROUP BY {key}
        ON CONFLICT ({key}) DO UPDATE SET version = {table}.version + excluded.version,
            changed_at = LATEST({table}.changed_at, excluded.changed_at)
    """
