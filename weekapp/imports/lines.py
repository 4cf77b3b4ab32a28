"""One row of a sheet while it is read, as what somebody would have typed in the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from weekapp.activities.rows import Row, Typed
from weekapp.imports.cells import EMPTY, Cell, NotUnderstood


@dataclass
class Line:
    """A row: `cells` by field, `dates` as rows of the form, `problems` by the name of a field.

    A problem of a date has the place of that date in `dates` in its name: “dates-0-day”.
    """

    number: int
    cells: Mapping[str, Cell]
    on: date
    fields: Typed = field(default_factory=dict)
    dates: list[Row] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        """The cell of a field; empty when there is no such column."""
        return self.cells.get(name, EMPTY)

    def text(self, name: str) -> str:
        """What is typed in a field so far."""
        return (self.fields.get(name) or [""])[0]

    def attempt(self, name: str, read: Callable[["Line", str], None]) -> None:
        """Read the cell of a field; what cannot be understood stays as it was typed."""
        if name not in self.cells:
            return
        try:
            read(self, name)
        except NotUnderstood as not_understood:
            self.problems[name] = str(not_understood)
            self.fields.setdefault(name, [self.cell(name).line])
