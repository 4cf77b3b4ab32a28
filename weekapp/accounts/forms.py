"""The forms for signing in, for one's own name, and for putting somebody in charge."""

import re
from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext as _
from wtforms import HiddenField, ValidationError

from weekapp.forms import (
    AtMost,
    BaseForm,
    EmailAddress,
    EmailField,
    Required,
    StringField,
    TextAreaField,
)
from weekapp.places.gazetteer import KnownMunicipality
from weekapp.places.names import meant


class SignInForm(BaseForm):
    """Where the letter goes."""

    email = EmailField(_("E-mailadres"), [Required(_("je e-mailadres")), EmailAddress()])

    @property
    def address(self) -> str:
        """The address as accounts are known by."""
        return str(self.email.data).lower()


class CodeForm(BaseForm):
    """The six digits of a letter; the ticket says which letter, also in another tab."""

    ticket = HiddenField()
    code = StringField(_("Code"), [Required(_("de code uit de e-mail"))])

    @property
    def digits(self) -> str:
        """What was typed, without the spaces and dashes people put in it."""
        return re.sub(r"[\s.-]", "", str(self.code.data))

    def validate_code(self, field: StringField) -> None:
        if not re.fullmatch(r"[0-9]{6}", self.digits):
            raise ValidationError(gettext("De code bestaat uit 6 cijfers."))


class NameForm(BaseForm):
    """How somebody is called in letters and lists."""

    name = StringField(_("Je naam"), [AtMost(80)])


class AppointForm(BaseForm):
    """Who looks after which municipalities; `chosen` holds them once the form is valid."""

    email = EmailField(
        _("E-mailadres van de coördinator"), [Required(_("een e-mailadres")), EmailAddress()]
    )
    municipalities = TextAreaField(
        _("Gemeenten"), [Required(_("een of meer gemeenten")), AtMost(8000)]
    )

    def __init__(self, there: Iterable[KnownMunicipality]) -> None:
        super().__init__()
        self.there = {one.code: one for one in there}
        self.chosen: list[KnownMunicipality] = []

    @property
    def address(self) -> str:
        """The address as accounts are known by."""
        return str(self.email.data).lower()

    def validate_municipalities(self, field: TextAreaField) -> None:
        typed = [name.strip() for name in re.split(r"[,;\n]", field.data or "") if name.strip()]
        if not typed:
            raise ValidationError(gettext("Vul een of meer gemeenten in."))
        self.chosen = list({one.code: one for one in map(self._meant, typed)}.values())

    def _meant(self, name: str) -> KnownMunicipality:
        if name.upper() in self.there:
            return self.there[name.upper()]
        own = {one.municipality.code for one in meant(name) if one.is_municipality}
        codes = own or {one.municipality.code for one in meant(name)}
        found = [self.there[code] for code in sorted(codes) if code in self.there]
        if not found:
            raise ValidationError(
                gettext("Deze gemeente kennen we niet: %(name)s.", name=name[:80])
            )
        if len(found) > 1:
            names = ", ".join(one.name for one in found[:5])
            raise ValidationError(
                gettext("Welke bedoel je bij %(name)s: %(names)s?", name=name[:80], names=names)
            )
        return found[0]
