"""The form in which the national team sets the days of an edition."""

from datetime import date

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, DateField, Field, IntegerField, ValidationError
from wtforms.validators import StopValidation

from weekapp import clock
from weekapp.campaign import rules
from weekapp.campaign.operations import Days
from weekapp.forms import AtMost, BaseForm, StringField

ORDERS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class Day:
    """A day was filled in, as a browser sends it or as people write it."""

    field_flags = {"required": True}

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.data is None:
            field.errors = []
            raise StopValidation(gettext("Vul een datum in, zoals 24-09-2026."))


class Year:
    """A year was filled in."""

    field_flags = {"required": True}

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.data is None:
            field.errors = []
            raise StopValidation(gettext("Vul een jaar in, zoals 2026."))
        fault = rules.year_fault(field.data, clock.today())
        if fault:
            raise StopValidation(fault)


class EditionForm(BaseForm):
    """First and last day of the edition of a year that is known."""

    first_day = DateField(_("Eerste dag"), [Day()], format=ORDERS)
    last_day = DateField(_("Laatste dag"), [Day()], format=ORDERS)
    is_provisional = BooleanField(_("Voorlopig: de datums kunnen nog veranderen"))
    source = StringField(_("Waar staat dit?"), [AtMost(200)])

    def __init__(self, year: int | None = None, **more: object) -> None:
        super().__init__(**more)
        self.known_year = year

    def validate_first_day(self, field: Field) -> None:
        self._complain(rules.first_day_fault(self.the_year, field.data))

    def validate_last_day(self, field: Field) -> None:
        if isinstance(self.first_day.data, date):
            fault = rules.last_day_fault(self.the_year, self.first_day.data, field.data)
            self._complain(fault)

    @property
    def days(self) -> Days:
        """What a valid form says."""
        return Days(
            self.first_day.data,
            self.last_day.data,
            self.is_provisional.data,
            self.source.data or "",
        )

    @property
    def the_year(self) -> int:
        """The year the days have to lie in."""
        return self.known_year or 0

    @staticmethod
    def _complain(fault: str) -> None:
        if fault:
            raise ValidationError(fault)


class NewEditionForm(EditionForm):
    """The edition of a year that is not known yet."""

    year = IntegerField(_("Jaar"), [Year()])

    @property
    def the_year(self) -> int:
        """The year that was typed, or that of the first day while it was not."""
        return int(self.year.data or self.first_day.data.year)
