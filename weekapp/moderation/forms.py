"""The forms with which a coordinator decides."""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, RadioField, ValidationError

from weekapp.forms import AtMost, BaseForm, Chosen, StringField, TextAreaField
from weekapp.moderation import reasons
from weekapp.moderation.reasons import OTHER, Reason


class CalendarForm(BaseForm):
    """What the calendar of a municipality is called, and whether it is never without anything."""

    calendar_label = StringField(_("Hoe heet de week bij jullie?"), [AtMost(40)])
    tells_next_week = BooleanField(
        _("Zet de dagen van de volgende week er vast in, in de maanden ervoor")
    )


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
