"""The form of who wants a letter each week: an address, a postcode, and how far one goes."""

from flask_babel import gettext, lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from weekapp.clock import today
from weekapp.forms import AtMost, EmailAddress, EmailField, Required, StringField
from weekapp.signups.forms import NoCookieForm
from weekapp.weekly.areas import Area, NotClear, meant

REACHES = [
    SelectChoice("1", _("1 km, lopend")),
    SelectChoice("5", _("5 km, met de fiets")),
    SelectChoice("15", _("15 km, met de bus of de auto")),
]


class AskForm(NoCookieForm):
    """Where the letter goes, and what it is about."""

    email = EmailField(
        _("Je e-mailadres"), [Required(_("je e-mailadres")), AtMost(254), EmailAddress()]
    )
    area = StringField(_("Je postcode of plaats"), [Required(_("je postcode")), AtMost(100)])
    kilometres = RadioField(
        _("Hoe ver wil je gaan?"), coerce=str, choices=REACHES, default="5", validate_choice=False
    )
    found: Area

    def validate_area(self, field: Field) -> None:
        """What was typed is only kept here; from now on there are four digits."""
        if field.errors:
            return
        try:
            self.found = meant(field.data or "", today())
        except NotClear as unclear:
            raise ValidationError(str(unclear)) from None

    def validate_kilometres(self, field: Field) -> None:
        if field.data not in [choice.value for choice in REACHES]:
            raise ValidationError(gettext("Kies hoe ver je wilt gaan."))

    @property
    def address(self) -> str:
        """The e-mail address, as one and the same however its capitals were typed."""
        return (self.email.data or "").lower()
