"""A cell of a sheet as it came in: its text, and what the program that wrote it took it for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from weekapp.forms import clean, clean_line
from weekapp.tables import restored


class NotUnderstood(ValueError):
    """What stands in a cell cannot be read; the message says what can."""


@dataclass(frozen=True)
class Cell:
    """`kind` is text, date, time, moment, number, yes, formula or error."""

    kind: str = "text"
    text: str = ""

    @property
    def line(self) -> str:
        """Its text on one line."""
        return clean_line(self.text)

    def check(self, *kinds: str) -> None:
        """Refuse what is of another kind than text and these."""
        if self.kind == "formula":
            raise NotUnderstood(
                _(
                    "Hier staat een formule zonder uitkomst. Open het bestand in Excel en bewaar "
                    "het opnieuw, of typ wat er moet staan."
                )
            )
        if self.kind == "error":
            raise NotUnderstood(
                _("Hier staat een fout van Excel: %(text)s. Typ wat er moet staan.", text=self.text)
            )
        if self.kind in {"date", "time", "moment"} - set(kinds):
            raise NotUnderstood(
                _(
                    "Hier staat een datum of tijd. Heeft Excel die ervan gemaakt? "
                    "Typ wat er moet staan."
                )
            )


EMPTY = Cell()


def cell_of(raw: Any) -> Cell:
    """A cell as the child gave it, clean, without the quote that we put before formulas."""
    if isinstance(raw, str):
        return Cell("text", clean(restored(clean(raw))))
    if isinstance(raw, Sequence) and len(raw) == 2 and all(isinstance(one, str) for one in raw):
        return Cell(raw[0], clean(raw[1]))
    return EMPTY


def cells_by(fields: Mapping[int, str], raw: Sequence[Any]) -> dict[str, Cell]:
    """The cells of a row by the name of their field."""
    return {field: cell_of(raw[at]) if at < len(raw) else EMPTY for at, field in fields.items()}
