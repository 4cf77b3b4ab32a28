"""The forms for an organisation and for who belongs to it."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from weekapp import clock
from weekapp.forms import (
    AtMost,
    BaseForm,
    Chosen,
    EmailAddress,
    EmailField,
    Required,
    StringField,
    Telephone,
    TelField,
    TextAreaField,
    URLField,
    WebAddress,
)
from weekapp.organisations.models import KINDS, ROLES
from weekapp.organisations.operations import Profile
from weekapp.places.gazetteer import gazetteer

_WEB_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)


class OrganisationForm(BaseForm):
    """What an organisation says of itself; `is_sure` once the hint about a namesake was read."""

    name = StringField(_("Naam van de organisatie"), [Required(_("de naam")), AtMost(80)])
    kind = SelectField(_("Soort organisatie"), [Chosen(_("een soort"))], validate_choice=False)
    municipality_code = SelectField(
        _("Gemeente"), [Chosen(_("een gemeente"))], validate_choice=False
    )
    website = URLField(_("Website"), [AtMost(300), WebAddress()])
    description = TextAreaField(_("Wat jullie doen"), [AtMost(2000)])
    contact_name = StringField(_("Naam van de contactpersoon"), [AtMost(80)])
    contact_email = EmailField(_("E-mailadres"), [AtMost(254), EmailAddress()])
    contact_phone = TelField(_("Telefoonnummer"), [AtMost(24), Telephone()])
    is_sure = HiddenField()

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        there = gazetteer().existing(clock.today())
        self.kind.choices = [
            SelectChoice("", gettext("Kies een soort")),
            *(SelectChoice(code, label) for code, label in KINDS.items()),
        ]
        self.municipality_code.choices = [
            SelectChoice("", gettext("Kies een gemeente")),
            *(SelectChoice(one.code, one.name) for one in there),
        ]

    def validate_name(self, field: StringField) -> None:
        if _WEB_ADDRESS.search(field.data or ""):
            raise ValidationError(gettext("Zet het webadres bij Website, niet in de naam."))

    def validate_kind(self, field: SelectField) -> None:
        _ask_choice(field, gettext("Kies een soort uit de lijst."))

    def validate_municipality_code(self, field: SelectField) -> None:
        _ask_choice(field, gettext("Kies een gemeente uit de lijst."))

    def validate_contact_phone(self, field: TelField) -> None:
        if not field.data and not self.contact_email.data:
            raise ValidationError(gettext("Vul een e-mailadres of een telefoonnummer in."))

    def profile(self) -> Profile:
        """What was filled in."""
        return Profile(**{name: self[name].data or "" for name in Profile.__dataclass_fields__})


class InvitationForm(BaseForm):
    """Who is asked to join, and as what."""

    email = EmailField(
        _("E-mailadres van je collega"), [Required(_("een e-mailadres")), EmailAddress()]
    )
    role = RadioField(
        _("Wat mag je collega?"),
        [Chosen(_("wat je collega mag"))],
        default="editor",
        choices=[
            SelectChoice("editor", _("Activiteiten maken en veranderen")),
            SelectChoice("owner", _("Dat, en ook collega's uitnodigen en verwijderen")),
        ],
        validate_choice=False,
    )

    @property
    def address(self) -> str:
        """The address as accounts are known by."""
        return str(self.email.data).lower()

    def validate_role(self, field: RadioField) -> None:
        if field.data not in ROLES:
            raise ValidationError(gettext("Kies een van de twee."))


def _ask_choice(field: SelectField, sentence: str) -> None:
    if field.data not in [choice.value for choice in field.choices]:
        raise ValidationError(sentence)
