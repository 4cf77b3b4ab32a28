"""What the form says of what was found: the same questions as when it is typed."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from weekapp.activities import readiness
from weekapp.activities.forms import ActivityForm, opened
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.rows import Typed
from weekapp.activities.typed import LISTS
from weekapp.places.addresses import Address
from weekapp.places.gazetteer import gazetteer

Faults = dict[str, str]


def judged(fields: Typed, at: datetime, known: list[Occurrence]) -> tuple[ActivityForm, Faults]:
    """The form with these fields, and a sentence for each field that is not right yet.

    `known` are the dates that stand here already.
    """
    form = opened(fields)
    form.is_right(True, at, known)
    faults = faults_of(form)
    said = _as_activity(form)
    for name, says in readiness.missing(said, at).items():
        is_said = name in faults or (name == "dates" and any(is_of_date(one) for one in faults))
        # Which municipality an address is in, only looking for it can tell.
        is_asked = name != "municipality_code" or said.attendance == "online"
        if is_asked and not is_said:
            faults[name] = says
    return form, faults | _unknown_postcode(said, faults)


def faults_of(form: ActivityForm) -> Faults:
    """What the form found wrong, by the name of the field."""
    faults = {
        field.name: _sentence(field.errors)
        for field in form
        if field.errors and field.name != "dates"
    }
    for number, entry in enumerate(form.dates):
        for field in entry.form:
            if field.errors:
                faults[f"dates-{number}-{field.short_name}"] = _sentence(field.errors)
    of_all = [error for error in form.dates.errors if isinstance(error, str)]
    return faults | ({"dates": _sentence(of_all)} if of_all else {})


def _sentence(errors: Any) -> str:
    return " ".join(str(error) for error in errors)


def is_of_date(name: str) -> bool:
    """Whether a field is a part of a date, as in “dates-0-day”."""
    return name.startswith("dates-")


def _as_activity(form: ActivityForm) -> Activity:
    """An activity that says what is right in the form; not to be kept."""
    wish = form.wish([])
    values = {name: [] for name in LISTS} | wish.values  # what is wrong in the form is not wished
    said = Activity(status="draft", municipality_code=wish.municipality_code, **values)
    for times in wish.dates:
        date = Occurrence(status="planned", note=times.note)
        date.take_place(*times.span)
        said.occurrences.append(date)
    said.precision = "manual" if wish.pin or form.latitude.data else None
    return said


def _unknown_postcode(said: Activity, faults: Faults) -> Faults:
    """A postcode that is nowhere in the Netherlands: better said now than looked for."""
    pc4 = Address(postcode=said.postcode or "").pc4
    if said.attendance == "online" or "postcode" in faults:
        return {}
    if pc4 and pc4 not in gazetteer().postcodes:
        return {"postcode": _("Deze postcode bestaat niet. Klopt het nummer?")}
    return {}
