"""What a calendar says as activities: one series is one activity with its dates."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from weekapp.activities.rows import Typed
from weekapp.activities.whereabouts import pointed_out
from weekapp.formats import day_and_year, plural
from weekapp.forms import clean, clean_line
from weekapp.imports import calendar_words, locations
from weekapp.imports.calendar_rows import Rows, first_day, rows_of
from weekapp.imports.found import CannotRead, Found, Reading, Unread

Series = Mapping[str, Any]
LONGEST_TITLE = 80
LONGEST_SUMMARY, SHORTEST_SUMMARY = 160, 15
LONGEST_DESCRIPTION = 5000

_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_TELEPHONE = re.compile(r"(?<!\w)(?:\+31|0031|0)[\d ()./-]{8,14}\d", re.ASCII)
_SIGNS_UP = re.compile(r"aanmeld|inschrijv|opgeven|geef je op|reserve", re.I)
_TOGETHER = re.compile(r"\b(?:tel|telefoon|mail|e-mail|email)\b[.:]?", re.I)


def reading(raw: Mapping[str, Any], today: date, at: datetime | None = None) -> Reading:
    """The activities in what calendar_files.read gave; CannotRead when it gave nothing.

    Dates before `today` are left out, and with `at` also those that began earlier that day.
    """
    if raw["problem"]:
        raise CannotRead(calendar_words.refused(raw["problem"]))
    unread = [
        Unread(
            where=_day_in_words(one["day"]),
            what=clean_line(one["title"]) or _("(zonder titel)"),
            why=calendar_words.unread(one["code"], one["values"]),
            key=one["key"],
        )
        for one in raw["unread"]
    ]
    found, gone_by = [], 0
    for series in raw["series"]:
        rows = rows_of(series, today, at)
        if rows.rows:
            found.append(_found(series, rows, today))
        elif rows.has_past and not series["has_later"]:
            gone_by += 1
        else:
            unread.append(_without_dates(series))
    return Reading(tuple(found), tuple(unread), tuple(_remarks_of_all(raw, gone_by)))


def _found(series: Series, rows: Rows, today: date) -> Found:
    title = clean_line(series["title"])
    fields: Typed = {
        name: [value] for name, value in _texts(series, today).items() if value
    } | _joining(series)
    if series["is_weekly"]:
        fields["continues_weekly"] = ["y"]
    problems = dict(rows.problems)
    if len(title) > LONGEST_TITLE:
        problems["title"] = _("Deze titel is te lang. Er passen 80 tekens in.")
    if series["unknown_zone"]:
        problems["dates-0-starts"] = _(
            "In je agenda staat de tijdzone “%(name)s”. Die kennen wij niet. Is dit de tijd in "
            "Nederland? Kies dan “Kijk opnieuw”.",
            name=series["unknown_zone"],
        )
    first = first_day(series)
    return Found(
        key=series["key"],
        title=title or _("(zonder titel)"),
        where=day_and_year(first) if first else "",
        fields=rows.into(fields),
        problems=problems,
        remarks=tuple(_remarks(series, rows, fields)),
        is_cancelled=series["is_cancelled"],
    )


def _texts(series: Series, today: date) -> dict[str, str]:
    description = clean(series["description"])
    if _more_to_read(series):
        more = _("Meer lezen: %(link)s", link=series["url"])
        description = f"{description}\n\n{more}".strip()
    return {
        "title": clean_line(series["title"]),
        "summary": _summary(clean(series["description"])),
        "description": _shortened(description),
        **_where(series, today),
        **_contact(series),
    }


def _summary(description: str) -> str:
    """The first sentence, if that can stand on its own."""
    sentence = clean_line(_SENTENCE_END.split(description, maxsplit=1)[0])
    is_fit = SHORTEST_SUMMARY <= len(sentence) <= LONGEST_SUMMARY and "://" not in sentence
    return sentence if is_fit else ""


def _shortened(description: str) -> str:
    if len(description) <= LONGEST_DESCRIPTION:
        return description
    return description[: LONGEST_DESCRIPTION - 1].rsplit(maxsplit=1)[0] + "…"


def _where(series: Series, today: date) -> dict[str, str]:
    found = locations.fields_of(series["location"])
    if series["online"] and "online_url" not in found:
        is_only_online = found.get("attendance", "online") == "online"
        found["attendance"] = "online" if is_only_online else "both"
        found["online_url"] = series["online"]
    if series["point"] and found.get("attendance") != "online":
        latitude, longitude = series["point"]
        if pin := pointed_out(latitude, longitude, today):
            found["latitude"] = f"{pin.latitude:.6f}"
            found["longitude"] = f"{pin.longitude:.6f}"
    return found


def _contact(series: Series) -> dict[str, str]:
    """Who to call or mail, if that was meant for the public.

    The organizer of an event in a calendar is whoever put it there: it counts only when the
    description gives the same address.
    """
    told = clean_line(series["contact"])
    email, telephone = _EMAIL.search(told), _TELEPHONE.search(told)
    if email or telephone:
        name = _TOGETHER.sub("", _TELEPHONE.sub("", _EMAIL.sub("", told)))
        name = name.replace("mailto:", "").strip(" ,;:()<>|/-–")
        return {
            "contact_name": name,
            "contact_email": email[0].lower() if email else "",
            "contact_phone": telephone[0].strip() if telephone else "",
        }
    person = series["organizer"]
    if person.get("email") and person["email"] in series["description"].lower():
        return {"contact_name": clean_line(person["name"]), "contact_email": person["email"]}
    return {}


def _joining(series: Series) -> Typed:
    """A link of an event is where to sign up if its words speak of that."""
    if series["url"] and not _more_to_read(series):
        return {"join_ways": ["link"], "join_url": [series["url"]]}
    return {}


def _more_to_read(series: Series) -> bool:
    return bool(series["url"]) and not _SIGNS_UP.search(series["description"])


def _remarks(series: Series, rows: Rows, fields: Typed) -> list[str]:
    said = []
    if series["is_tentative"]:
        said.append(_("In je agenda staat dit als “misschien”."))
    if series["is_floating"]:
        said.append(_("Er staat geen tijdzone bij. We gaan uit van de tijd in Nederland."))
    if rows.has_past:
        said.append(_("Datums die al voorbij zijn, zijn weggelaten."))
    if rows.left_out:
        said.append(_("Dit zijn meer dan 100 datums. De eerste 100 nemen we over."))
    elif series["has_later"]:
        said.append(_("Datums van over meer dan twee jaar zijn weggelaten."))
    if rows.lacks_end:
        said.append(_("In je agenda staat niet hoe laat dit ophoudt."))
    if fields.get("attendance") == ["both"]:
        said.append(_("Er staat een link bij om online mee te doen. Klopt dat?"))
    if len(series["description"]) > LONGEST_DESCRIPTION:
        said.append(_("De tekst is ingekort tot 5.000 tekens."))
    return said


def _without_dates(series: Series) -> Unread:
    code = "later" if series["has_later"] else "no_dates"
    return Unread(
        where=_day_in_words(series["day"]),
        what=clean_line(series["title"]) or _("(zonder titel)"),
        why=calendar_words.unread(code, {}),
        key=series["key"],
    )


def _remarks_of_all(raw: Mapping[str, Any], gone_by: int) -> list[str]:
    said = []
    if gone_by:
        events = plural(gone_by, _("afspraak"), _("afspraken"))
        said.append(_("Al voorbij en weggelaten: %(events)s.", events=events))
    for kind, (one, more) in calendar_words.OTHERS.items():
        if count := raw["others"].get(kind, 0):
            things = plural(count, str(one), str(more))
            said.append(_("Geen afspraak en dus weggelaten: %(things)s.", things=things))
    if "latin1" in raw["remarks"]:
        said.append(
            _("Het bestand gebruikt oude tekens. Kijk na of letters als é en ë goed zijn gelezen.")
        )
    return said


def _day_in_words(day: str) -> str:
    try:
        return day_and_year(date.fromisoformat(day))
    except ValueError:
        return ""
