"""The form of an activity: all its fields, what is right in them, and what they wish."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from weekapp.activities import vocabulary, wall
from weekapp.activities.date_forms import DateForm, DayField
from weekapp.activities.drafts import Wish
from weekapp.activities.models import Occurrence, Picture
from weekapp.activities.rows import Typed, rows_in, with_rows
from weekapp.activities.schedule import Times
from weekapp.activities.typed import FLAGS, LISTS, NUMBERS, TEXTS
from weekapp.activities.whereabouts import Pin, pointed_out
from weekapp.clock import today
from weekapp.forms import (
    AtMost,
    BaseForm,
    EmailAddress,
    EmailField,
    StringField,
    Telephone,
    TelField,
    TextAreaField,
    URLField,
    WebAddress,
)
from weekapp.places.gazetteer import gazetteer
from weekapp.places.spelling import key


def _choices(words: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(code, label) for code, label in words.items()]


def _boxes(label: str, words: Mapping[str, Any]) -> SelectMultipleField:
    return SelectMultipleField(label, choices=_choices(words))


def _radio(label: str, words: Mapping[str, Any], default: str) -> RadioField:
    return RadioField(label, choices=_choices(words), default=default)


ANSWERS = _choices(vocabulary.ANSWERS)


class GroupField(IntegerField):
    """A number of people, typed in digits."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Vul een getal in, bijvoorbeeld 12.")) from error


class Postcode:
    """A Dutch postcode, brought to the form “3511 AB”."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        tight = (field.data or "").replace(" ", "").upper()
        if not tight:
            return
        digits, letters = tight[:4], tight[4:]
        is_postcode = (
            digits.isascii() and digits.isdigit() and len(digits) == 4 and digits[0] != "0"
        ) and (not letters or (letters.isascii() and letters.isalpha() and len(letters) == 2))
        if not is_postcode or letters in ("SA", "SD", "SS"):
            raise ValidationError(gettext("Deze postcode bestaat niet. Een voorbeeld: 3511 AB."))
        field.data = f"{digits} {letters}".strip()


class ActivityForm(BaseForm):
    """Everything of an activity; a draft may be incomplete, so nothing here is required."""

    class Meta(BaseForm.Meta):
        csrf = False  # the gate checks the token of every form that is posted

    seen = HiddenField()
    form_token = HiddenField()
    pin_seen = HiddenField()
    picture_name = HiddenField()

    title = StringField(_("Titel"), [AtMost(80)])
    summary = StringField(_("Samenvatting"), [AtMost(160)])
    description = TextAreaField(_("Meer vertellen"), [AtMost(5000)])
    themes = _boxes(_("Wat voor activiteit is het?"), vocabulary.THEMES)
    novelty = _radio(_("Is het speciaal voor de week?"), vocabulary.NOVELTIES, "new")
    picture = FileField(_("Foto"))
    picture_alt = StringField(_("Wat is er op de foto te zien?"), [AtMost(160)])
    picture_away = BooleanField(_("Haal deze foto weg"))

    dates = FieldList(
        FormField(DateForm), _("Datums"), min_entries=1, max_entries=wall.MOST_DATES + 1
    )
    weekly_until = DayField(_("Elke week, tot en met"), [Optional()])
    continues_weekly = BooleanField(_("Daarna gaat het elke week door"))

    attendance = _radio(_("Waar kunnen mensen meedoen?"), vocabulary.ATTENDANCES, "in_person")
    venue_name = StringField(_("Naam van de plek"), [AtMost(80)])
    street = StringField(_("Straat en huisnummer"), [AtMost(100)])
    postcode = StringField(_("Postcode"), [AtMost(20), Postcode()])
    place = StringField(_("Plaats"), [AtMost(80)])
    latitude = StringField(_("Breedtegraad"))
    longitude = StringField(_("Lengtegraad"))
    municipality_code = SelectField(_("Gemeente"), choices=[], default="")
    online_url = URLField(_("Link om online mee te doen"), [AtMost(500), WebAddress()])
    wheelchair = SelectField(_("Toegankelijk met een rolstoel"), choices=ANSWERS, default="unknown")
    accessible_toilet = SelectField(_("Aangepast toilet"), choices=ANSWERS, default="unknown")
    ring_loop = SelectField(
        _("Ringleiding voor slechthorenden"), choices=ANSWERS, default="unknown"
    )
    quiet = SelectField(_("Rustige omgeving"), choices=ANSWERS, default="unknown")
    companion_dog = SelectField(_("Hulphond welkom"), choices=ANSWERS, default="unknown")

    audiences = _boxes(_("Voor wie is het?"), vocabulary.AUDIENCES)
    languages = _boxes(_("Welke talen worden er gesproken?"), vocabulary.LANGUAGES)
    group_size = GroupField(
        _("Hoeveel mensen komen er ongeveer?"),
        [Optional(), NumberRange(1, 10_000, _("Vul een getal in van 1 tot en met 10.000."))],
    )
    capacity = GroupField(
        _("Hoeveel mensen kunnen er per keer bij?"),
        [Optional(), NumberRange(1, 10_000, _("Vul een getal in van 1 tot en met 10.000."))],
    )
    host_name = StringField(_("Voornaam van wie mensen ontvangt"), [AtMost(40)])
    first_visit = TextAreaField(_("Wat gebeurt er als je voor het eerst komt?"), [AtMost(1000)])
    is_met_at_door = BooleanField(_("Iemand vangt je op bij de deur"))
    may_bring_someone = BooleanField(_("Je mag iemand meenemen"))
    is_picked_up = BooleanField(_("Je kunt opgehaald worden"))

    join_ways = _boxes(_("Hoe doen mensen mee?"), vocabulary.JOIN_WAYS)
    join_url = URLField(_("Website om je aan te melden"), [AtMost(500), WebAddress()])
    contact_name = StringField(_("Naam van de contactpersoon"), [AtMost(80)])
    contact_phone = TelField(_("Telefoonnummer"), [AtMost(24), Telephone()])
    contact_hours = StringField(_("Wanneer kunnen mensen bellen?"), [AtMost(80)])
    contact_email = EmailField(_("E-mailadres"), [AtMost(254), EmailAddress()])
    is_free = _radio(_("Wat kost het?"), {"yes": _("Gratis"), "no": _("Het kost iets")}, "yes")
    price = StringField(_("Hoeveel kost het?"), [AtMost(80)])

    attached: Picture | None = None

    def is_right(self, is_whole: bool, at: datetime, known: list[Occurrence]) -> bool:
        """Whether all that was typed can be kept; `is_whole` wants each date to be complete."""
        is_valid: bool = self.validate()
        times = {(date.starts_at, date.ends_at) for date in known}
        rows = [entry.form.is_right(is_whole, at, times) for entry in self.dates]
        return self._dates_differ() and is_valid and all(rows)

    def wish(self, known: list[Occurrence], unfinished: Typed | None = None) -> Wish:
        """What is to be kept: every field without an error; `known` dates being typed stay."""
        kept = {date.id: date for date in known}
        values = {name: self[name].data for name in (*TEXTS, *FLAGS) if self._is_good(name)}
        values |= {name: _once(self[name].data) for name in LISTS if self._is_good(name)}
        values |= {name: self[name].data for name in NUMBERS if self._is_good(name)}
        values["picture_id"] = self.attached.id if self.attached else None
        values["is_free"] = self.is_free.data != "no"
        dates = [entry.form.times or _as_it_was(entry.form, kept) for entry in self.dates]
        return Wish(
            values,
            dates=[times for times in dates if times],
            municipality_code=self._chosen_municipality(),
            pin=self._pin(),
            unfinished=unfinished or {},
        )

    def unfinished(self, typed: Typed) -> Typed:
        """What was typed and cannot be kept yet, to be shown again."""
        half = [
            row
            for row, entry in zip(rows_in(typed), self.dates, strict=False)
            if entry.form.times is None and any(row.values())
        ]
        wrong = {name: typed[name] for name in typed if name in self and self[name].errors}
        return with_rows(wrong, half)

    def refuse(self, missing: dict[str, str]) -> None:
        """Say beside each field what is missing."""
        for name, says in missing.items():
            self[name].errors = [*self[name].errors, says]

    def validate_latitude(self, field: Field) -> None:
        """The point has to be in the Netherlands."""
        if (self.latitude.data or self.longitude.data) and self._point() is None:
            raise ValidationError(
                gettext("Deze plek ligt niet in Nederland. Wijs hem opnieuw aan op de kaart.")
            )

    def _chosen_municipality(self) -> str | None:
        return self.municipality_code.data or None if self._is_good("municipality_code") else None

    def _pin(self) -> Pin | None:
        typed = f"{self.latitude.data} {self.longitude.data}".strip()
        return self._point() if typed != self.pin_seen.data else None

    def _point(self) -> Pin | None:
        try:
            point = float(self.latitude.data or ""), float(self.longitude.data or "")
        except ValueError:
            return None
        return pointed_out(*point, today())

    def _is_good(self, name: str) -> bool:
        return not self[name].errors

    def _dates_differ(self) -> bool:
        seen: set[tuple[datetime, datetime]] = set()
        for entry in self.dates:
            times = entry.form.times
            if times and (times.starts_at, times.ends_at) in seen:
                entry.form.day.errors = [gettext("Deze datum staat er al.")]
                entry.form.times = None
            elif times:
                seen.add((times.starts_at, times.ends_at))
        if len(self.dates) > wall.MOST_DATES:
            too_many = gettext("Er passen hooguit 100 datums in één activiteit.")
            self.dates.errors = [too_many]
        else:
            self.dates.errors = [entry.errors for entry in self.dates if entry.errors]
        return not self.dates.errors


def opened(typed: Typed) -> ActivityForm:
    """The form with what was typed in it."""
    fields: MultiDict[str, Any] = MultiDict(with_rows(typed, rows_in(typed) or [{}]))
    form = ActivityForm(formdata=fields)
    form.municipality_code.choices = [
        SelectChoice("", _("Zoek op bij het adres")),
        *_municipalities(today()),
    ]
    return form


@lru_cache(maxsize=2)
def _municipalities(day: date) -> list[SelectChoice]:
    """The choices on a day; sorted once, for an import opens a thousand of these forms."""
    known = gazetteer().municipalities.values()
    valid = [one for one in known if not one.valid_to or day < one.valid_to]
    return [
        SelectChoice(one.code, one.name) for one in sorted(valid, key=lambda one: key(one.name))
    ]


def _once(codes: list[str] | None) -> list[str]:
    return list(dict.fromkeys(codes or []))


def _as_it_was(form: DateForm, kept: dict[int, Occurrence]) -> Times | None:
    known_id = form.known_id
    date = kept.get(known_id) if known_id and form.is_filled else None
    return Times(date.starts_at, date.ends_at, date.note, date.id) if date else None
