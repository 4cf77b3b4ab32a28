"""Last year's activities again: every date on the same weekday of the new edition."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from weekapp.activities import wall
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.rows import Row, Typed, with_rows
from weekapp.activities.typed import row_of, typed_of
from weekapp.campaign.models import Edition
from weekapp.clock import local
from weekapp.formats import day, day_and_year
from weekapp.imports.found import Found, Reading

WEEK = timedelta(weeks=1)
YEAR = timedelta(days=365)
# What would be wrong in a copy: which one it is, and the dates that were.
NOT_COPIED = ("seen", "form_token")


def shift(old: Edition, new: Edition) -> timedelta:
    """From the days of one edition to those of another, in whole weeks so that weekdays stay."""
    weeks = round((new.first_day - old.first_day) / WEEK)
    return weeks * WEEK


def reading(
    activities: Sequence[Activity], editions: Sequence[Edition], new: Edition, at: datetime
) -> Reading:
    """The activities of before as they would be in the new edition."""
    return Reading(tuple(_found(one, editions, new, at) for one in activities))


def _found(activity: Activity, editions: Sequence[Edition], new: Edition, at: datetime) -> Found:
    dates = [one for one in activity.occurrences if one.status != "cancelled"]
    old = _edition_of(dates or activity.occurrences, editions, new)
    by = shift(old, new)
    rows = [_shifted(one, by) for one in dates]
    today = local(at).date()
    coming = [row for row in rows if date.fromisoformat(row["day"]) >= today]
    fields: Typed = {
        name: values for name, values in typed_of(activity, at).items() if name not in NOT_COPIED
    }
    return Found(
        key=str(activity.id),
        title=activity.title,
        where=_("vorige keer %(day)s", day=day_and_year(activity.occurrences[0].starts_at)),
        fields=with_rows(fields, coming[: wall.MOST_DATES]),
        remarks=tuple(_remarks(activity, rows, len(rows) - len(coming), new, at)),
    )


def _edition_of(dates: Sequence[Occurrence], editions: Sequence[Edition], new: Edition) -> Edition:
    """The edition an activity was in, or the one nearest to its first date."""
    first = min(one.on_date for one in dates)
    before = [one for one in editions if one.year != new.year] or [new]
    held = [one for one in before if any(one.first_day <= d.on_date <= one.last_day for d in dates)]
    return min(held or before, key=lambda one: abs(one.first_day - first))


def _shifted(one: Occurrence, by: timedelta) -> Row:
    """A date some days later by the calendar: at the same time on the clock."""
    row = row_of(one) | {"id": "", "starts_turn": "", "ends_turn": "", "note": ""}
    for part in ("day", "last_day"):
        if row[part]:
            row[part] = (date.fromisoformat(row[part]) + by).isoformat()
    return row


def _remarks(
    activity: Activity, rows: list[Row], gone: int, new: Edition, at: datetime
) -> list[str]:
    said = []
    days = [date.fromisoformat(row["day"]) for row in rows]
    outside = [one for one in days if not new.first_day <= one <= new.last_day]
    if gone:
        said.append(_("Datums die dan al voorbij zijn, zijn weggelaten: %(count)s.", count=gone))
    if outside:
        shown = ", ".join(day(one) for one in outside[:3])
        more = _(" en nog %(count)s", count=len(outside) - 3) if len(outside) > 3 else ""
        said.append(_("Valt buiten de week: %(days)s.", days=shown + more))
    said += [_on_clock_change(row) for row in rows if _is_odd(row)]
    if at - activity.changed_at > YEAR:
        since = day_and_year(activity.changed_at)
        said.append(_("Plek en contact zijn van %(since)s. Kloppen ze nog?", since=since))
    if activity.status == "cancelled":
        said.append(_("Dit ging de vorige keer niet door."))
    return said


def _is_odd(row: Row) -> bool:
    """Whether a time is one that is skipped or comes twice when the clock changes."""
    when = date.fromisoformat(row["day"])
    times = [row[part] for part in ("starts", "ends") if row.get(part)]
    return any(len(wall.moments(when, time.fromisoformat(one))) != 1 for one in times)


def _on_clock_change(row: Row) -> str:
    on = day(date.fromisoformat(row["day"]))
    says: str = _("Op %(day)s gaat de klok een uur anders. Kijk de tijd na.", day=on)
    return says
