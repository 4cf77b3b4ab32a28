"""Rows of a sheet put together as activities: several dates of one, and none of them twice."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from weekapp.activities.rows import CannotRepeat, Row, Typed, repeated, with_rows
from weekapp.activities.wall import MOST_DATES
from weekapp.imports.found import Found, Unread
from weekapp.imports.headings import LABELS
from weekapp.imports.lines import Line
from weekapp.places.spelling import key

LONGEST_KEY = 80
PLACES = ("postcode", "place", "street", "venue_name")


def grouped(lines: Iterable[Line]) -> tuple[tuple[Found, ...], tuple[Unread, ...]]:
    """The activities that rows are, and the rows that are one that is there already."""
    groups: dict[str, list[Line]] = {}
    double: list[Unread] = []
    for line in lines:
        known = groups.setdefault(key_of(line), [])
        if why := _why_double(line, known):
            double.append(Unread(_where([line]), line.text("title")[:80], why))
        else:
            known.append(line)
    return tuple(_found(name, group) for name, group in groups.items()), tuple(double)


def key_of(line: Line) -> str:
    """What an activity is known by: its Kenmerk, else its title, first date and place."""
    named = line.cell("key").line
    if named and len(named) <= LONGEST_KEY:
        return named
    date = line.dates[0] if line.dates else {}
    told = [
        key(line.text("title")),
        *(date.get(part, "") for part in ("day", "starts")),
        # As it stands in the sheet: an address that we filled in may be another next time.
        key(next(filter(None, (line.cell(name).line for name in PLACES)), "")),
    ]
    made = json.dumps([named] if named else told, ensure_ascii=False)
    return f"rij:{hashlib.sha256(made.encode()).hexdigest()[:32]}"


def _why_double(line: Line, known: Sequence[Line]) -> str:
    """Why a row is no activity and no date of its own; empty when it is one."""
    for other in known:
        if other.cells == line.cells:
            says: str = _(
                "Deze rij staat er twee keer in. Rij %(row)s is dezelfde.", row=other.number
            )
            return says
    if known and not line.cell("key").line:
        alike: str = _(
            "Rij %(row)s heeft dezelfde titel, datum, tijd en plek. Zijn het er echt twee? Geef ze "
            "dan elk een eigen Kenmerk.",
            row=known[0].number,
        )
        return alike
    return ""


def _found(name: str, lines: list[Line]) -> Found:
    """One activity out of its rows: the first row tells about it, each row adds dates."""
    first = lines[0]
    fields = dict(first.fields)
    problems: dict[str, str] = {}
    dates: list[Row] = []
    for line in lines:
        dates += [row for row in line.dates if row not in dates]
        at = dates.index(line.dates[0]) if line.dates else 0
        for field, says in line.problems.items():
            problems.setdefault(_at_date(field, at), says)
    remarks = [remark for line in lines for remark in line.remarks]
    for line in lines[1:]:
        _complete(fields, line, first, remarks)
    typed, dates = _weekly(fields, dates, problems)
    if len(dates) > MOST_DATES:
        problems["dates"] = _("Er passen hooguit 100 datums in één activiteit.")
    return Found(
        key=name,
        title=first.text("title") or _("Zonder titel"),
        where=_where(lines),
        fields=with_rows(typed, dates or [{}]),
        problems=problems,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _complete(fields: Typed, line: Line, first: Line, remarks: list[str]) -> None:
    """Fill in what the first row leaves open, and say where another row says something else."""
    for name, values in line.fields.items():
        if not any(values) or name == "weekly_until":
            continue
        if not any(fields.get(name) or []):
            fields[name] = values
        elif fields[name] != values and name in LABELS:
            remarks.append(
                _(
                    "In rij %(row)s staat iets anders bij %(column)s dan in rij %(first)s. We "
                    "nemen over wat in rij %(first)s staat.",
                    row=line.number,
                    column=LABELS[name],
                    first=first.number,
                )
            )


def _weekly(fields: Typed, dates: list[Row], problems: dict[str, str]) -> tuple[Typed, list[Row]]:
    """The dates of every week up to and including the last; the field itself is used up."""
    until = (fields.get("weekly_until") or [""])[0]
    if not until or "weekly_until" in problems:
        return fields, dates
    try:
        dates = repeated(dates, until)
    except CannotRepeat as cannot:
        problems["weekly_until"] = _why_not(cannot.why)
        return fields, dates
    return {name: values for name, values in fields.items() if name != "weekly_until"}, dates


def _why_not(why: str) -> str:
    says: dict[str, str] = {
        "first": _("Vul ook de eerste datum in, met de tijden. Die herhalen we elke week."),
        "until": _("Deze datum begrijpen we niet. Schrijf hem zo: 24-09-2026."),
        "order": _("Deze datum ligt voor de eerste datum."),
        "many": _("Dit worden meer dan 100 datums. Kies een eerdere laatste datum."),
    }
    return says[why]


def _at_date(field: str, at: int) -> str:
    """The name of a field in a row of dates, which is at another place in its group."""
    part = field.removeprefix("dates-0-")
    return field if part == field else f"dates-{at}-{part}"


def _where(lines: Sequence[Line]) -> str:
    """“rij 12”, or “rij 12, 13 en 14”."""
    numbers = [str(line.number) for line in lines]
    told = ", ".join(numbers[:-1])
    if len(numbers) > 6:
        told, numbers = _("%(first)s tot en met", first=numbers[0]), numbers[-1:]
        return str(_("rij %(rows)s", rows=f"{told} {numbers[0]}"))
    return str(_("rij %(rows)s", rows=f"{told} en {numbers[-1]}" if told else numbers[-1]))
