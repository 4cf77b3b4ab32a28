"""The points of the map and how many there are in each of its cells, made by statements on sets.

A point is where an activity is that people can still go to, once for each span of days it is on
in: span 0 is every day, another is the week. Its x and y count steps of a fixed length from 180
degrees west and 90 degrees south, so that x >> s and y >> s name the cell it is in at a level.
Triggers keep the same for one activity at a time; they are in the migration that made the tables.
"""

EVERY_DAY = 0
FINEST_LEVEL = 24
LEVELS = range(6, 19)
STEPS_PER_DEGREE = 2**FINEST_LEVEL / 360
# In the Netherlands a degree to the north is 1.6 times as far as one to the east.
STRETCH = 1.6

X = f"CAST(DOWN((activity.longitude + 180) * {STEPS_PER_DEGREE!r}) AS INTEGER)"
Y = f"CAST(DOWN((activity.latitude + 90) * {STEPS_PER_DEGREE * STRETCH!r}) AS INTEGER)"
IS_SHOWN = """
    activity.status = 'published' AND activity.latitude IS NOT NULL
    AND activity.longitude IS NOT NULL AND activity.attendance <> 'online'
    AND NOT activity.wants_location AND occurrence.status IN ('planned', 'full')
"""
SHOWN = f"""
    FROM activity JOIN occurrence ON occurrence.activity_id = activity.id
    JOIN map_span ON occurrence.on_date >= map_span.first_day
        AND occurrence.on_date <= map_span.last_day
    WHERE {IS_SHOWN}
"""
POINTS = f"""
    INSERT INTO map_point (activity_id, span, x, y, until)
    SELECT activity.id, map_span.id, {X}, {Y}, max(occurrence.ends_at) {SHOWN}
"""
ONE_FOR_EACH = "GROUP BY activity.id, map_span.id"


def levels() -> str:
    """The levels as rows of one column, `column1`."""
    return f"(VALUES {', '.join(f'({level})' for level in LEVELS)}) AS levels"


def fill(span: int | None = None) -> list[str]:
    """Statements that make all points and cells anew, or those of one span.

    The triggers of `map_point` are to be off meanwhile. A level is counted from the one below it.
    """
    of_span = "" if span is None else f"AND map_span.id = {span}"
    only = "" if span is None else f" WHERE span = {span}"
    return [
        f"DELETE FROM map_cell{only}",
        f"DELETE FROM map_point{only}",
        f"{POINTS} {of_span} {ONE_FOR_EACH}",
        *(_cells(level, span) for level in reversed(LEVELS)),
    ]


def _cells(level: int, span: int | None) -> str:
    only = "" if span is None else f" AND span = {span}"
    if level == LEVELS[-1]:
        source, shift = f"FROM map_point WHERE true{only}", FINEST_LEVEL - level
        sums = "count(*), sum(x), sum(y)"
    else:
        source, shift = f"FROM map_cell WHERE level = {level + 1}{only}", 1
        sums = "sum(how_many), sum(sum_x), sum(sum_y)"
    return f"""
        INSERT INTO map_cell (span, level, x, y, how_many, sum_x, sum_y)
        SELECT span, {level}, x >> {shift}, y >> {shift}, {sums} {source}
        GROUP BY span, x >> {shift}, y >> {shift}
    """
