"""What the organiser types on the page where a batch is looked at: choices, corrections, defaults.

The fields are those of the form of an activity, each with a prefix that says of which entry.
"""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field

from weekapp.activities.forms import ActivityForm, opened
from weekapp.activities.rows import Row, Typed, rows_in
from weekapp.activities.typed import LISTS
from weekapp.formats import plural, short_day
from weekapp.imports.columns import column_of
from weekapp.imports.judging import is_of_date
from weekapp.imports.merging import DEFAULTABLE
from weekapp.imports.models import Batch, Entry

SHOWN_WRONG = 40
EVERYWHERE = "overal"
# What stands beside a field that is wrong, since one cannot be mended without the other.
BESIDE = {
    "dates": ("dates-0-day", "dates-0-starts", "dates-0-ends"),
    "place": ("postcode", "place"),
    "is_free": ("is_free", "price"),
}
# What can be said once for all of a batch.
ONCE = ("themes", "audiences", "venue_name", "street", "postcode", "place", "join_ways", "join_url",
        "contact_name", "contact_phone", "contact_hours", "contact_email",
        "municipality_code")  # fmt: skip


def corrected(entry: Entry, form: MultiDict[str, str]) -> Typed:
    """What was typed for an entry; nothing for fields that did not stand on the page.

    A browser shows no date or choice that does not exist, and sends nothing for it although
    nobody took it away.
    """
    typed = _with_prefix(prefix(entry), shown_names(entry), form)
    return {
        name: values
        for name, values in typed.items()
        if any(values) or (any(entry.fields.get(name, ())) and not _may_be_unseen(name))
    }


def said_once(form: MultiDict[str, str]) -> Typed:
    """What was typed that holds for all of a batch."""
    return _with_prefix(EVERYWHERE, ONCE, form)


def prefix(entry: Entry) -> str:
    """What the names of the fields of an entry begin with."""
    return f"e{entry.id}"


def shown_names(entry: Entry) -> list[str]:
    """The names of the fields that stand on the page to mend an entry."""
    names: dict[str, None] = {}
    for name in entry.faults:
        if name.startswith("dates-") and name.rsplit("-", 1)[1] in ("starts", "ends", "last_day"):
            row = name.rsplit("-", 1)[0]
            names |= dict.fromkeys(f"{row}-{part}" for part in _parts(entry, row))
        names |= dict.fromkeys(BESIDE.get(name, (name,)))
    return list(names)


def _parts(entry: Entry, row: str) -> list[str]:
    """The parts of a date by which its times can be mended: also on which day it ends, and which
    of the two times it is in the night in which the clock goes back.
    """
    parts = ["day", "starts", "ends", "last_day"]
    date_form = opened(entry.fields).dates[int(row.split("-")[1])].form
    if date_form.asks_start:
        parts.insert(2, "starts_turn")
    if date_form.asks_end:
        parts.append("ends_turn")
    return parts


def fields_to_mend(entry: Entry, batch: Batch) -> list[Field]:
    """The fields that stand on the page for an entry, with what is wrong beside them."""
    form = opened(entry.fields)
    fields = [_named(_field_of(form, name), prefix(entry), name) for name in shown_names(entry)]
    for field, name in zip(fields, shown_names(entry), strict=True):
        if batch.kind == "sheet" and column_of(name):
            field.label.text = gettext("Kolom %(name)s", name=column_of(name))
        says = entry.faults.get(name) or (name == "dates-0-day" and entry.faults.get("dates"))
        typed = ", ".join(value for value in entry.fields.get(name, []) if value)
        is_unseen = says and typed and _may_be_unseen(name)
        stands = [gettext("Er staat: “%(typed)s”.", typed=typed[:80])] if is_unseen else []
        field.errors = [says, *stands] if says else []
    return fields


def fields_for_all(batch: Batch) -> dict[str, Field]:
    """The fields for what is the same everywhere, by name."""
    form: ActivityForm = opened(batch.defaults)
    form.is_right(False, batch.changed_at, [])
    return {name: _named(form[name], EVERYWHERE, name) for name in ONCE}


def facts(entry: Entry) -> list[str]:
    """When and where it is, in a few words."""
    rows = [row for row in rows_in(entry.fields) if row.get("day")]
    said = [_when(rows[0])] if rows else []
    if rows[1:]:
        said.append(gettext("en nog %(dates)s", dates=plural(len(rows) - 1, "datum", "datums")))
    places = [(entry.fields.get(name) or [""])[0] for name in ("venue_name", "place")]
    return [*said, *(place for place in places if place), *([entry.where] if entry.where else [])]


def _when(row: Row) -> str:
    try:
        on = short_day(date.fromisoformat(row["day"])) + row["day"][:4].join((" ", ""))
    except ValueError:
        on = row["day"]
    if row.get("all_day"):
        return str(gettext("%(day)s, hele dag", day=on))
    starts = row.get("starts", "").replace(":", ".")
    return gettext("%(day)s, %(time)s uur", day=on, time=starts) if starts else on


def lacking_everywhere(entries: Iterable[Entry]) -> dict[str, int]:
    """What can be said once and is missing in several, with how many."""
    counts: dict[str, int] = {}
    for entry in entries:
        for name in entry.faults:
            if name in ONCE and name in DEFAULTABLE and not any(entry.fields.get(name, [])):
                counts[name] = counts.get(name, 0) + 1
    return {name: how_many for name, how_many in counts.items() if how_many > 2}


def _may_be_unseen(name: str) -> bool:
    """Whether a browser leaves out what stands in a field when it cannot be."""
    return is_of_date(name) or name in LISTS


def _with_prefix(before: str, names: Iterable[str], form: MultiDict[str, str]) -> Typed:
    if f"{before}-staat" not in form:
        return {}
    return {name: form.getlist(f"{before}-{name}") for name in names}


def _named(field: Field, before: str, name: str) -> Field:
    field.name = field.id = f"{before}-{name}"
    return field


def _field_of(form: ActivityForm, name: str) -> Field:
    if not is_of_date(name):
        return form[name]
    _dates, number, part = name.split("-", 2)
    return form.dates[int(number)].form[part]
