"""The form in which the national team says whom people can ring."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from weekapp.forms import (
    AtMost,
    BaseForm,
    Required,
    StringField,
    Telephone,
    TelField,
    URLField,
    WebAddress,
)
from weekapp.helplines.operations import Words


class HelplineForm(BaseForm):
    """Whom people get on the line, when, and what it is for."""

    name = StringField(_("Naam"), [Required(_("de naam")), AtMost(80)])
    phone = TelField(
        _("Telefoonnummer"), [Required(_("het telefoonnummer")), AtMost(24), Telephone()]
    )
    hours = StringField(_("Wanneer kunnen mensen bellen?"), [AtMost(80)])
    website = URLField(_("Webadres"), [AtMost(200), WebAddress()])
    sentence = StringField(_("Eén zin erbij"), [AtMost(200)])
    is_shown = BooleanField(_("Toon dit op de site"), default=True)

    @property
    def words(self) -> Words:
        """What a valid form says."""
        return Words(
            name=self.name.data,
            phone=self.phone.data,
            hours=self.hours.data or "",
            website=self.website.data or "",
            sentence=self.sentence.data or "",
            is_shown=self.is_shown.data,
        )
