"""The forms of who signs up: who comes, with how many, and the code of the letter."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from weekapp.activities.models import Activity, Occurrence
from weekapp.clock import local, today
from weekapp.formats import clock_time, day_and_year, when
from weekapp.forms import (
    AtMost,
    BaseForm,
    EmailAddress,
    EmailField,
    Required,
    StringField,
    Telephone,
    TelField,
    TextAreaField,
)
from weekapp.signups.models import MOST_PEOPLE
from weekapp.signups.operations import NoRoom, Wish

_ADDRESS = re.compile(r"[@/\\]|www\.", re.IGNORECASE)
# What mail programs make a link of. What follows the dot of an initial is one letter, or a space.
_HOST = re.compile(r"\w[.\u2024\u3002\uff0e\uff61]\w{2}")
_MOST_DIGITS = 3


class PeopleField(IntegerField):
    """How many people, in digits."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= 6
        if not (is_number and 1 <= int(typed) <= MOST_PEOPLE):
            most = MOST_PEOPLE
            raise ValueError(gettext("Vul een getal in van 1 tot en met %(most)s.", most=most))
        self.data = int(typed)


class NoCookieForm(BaseForm):
    """A form of somebody who is not signed in: without a session there is nothing to forge."""

    class Meta(BaseForm.Meta):
        csrf = False


class ChangeForm(NoCookieForm):
    """What somebody can change who signed up."""

    name = StringField(_("Je naam"), [Required(_("je naam")), AtMost(60)])
    people = PeopleField(_("Met hoeveel mensen kom je?"), default=1)
    wants_meeting = BooleanField(_("Ik zou het fijn vinden als iemand mij opwacht"))
    phone = TelField(_("Telefoonnummer"), [AtMost(24), Telephone()])
    remarks = TextAreaField(_("Wil je nog iets zeggen?"), [AtMost(500)])

    def validate_name(self, field: Field) -> None:
        """A name goes out in letters: nobody sends an address or a number along with it."""
        typed = field.data or ""
        digits = sum(sign.isdigit() for sign in typed)
        if _ADDRESS.search(typed) or digits > _MOST_DIGITS:
            raise ValidationError(gettext("Vul alleen je naam in."))
        if _HOST.search(typed):
            raise ValidationError(gettext("Vul alleen je naam in, met een spatie na elke punt."))

    def wish(self, email: str = "") -> Wish:
        """What was filled in."""
        return Wish(
            name=self.name.data,
            email=email,
            phone=self.phone.data or "",
            people=self.people.data,
            wants_meeting=self.wants_meeting.data,
            remarks=self.remarks.data or "",
        )

    def refuse_people(self, refusal: NoRoom) -> None:
        """Say how many places are left."""
        left = refusal.left
        says = gettext("Er is geen plek meer voor meer mensen.")
        if left:
            says = gettext("Er kunnen er nog %(left)s bij. Vul een kleiner getal in.", left=left)
        self.people.errors = [says]


class SignUpForm(ChangeForm):
    """Who comes, on which date, and how they can be reached."""

    date = RadioField(_("Wanneer kom je?"), coerce=str, validate_choice=False)
    email = EmailField(_("E-mailadres"), [AtMost(254), EmailAddress()])

    asked_first = ("date", "name", "email", "phone", "people")
    when_full = _("%(when)s (vol: je komt op de wachtlijst)")

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, so that a summary of what is wrong has it too."""
        first = [self[name] for name in self.asked_first]
        return iter([*first, *(field for field in super().__iter__() if field not in first)])

    def offer(self, dates: Sequence[Occurrence], chosen: str = "") -> None:
        """Let one of these dates be chosen; the only one is chosen already."""
        self.date.choices = [SelectChoice(str(one.id), self._told(one)) for one in dates]
        if not self.is_submitted():
            self.date.data = str(dates[0].id) if len(dates) == 1 else chosen

    def chosen(self, activity: Activity) -> Occurrence | None:
        """The date that was chosen."""
        numbers = {str(one.id): one for one in activity.occurrences}
        return numbers.get(self.date.data or "")

    def validate_date(self, field: Field) -> None:
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError(gettext("Kies een datum."))

    def validate_email(self, field: Field) -> None:
        if not field.data and not self.phone.data:
            raise ValidationError(
                gettext("Vul je e-mailadres of je telefoonnummer in. Eén van de twee is genoeg.")
            )

    def wish(self, email: str = "") -> Wish:
        return super().wish((self.email.data or "").lower())

    def _told(self, date: Occurrence) -> str:
        told = _in_words(date)
        return str(self.when_full) % {"when": told} if date.status == "full" else told


class AddForm(SignUpForm):
    """Somebody who rang the organisation, written down by who answered."""

    name = StringField(_("Naam"), [Required(_("een naam")), AtMost(60)])
    people = PeopleField(_("Met hoeveel mensen?"), default=1)
    date = RadioField(_("Welke datum?"), coerce=str, validate_choice=False)
    wants_meeting = BooleanField(_("Wil graag dat iemand opwacht"))
    remarks = TextAreaField(_("Opmerking"), [AtMost(500)])

    asked_first = ("date", "name", "phone", "email", "people")
    when_full = _("%(when)s (vol: komt op de wachtlijst)")

    class Meta(BaseForm.Meta):
        csrf = True

    def validate_email(self, field: Field) -> None:
        if not field.data and not self.phone.data:
            raise ValidationError(gettext("Vul een telefoonnummer of een e-mailadres in."))


class CodeForm(NoCookieForm):
    """The code of the letter."""

    code = StringField(_("Code"), [Required(_("de code uit de mail")), AtMost(20)])

    @property
    def digits(self) -> str:
        """The code as we know it, however it was typed."""
        return "".join(sign for sign in self.code.data or "" if sign.isascii() and sign.isdigit())


def _in_words(date: Occurrence) -> str:
    starts = date.starts_at
    told: Any = when(starts, date.ends_at)
    if local(starts).year != today().year:
        day, time = day_and_year(starts), clock_time(starts)
        told = gettext("%(day)s, %(time)s uur", day=day, time=time)
    return str(told)
