"""What a calendar tells of one date: words that read well on a telephone."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Row

from weekapp.accounts.deeds import Link
from weekapp.activities.models import Activity
from weekapp.activities.vocabulary import AUDIENCES, THEMES
from weekapp.activities.wall import is_all_day
from weekapp.agenda.events import Event, Point
from weekapp.clock import local
from weekapp.formats import moment

EVERYBODY = "iedereen"
A_DAY = timedelta(days=1)
THE_WEEK = re.compile(r"\bweek tegen (?:de )?eenzaamheid\b", re.IGNORECASE)


class Sender(NamedTuple):
    """Whom calendars come from: the address on every event, and how addresses of pages are made."""

    address: str
    link: Link


class Place(NamedTuple):
    """How a calendar speaks: what it calls the week, and of what went elsewhere where that is.

    `gone_to` is the name of a municipality, empty when it is not known, None for what is here.
    """

    label: str = ""
    gone_to: str | None = None


HERE = Place()


def event_of(row: Row[Any], sender: Sender, place: Place = HERE) -> Event:
    """The calendar event of a date (a row of calendar_dates).

    Of what was taken off the site only the time is told, and the title a coordinator agreed to.
    What went to another municipality is called off here, under the same UID: it is on there, with
    a sequence that is one higher.
    """
    is_off = row.status != "published" or row.date_status == "cancelled"
    is_gone = place.gone_to is not None
    title = row.title if row.is_public else row.approved_title or row.title
    return Event(
        uid=row.uid,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        created_at=row.created_at,
        changed_at=max(row.changed_at, row.date_changed_at),
        sequence=max(0, row.sequence - is_gone),
        is_cancelled=is_off or is_gone,
        summary=_worded(_summary(title, is_off, place.gone_to), place),
        organiser=row.organisation,
        sender=sender.address,
        days=days_of(row.starts_at, row.ends_at),
        **(_told(row, sender, place, is_off) if row.is_public else {}),
    )


def days_of(starts_at: datetime, ends_at: datetime) -> tuple[date, date] | None:
    """First and last day of what is whole days, or lasts so long that it is better shown as such.

    An evening that ends after midnight keeps its times.
    """
    first, last = local(starts_at).date(), local(ends_at - timedelta(microseconds=1)).date()
    is_long = last > first and ends_at - starts_at >= A_DAY
    return (first, last) if is_all_day(starts_at, ends_at) or is_long else None


def _summary(title: str, is_off: bool, gone_to: str | None) -> str:
    if is_off:
        return str(_("GAAT NIET DOOR: %(title)s", title=title))
    if gone_to:
        return str(_("VERPLAATST NAAR %(where)s: %(title)s", where=gone_to.upper(), title=title))
    return title if gone_to is None else str(_("VERPLAATST: %(title)s", title=title))


def _told(row: Row[Any], sender: Sender, place: Place, is_off: bool) -> dict[str, Any]:
    url = sender.link("agenda.activity", number=row.id, slug=row.slug)
    gone = "" if is_off else _gone(place.gone_to)
    top = "\n".join(part for part in (_news(row), gone, _times(row)) if part)
    parts = [top, _what(row), _host(row), _join(row), _practical(row), _("Meer: ") + url]
    return {
        "description": _worded("\n\n".join(part for part in parts if part), place),
        "location": location(row),
        "point": point(row),
        "url": url,
        "categories": tuple(_labels(row.themes, THEMES)),
        "conference": row.online_url if row.attendance != "in_person" else "",
        "conference_label": str(_("Online meedoen")),
        "image": sender.link("activities.picture", name=row.picture) if row.picture else "",
    }


def _worded(text: str, place: Place) -> str:
    """With the name a municipality has for the week, where it has one of its own."""
    return THE_WEEK.sub(lambda _found: place.label, text) if place.label else text


def _gone(gone_to: str | None) -> str:
    if gone_to is None:
        return ""
    if not gone_to:
        return str(_("Deze activiteit gaat door, maar niet meer in deze gemeente."))
    return str(_("Deze activiteit gaat door, maar nu in de gemeente %(name)s.", name=gone_to))


def _times(row: Row[Any]) -> str:
    """When it begins and ends, of what is shown as whole days and is not."""
    if is_all_day(row.starts_at, row.ends_at) or not days_of(row.starts_at, row.ends_at):
        return ""
    start, end = moment(row.starts_at), moment(row.ends_at)
    return str(_("Van %(start)s tot %(end)s.", start=start, end=end))


def location(row: Row[Any] | Activity) -> str:
    """Where it is, on one line."""
    if row.attendance == "online":
        return str(_("Online"))
    town = " ".join(part for part in (row.postcode, row.place) if part)
    return ", ".join(part for part in (row.venue_name, row.street, town) if part)


def point(row: Row[Any]) -> Point | None:
    """Where people can be sent to; the middle of a town is not such a point."""
    if row.attendance == "online" or row.latitude is None or row.longitude is None:
        return None
    if row.wants_location or row.precision == "place":
        return None
    return row.latitude, row.longitude


def _news(row: Row[Any]) -> str:
    if row.status == "cancelled":
        return " ".join((_("Deze activiteit gaat niet door."), row.status_reason)).strip()
    if row.date_status == "cancelled":
        return " ".join((_("Deze keer gaat het niet door."), row.note)).strip()
    if row.date_status == "full":
        return " ".join((_("Deze keer is het vol."), row.note)).strip()
    return str(row.note)


def _what(row: Row[Any]) -> str:
    """What it is and for whom, on one line."""
    codes = (row.audiences or "").split()
    if not codes or EVERYBODY in codes:
        welcome = str(_("Voor iedereen."))
    else:
        welcome = str(_("Voor: %(whom)s.", whom=", ".join(_labels(row.audiences, AUDIENCES))))
    summary = " ".join(row.summary.split())
    ends = "" if not summary or summary.endswith((".", "!", "?", "…")) else "."
    return f"{summary}{ends} {welcome}".strip()


def _host(row: Row[Any]) -> str:
    if row.host_name and row.is_met_at_door:
        return str(_("%(name)s vangt je op bij de deur.", name=row.host_name))
    if row.host_name:
        return str(_("%(name)s heet je welkom.", name=row.host_name))
    return str(_("Iemand vangt je op bij de deur.")) if row.is_met_at_door else ""


def _join(row: Row[Any]) -> str:
    return "\n".join(_ways(row))


def _ways(row: Row[Any]) -> Iterator[str]:
    """How to join, and the telephone number in any case: people want to ask something first."""
    ways = row.join_ways or []
    if "walk_in" in ways:
        yield _("Je kunt zo binnenlopen.")
    if "here" in ways:
        yield _("Aanmelden kan op de pagina van deze activiteit.")
    if "link" in ways and row.join_url:
        yield _("Aanmelden: %(url)s", url=row.join_url)
    if row.contact_phone:
        whom = f"{row.contact_name}, {row.contact_phone}" if row.contact_name else row.contact_phone
        hours = f" ({row.contact_hours})" if row.contact_hours else ""
        yield _("Bellen: %(whom)s", whom=whom) + hours
    if "email" in ways and row.contact_email:
        yield _("Mailen: %(address)s", address=row.contact_email)
    if row.attendance != "in_person" and row.online_url:
        yield _("Online meedoen: %(url)s", url=row.online_url)


def _practical(row: Row[Any]) -> str:
    cost = _("Gratis.") if row.is_free else _("Kosten: %(price)s.", price=row.price.rstrip("."))
    return f"{cost} {_('Georganiseerd door %(name)s.', name=row.organisation)}"


def _labels(codes: str | None, words: Mapping[str, object]) -> list[str]:
    known = (codes or "").split()
    return [str(label) for code, label in words.items() if code in known]
