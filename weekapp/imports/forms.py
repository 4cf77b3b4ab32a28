"""The forms by which something comes in: a file, a web address, and what to do with what is new."""

from flask_babel import gettext, lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from weekapp.forms import AtMost, BaseForm, URLField

MEGABYTE = 1_000_000
MOST_BYTES = {"sheet": 2 * MEGABYTE, "calendar": MEGABYTE}
NEW_ONES = {
    "ask": _("Leg het mij eerst voor"),
    "draft": _("Maak er een concept van"),
    "submit": _("Stuur het meteen in"),
}


def new_ones_field() -> RadioField:
    """What happens to what is new in a calendar that is followed."""
    choices = [SelectChoice(code, label) for code, label in NEW_ONES.items()]
    return RadioField(_("Als er iets nieuws in je agenda staat"), choices=choices, default="ask")


class ComingIn(BaseForm):
    """What each form by which something comes in asks: for which organisation."""

    organisation_id = SelectField(_("Voor welke organisatie?"), coerce=int, validate_choice=True)

    content: bytes = b""

    def offer(self, organisations: list[tuple[int, str]]) -> None:
        """The organisations to choose from; the only one is chosen already."""
        self.organisation_id.choices = [SelectChoice(id_, name) for id_, name in organisations]
        if len(organisations) == 1:
            self.organisation_id.data = organisations[0][0]
        for field in self:  # several of these forms stand on one page
            field.id = f"{type(self).__name__.removesuffix('Form').lower()}-{field.short_name}"

    def _read(self, field: FileField, kind: str) -> None:
        """Take the file in; say what is wrong with its size."""
        most = MOST_BYTES[kind]
        self.content = field.data.read(most + 1) if field.data else b""
        if field.data and not self.content:
            field.errors = [gettext("Dit bestand is leeg. Kies een ander bestand.")]
        elif len(self.content) > most:
            field.errors = [
                gettext(
                    "Dit bestand is te groot: hooguit %(most)s MB. Splits het in delen.",
                    most=most // MEGABYTE,
                )
            ]


class SheetForm(ComingIn):
    """A file with a row for each activity."""

    file = FileField(_("Excel- of CSV-bestand"))

    def is_right(self) -> bool:
        """Whether there is a file of a size that can be read."""
        self.validate()
        self._read(self.file, "sheet")
        if not self.file.data:
            self.file.errors = [gettext("Kies eerst een bestand.")]
        return not self.errors


class CalendarForm(ComingIn):
    """A calendar on the web, or a file that was saved from one."""

    address = URLField(_("Webadres van je agenda"), [Optional(), AtMost(1000)])
    file = FileField(_("Of een agendabestand (.ics)"))

    def is_right(self) -> bool:
        """Whether there is an address or a file, and not both."""
        self.validate()
        self._read(self.file, "calendar")
        if not self.address.data and not self.file.data:
            self.address.errors = [gettext("Vul een webadres in, of kies een bestand.")]
        elif self.address.data and self.file.data:
            self.address.errors = [gettext("Kies één van de twee: een webadres of een bestand.")]
        return not self.errors


class SourceForm(BaseForm):
    """How a followed calendar is treated."""

    new_ones = new_ones_field()
