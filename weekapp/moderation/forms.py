"""The forms with which a coordinator decides."""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, RadioField, ValidationError

from weekapp.forms import (
    AtMost,
    BaseForm,
    Chosen,
    StringField,
    Telephone,
    TelField,
    TextAreaField,
)
from weekapp.moderation import reasons
from weekapp.moderation.reasons import OTHER, Reason


class MunicipalityForm(BaseForm):
    """What a calendar is called and tells, and whom people can talk to in a municipality."""

    calendar_label = StringField(_("Hoe heet de week bij jullie?"), [AtMost(40)])
    tells_next_week = BooleanField(
        _("Zet de dagen van de volgende week er vast in, in de maanden ervoor")
    )
    help_name = StringField(_("Wie krijgen mensen aan de lijn?"), [AtMost(80)])
    help_phone = TelField(_("Telefoonnummer"), [AtMost(24), Telephone()])
    help_hours = StringField(_("Wanneer kunnen ze bellen?"), [AtMost(80)])

    def validate_help_phone(self, field: Field) -> None:
        """A name without a number helps nobody."""
        if self.help_name.data and not field.data:
            raise ValidationError(gettext("Vul het telefoonnummer in."))


class DecisionForm(BaseForm):
    """About which version of an activity somebody decides: the one that was on the page."""

    version = IntegerField()

    @property
    def seen_version(self) -> int:
        """The version that was looked at; what is no number is no version of anything."""
        return self.version.data or 0


class ReasonForm(DecisionForm):
    """Why an activity is not on the site: one of the reasons, and own words."""

    reasons: Mapping[str, Reason] = {}

    reason = RadioField(_("Reden"), [Chosen(_("een reden"))], validate_choice=False)
    own_words = TextAreaField(_("Je eigen woorden"), [AtMost(1000)])

    def __init__(self, **more: object) -> None:
        super().__init__(**more)
        self.reason.choices = [(code, one.label) for code, one in self.reasons.items()]

    def validate_reason(self, field: Field) -> None:
        if field.data not in self.reasons:
            raise ValidationError(gettext("Kies een van deze redenen."))

    def validate_own_words(self, field: Field) -> None:
        if self.reason.data == OTHER and not field.data:
            raise ValidationError(gettext("Schrijf op wat er anders moet."))

    @property
    def words(self) -> str:
        """What the organiser reads."""
        return reasons.words(self.reasons, self.reason.data, self.own_words.data or "")


class ReturnForm(ReasonForm):
    """Why an activity goes back to its organiser."""

    reasons = reasons.TO_RETURN


class TakeDownForm(ReasonForm):
    """Why an activity is taken off the site."""

    reasons = reasons.TO_TAKE_DOWN
