"""What somebody would have typed in the form to say what an activity says now."""

from datetime import datetime, timedelta

from weekapp.activities.changes import stamp
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.rows import Row, Typed, rows_in, with_rows
from weekapp.activities.vocabulary import FACILITIES
from weekapp.activities.wall import is_all_day, turn
from weekapp.clock import local

TEXTS = (
    "title",
    "summary",
    "description",
    "novelty",
    "attendance",
    "venue_name",
    "street",
    "postcode",
    "place",
    "online_url",
    "price",
    *FACILITIES,
    "join_url",
    "contact_name",
    "contact_phone",
    "contact_hours",
    "contact_email",
    "host_name",
    "first_visit",
    "picture_alt",
)
LISTS = ("themes", "audiences", "languages", "join_ways")
NUMBERS = ("group_size", "capacity")
FLAGS = ("may_bring_someone", "is_met_at_door", "is_picked_up", "continues_weekly")


def typed_of(activity: Activity, at: datetime) -> Typed:
    """The fields of the form, with what was left unfinished in them."""
    point = pin_of(activity)
    fields: Typed = {
        name: [value] for name in TEXTS if (value := getattr(activity, name)) is not None
    }
    fields |= {name: list(getattr(activity, name) or []) for name in LISTS}
    fields |= {name: [str(getattr(activity, name) or "")] for name in NUMBERS}
    fields |= {name: ["y"] for name in FLAGS if getattr(activity, name)}
    fields |= {
        "seen": [stamp(activity) if activity.id else ""],
        "form_token": [activity.form_token or ""],
        "is_free": ["no" if activity.is_free is False else "yes"],
        "municipality_code": [
            (activity.municipality_code or "") if activity.is_municipality_manual else ""
        ],
        "latitude": [point.partition(" ")[0]],
        "longitude": [point.partition(" ")[2]],
        "pin_seen": [point],
        "picture_name": [activity.picture.name if activity.picture else ""],
    }
    unfinished = activity.unfinished or {}
    fields |= {name: values for name, values in unfinished.items() if not _is_row(name)}
    return with_rows(fields, _rows(activity.open_dates(at), rows_in(unfinished)))


def pin_of(activity: Activity) -> str:
    """The point of an activity as the form carries it: latitude and longitude, or nothing."""
    if activity.latitude is None or activity.longitude is None:
        return ""
    return f"{activity.latitude:.6f} {activity.longitude:.6f}"


def row_of(date: Occurrence) -> Row:
    """One date as a row of the form."""
    start, end = local(date.starts_at), local(date.ends_at)
    is_whole = is_all_day(date.starts_at, date.ends_at)
    last_day = end.date() - timedelta(days=1) if is_whole else end.date()
    return {
        "id": str(date.id or ""),
        "day": start.date().isoformat(),
        "all_day": "y" if is_whole else "",
        "starts": "" if is_whole else start.strftime("%H:%M"),
        "ends": "" if is_whole else end.strftime("%H:%M"),
        "last_day": "" if last_day == start.date() else last_day.isoformat(),
        "starts_turn": _turn(date.starts_at),
        "ends_turn": _turn(date.ends_at),
        "note": date.note or "",
    }


def _rows(dates: list[Occurrence], unfinished: list[Row]) -> list[Row]:
    being_changed = {row.get("id", ""): row for row in unfinished if row.get("id")}
    rows = [being_changed.get(str(date.id)) or row_of(date) for date in dates]
    return [*rows, *(row for row in unfinished if not row.get("id"))] or [{}]


def _turn(moment: datetime) -> str:
    which = turn(moment)
    return "" if which is None else str(which)


def _is_row(name: str) -> bool:
    return name.startswith("dates-")
