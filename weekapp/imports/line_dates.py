"""The dates and times of a row of a sheet, as rows of dates in the form."""

from datetime import date, timedelta

from flask_babel import gettext as _

from weekapp.activities.rows import Row
from weekapp.formats import day_and_year
from weekapp.imports.cells import Cell, NotUnderstood
from weekapp.imports.dutch_dates import Day, days
from weekapp.imports.dutch_times import Span, clock, is_whole_day, moment, span
from weekapp.imports.lines import Line


class _When:
    """What the cells of one row say of its dates; problems by part of a date."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.days: list[Day] = []
        self.row: Row = {"note": line.cell("note").line}
        self.problems: dict[str, str] = {}
        self.ends_at_midnight = False

    def note(self, part: str, typed: str, says: str) -> None:
        """Keep what was typed, and say what is wrong with it."""
        self.row[part] = typed
        self.problems.setdefault(part, says)

    def take(self, times: Span) -> None:
        """Fill in the times that are not there yet."""
        if times.is_whole_day:
            self.row["all_day"] = "y"
        if times.starts and not self.row.get("starts"):
            self.row |= {"starts": times.starts.typed, "starts_turn": times.starts.turn}
        if times.ends and not self.row.get("ends"):
            self.row |= {"ends": times.ends.typed, "ends_turn": times.ends.turn}
            self.ends_at_midnight = times.ends.is_midnight_after

    def row_on(self, day: date) -> Row:
        """The row of the form for one of its days."""
        row = {"day": day.isoformat(), **self.row}
        if self.ends_at_midnight and not row.get("last_day"):
            row["last_day"] = (day + timedelta(days=1)).isoformat()
        return row


def read_into(line: Line) -> None:
    """Type the dates of a row; every day of it at the same times."""
    when = _When(line)
    _read_days(when)
    _read_last_day(when)
    for name in ("starts", "ends", "times"):
        _read_times(when, name)
    if "weekly_until" in line.cells:
        line.attempt("weekly_until", _weekly_until)
    _lay_down(when)


def _read_days(when: _When) -> None:
    line = when.line
    for name in ("day", "when", "starts"):
        cell = line.cell(name)
        if when.days or "day" in when.problems or not cell.line:
            continue
        if name == "starts" and cell.kind not in ("date", "moment"):
            continue
        try:
            _read_day(when, cell)
        except NotUnderstood as not_understood:
            when.note("day", cell.line, str(not_understood))
    if completed := [one for one in when.days if one.is_completed]:
        line.remarks.append(
            _(
                "Er stond geen jaar bij de datum. We maakten er %(day)s van.",
                day=day_and_year(completed[0].date),
            )
        )


def _read_day(when: _When, cell: Cell) -> None:
    """One or several dates; or one with its times, as “do 24 sept 14:00-16:00”."""
    try:
        cell.check("date", "moment")
        when.days = days(cell, when.line.on)
    except NotUnderstood:
        together = moment(cell.text, when.line.on)
        if together is None:
            raise
        when.days = [together[0]]
        when.take(together[1])


def _read_last_day(when: _When) -> None:
    cell = when.line.cell("last_day")
    if not cell.line:
        return
    try:
        found = days(cell, when.line.on)
        if len(found) > 1:
            raise NotUnderstood(
                _("Zet hier één datum: de laatste dag. Schrijf hem zo: 24-09-2026.")
            )
    except NotUnderstood as not_understood:
        when.note("last_day", cell.line, str(not_understood))
        return
    if [one.date for one in when.days] != [found[0].date]:
        when.row["last_day"] = found[0].date.isoformat()


def _read_times(when: _When, name: str) -> None:
    cell = when.line.cell(name)
    if not cell.line or cell.kind == "date":
        return
    part = "ends" if name == "ends" else "starts"
    try:
        if name == "ends":
            _read_end(when, cell)
        else:
            when.take(span(cell) if not is_whole_day(cell.text) else Span(is_whole_day=True))
    except NotUnderstood as not_understood:
        when.note(part, cell.line, str(not_understood))


def _read_end(when: _When, cell: Cell) -> None:
    """The end; a date that stands with it is the last day."""
    when.take(Span(ends=clock(cell)) if not is_whole_day(cell.text) else Span(is_whole_day=True))
    if cell.kind == "moment" and len(when.days) == 1:
        last = date.fromisoformat(cell.text.partition("T")[0])
        if last != when.days[0].date:
            when.row["last_day"] = last.isoformat()


def _weekly_until(line: Line, name: str) -> None:
    cell = line.cell(name)
    if not cell.line:
        return
    found = days(cell, line.on)
    if len(found) > 1:
        raise NotUnderstood(_("Zet hier één datum: de laatste dag. Schrijf hem zo: 24-09-2026."))
    line.fields[name] = [found[0].date.isoformat()]


def _lay_down(when: _When) -> None:
    """The dates as rows; a row without a day is one too when something was typed in it."""
    if when.row.get("all_day"):
        when.row |= {"starts": "", "ends": ""}
    when.row = {part: text for part, text in when.row.items() if text}
    made = [when.row_on(one.date) for one in when.days]
    when.line.dates = made or ([when.row] if when.row else [])
    for part, says in when.problems.items():
        when.line.problems[f"dates-0-{part}"] = says
