"""What an activity becomes when its source says something else than last time.

Only what changed at the source is taken over: what the organiser wrote here by hand stays.
"""

from weekapp.activities.rows import Row, Typed, rows_in, with_rows

# Fields by which the form keeps its own books.
BOOKS = ("seen", "form_token", "pin_seen", "picture_name", "latitude", "longitude")
WHEN = ("day", "starts", "ends", "last_day", "all_day", "starts_turn", "ends_turn", "note")


def filled_in(fields: Typed, defaults: Typed) -> Typed:
    """Fields with what is the same everywhere where they say nothing.

    A place goes as a whole: the street of one and the town of another make no address.
    """
    whole = dict(fields)
    for group in GROUPS:
        if not any(_says(fields, name) for name in group):
            whole |= {name: defaults[name] for name in group if _says(defaults, name)}
    return whole


GROUPS = (
    ("themes",),
    ("audiences",),
    ("attendance",),
    ("venue_name", "street", "postcode", "place", "online_url"),
    ("join_ways", "join_url"),
    ("contact_name", "contact_phone", "contact_hours", "contact_email"),
    ("host_name",),
    ("summary",),
    ("novelty",),
    ("municipality_code",),
)
DEFAULTABLE = tuple(name for group in GROUPS for name in group)


def merged(here: Typed, last: Typed, found: Typed, now: Typed) -> Typed:
    """What stands here with what changed at the source since `last`.

    `found` is what the source says now, `now` the same as the organiser corrected it.
    """
    names = {name for name in (*last, *found, *now) if not name.startswith("dates-")}
    taken = {
        name: now.get(name, [])
        for name in names - set(BOOKS)
        if _text(found, name) != _text(last, name) or _text(now, name) != _text(found, name)
    }
    rows = _rows(rows_in(here), rows_in(last), rows_in(now))
    return with_rows(here | taken, rows)


def differs(one: Typed, other: Typed) -> bool:
    """Whether two ways of filling in the form say something else."""
    names = {name for name in (*one, *other) if not name.startswith("dates-")} - set(BOOKS)
    if any(_text(one, name) != _text(other, name) for name in names):
        return True
    return sorted(map(_when, rows_in(one))) != sorted(map(_when, rows_in(other)))


def _rows(here: list[Row], last: list[Row], now: list[Row]) -> list[Row]:
    """The dates that stand here: without those that went, with those that came.

    Where one went and another came it is the same date at another time, and keeps its identity.
    """
    before, after = {_when(row) for row in last}, {_when(row) for row in now}
    left = [row for row in here if _when(row) not in before - after]
    gone = [row for row in here if _when(row) in before - after]
    there = {_when(row) for row in left}
    came = [row for row in now if _when(row) not in before and _when(row) not in there]
    moved = [row | {"id": old.get("id", "")} for row, old in zip(came, gone, strict=False)]
    rows = [*left, *moved, *came[len(moved) :]]
    return sorted((row for row in rows if any(row.values())), key=_when)


def _when(row: Row) -> tuple[str, ...]:
    return tuple((row.get(part) or "").strip() for part in WHEN)


def _says(fields: Typed, name: str) -> bool:
    return any(value.strip() for value in fields.get(name, []))


def _text(fields: Typed, name: str) -> list[str]:
    return sorted(value.strip() for value in fields.get(name, []) if value.strip())
