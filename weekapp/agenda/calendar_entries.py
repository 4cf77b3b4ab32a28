"""What a calendar tells of one date: words that read well on a telephone."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Row

from weekapp.accounts.deeds import Link
from weekapp.activities.vocabulary import AUDIENCES, THEMES
from weekapp.agenda.ical import Event, Point

EVERYBODY = "iedereen"


class Sender(NamedTuple):
    """Whom calendars come from: the address on every event, and how addresses of pages are made."""

    address: str
    link: Link


def event_of(row: Row[Any], sender: Sender) -> Event:
    """The calendar event of a date (a row of calendar_dates).

    Of what was taken off the site only the time is told, and the title a coordinator agreed to.
    """
    told = _told(row, sender) if row.is_public else {}
    title = row.title if row.is_public else row.approved_title or row.title
    is_cancelled = row.status != "published" or row.date_status == "cancelled"
    return Event(
        uid=row.uid,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        created_at=row.created_at,
        changed_at=max(row.changed_at, row.date_changed_at, row.organisation_changed_at),
        sequence=row.sequence,
        is_cancelled=is_cancelled,
        summary=_("GAAT NIET DOOR: %(title)s", title=title) if is_cancelled else title,
        organiser=row.organisation,
        sender=sender.address,
        **told,
    )


def _told(row: Row[Any], sender: Sender) -> dict[str, Any]:
    url = sender.link("agenda.activity", number=row.id, slug=row.slug)
    parts = [_news(row), _what(row), _host(row), _join(row), _practical(row), _("Meer: ") + url]
    return {
        "description": "\n\n".join(part for part in parts if part),
        "location": location(row),
        "point": point(row),
        "url": url,
        "categories": tuple(_labels(row.themes, THEMES)),
    }


def location(row: Row[Any]) -> str:
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
    codes = (row.audiences or "").split()
    if not codes or EVERYBODY in codes:
        return str(row.summary)
    welcome = ", ".join(_labels(row.audiences, AUDIENCES))
    return f"{row.summary} {_('Voor: %(welcome)s.', welcome=welcome)}".strip()


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
