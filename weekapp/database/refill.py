"""What PostgreSQL keeps of activities beside their table, filled at once instead of row by row.

The triggers of `activity` keep the indexes by place and by word; whoever copies many rows turns
them off and asks for this afterwards. It says for a whole table what they say for a row.
"""

WEIGHTS = {"title": "A", "summary": "C", "description": "D", "venue_name": "B"}
INDEXES = ("activity_box", "activity_words")

_weighed = " || ".join(
    f"setweight(to_tsvector('simple', plain_words({column})), '{weight}')"
    for column, weight in WEIGHTS.items()
)
STATEMENTS = (
    f"TRUNCATE {', '.join(INDEXES)}",
    """
    INSERT INTO activity_box (id, latitude, longitude, point)
    SELECT id, latitude, longitude,
        ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography
    FROM activity
    WHERE status = 'published' AND latitude IS NOT NULL AND longitude IS NOT NULL
    """,
    f"INSERT INTO activity_words (rowid, words) SELECT id, {_weighed} FROM activity",
)
