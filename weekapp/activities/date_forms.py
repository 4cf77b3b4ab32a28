"""One date in the form: what was typed about it, and what is wrong with that."""

from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, RadioField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from weekapp.activities import wall
from weekapp.activities.rows import PARTS, is_filled
from weekapp.activities.schedule import Times
from weekapp.forms import AtMost, BaseForm, StringField

TURNS = [
    SelectChoice("0", _("De eerste keer, nog zomertijd")),
    SelectChoice("1", _("De tweede keer, dan is het wintertijd")),
]
TIMES = ("starts", "ends")


class DayField(DateField):
    """A date as a browser sends it; what cannot be read is said in Dutch."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(
                gettext("Deze datum klopt niet. Een voorbeeld: 24-09-2026.")
            ) from error


class ClockField(TimeField):
    """A time of the clock as a browser sends it, with or without seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%H:%M", "%H:%M:%S", "%H.%M"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(gettext("Deze tijd klopt niet. Een voorbeeld: 14:00.")) from error


class WholeDaysField(BooleanField):
    """A box to tick, which sends the same when it came in empty: every row has all its parts."""

    def _value(self) -> str:
        return "y"


class DateForm(BaseForm):
    """One date, as local time in Amsterdam; `times` once it is whole and right."""

    class Meta(BaseForm.Meta):
        csrf = False

    id = HiddenField()
    day = DayField(_("Datum"), [Optional()])
    all_day = WholeDaysField(_("Hele dag"), false_values=("",))
    starts = ClockField(_("Van"), [Optional()])
    ends = ClockField(_("Tot"), [Optional()])
    last_day = DayField(_("Eindigt op een andere dag"), [Optional()])
    starts_turn = RadioField(_("Welke keer begint het?"), [Optional()], choices=TURNS)
    ends_turn = RadioField(_("Welke keer eindigt het?"), [Optional()], choices=TURNS)
    note = StringField(_("Bijzonderheid van deze datum"), [AtMost(160)])

    times: Times | None = None

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed."""
        return is_filled({part: (self[part].raw_data or [""])[0] for part in PARTS})

    @property
    def known_id(self) -> int | None:
        """Which date of the activity this is; None for a new one."""
        typed = (self.id.data or "")[:9]
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether what was typed can be read; the times of whole days are not looked at."""
        for part in TIMES if self.all_day.data else ():
            self[part].process_errors = []
        return bool(super().validate(extra_validators))

    @property
    def asks_start(self) -> bool:
        """Whether the start is a time that comes twice."""
        return not self.all_day.data and _comes_twice(self.day.data, self.starts.data)

    @property
    def asks_end(self) -> bool:
        """Whether the end is a time that comes twice."""
        last = self.last_day.data or self.day.data
        return not self.all_day.data and _comes_twice(last, self.ends.data)

    def is_right(self, is_whole: bool, at: datetime, known: set[tuple[datetime, datetime]]) -> bool:
        """Whether this can be a date; says what is wrong, and what is missing if `is_whole`.

        A date that is `known` already may be in the past.
        """
        if not self.is_filled:
            return True
        is_valid = not self.errors
        needed = ("day",) if self.all_day.data else ("day", *TIMES)
        absent = [part for part in needed if self[part].data is None and not self[part].errors]
        if is_whole:
            for part in absent:
                self._say(part, gettext("Vul dit in."))
        if not is_valid or absent:
            return is_valid and not is_whole
        try:
            self.times = self._read()
            if (self.times.starts_at, self.times.ends_at) not in known:
                self._refuse_odd(at)
        except _Refusal as refusal:
            self.times = None
            self._say(refusal.part, refusal.says)
        return self.times is not None

    def _say(self, part: str, says: str) -> None:
        self[part].errors = [*self[part].errors, says]

    def _read(self) -> Times:
        first, last = self.day.data, self.last_day.data or self.day.data
        if self.all_day.data:
            return Times(*_whole_days(first, last), self.note.data or "", self.known_id)
        end_day = "last_day" if self.last_day.data else "day"
        starts_at = _moment(("day", "starts"), first, self.starts.data, self.starts_turn.data)
        ends_at = _moment((end_day, "ends"), last, self.ends.data, self.ends_turn.data)
        return Times(starts_at, ends_at, self.note.data or "", self.known_id)

    def _refuse_odd(self, at: datetime) -> None:
        times = self.times
        assert times is not None
        if times.ends_at <= times.starts_at:
            part = "last_day" if self.last_day.data else "ends"
            raise _Refusal(
                part,
                gettext(
                    "Het einde ligt voor het begin. Gaat het door na middernacht? "
                    "Vul dan in op welke dag het eindigt."
                ),
            )
        if wall.is_too_long(*times.span):
            raise _Refusal(
                "last_day", gettext("Dit duurt langer dan een week. Maak er losse datums van.")
            )
        if not wall.is_yet_to_come(*times.span, at):
            raise _Refusal("day", gettext("Deze datum is al voorbij. Klopt het jaar?"))
        if times.starts_at > at + wall.FURTHEST:
            raise _Refusal(
                "day", gettext("Deze datum is meer dan twee jaar vooruit. Klopt het jaar?")
            )


class _Refusal(Exception):
    def __init__(self, part: str, says: str) -> None:
        super().__init__(says)
        self.part, self.says = part, says


def _whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    if last < first:
        raise _Refusal("last_day", gettext("De laatste dag ligt voor de eerste dag."))
    try:
        return wall.whole_days(first, last)
    except (wall.OutOfRange, OverflowError) as error:
        raise _Refusal("day", gettext("Deze datum kan niet. Klopt het jaar?")) from error


def _moment(parts: tuple[str, str], day: date, at: time, chosen: str | None) -> datetime:
    day_part, part = parts
    try:
        found = wall.moments(day, at)
    except wall.OutOfRange as error:
        raise _Refusal(day_part, gettext("Deze datum kan niet. Klopt het jaar?")) from error
    shown = at.strftime("%H.%M")
    if not found:
        later = wall.after_gap(day, at).strftime("%H.%M")
        raise _Refusal(
            part,
            gettext(
                "%(time)s uur bestaat niet in deze nacht: de klok gaat dan een uur vooruit. "
                "Bedoel je %(later)s uur?",
                time=shown,
                later=later,
            ),
        )
    if len(found) == 1:
        return found[0]
    if chosen not in ("0", "1"):
        raise _Refusal(
            part,
            gettext(
                "%(time)s uur komt in deze nacht twee keer: de klok gaat een uur terug. "
                "Bedoel je de eerste of de tweede keer?",
                time=shown,
            ),
        )
    return found[int(chosen)]


def _comes_twice(day: date | None, at: time | None) -> bool:
    try:
        return day is not None and at is not None and len(wall.moments(day, at)) == 2
    except wall.OutOfRange:
        return False
