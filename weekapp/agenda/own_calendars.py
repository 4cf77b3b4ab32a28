"""The calendar of one organiser: every date of their organisations, whatever its status."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, select

from weekapp.accounts.models import Account
from weekapp.activities.models import Activity, Occurrence
from weekapp.agenda.calendar_entries import Sender, days_of, location, point
from weekapp.agenda.calendar_window import BEGINNING, KEPT_DAYS, Weeks, midnight
from weekapp.agenda.events import Event, Subscription
from weekapp.campaign import queries as campaign
from weekapp.database import db
from weekapp.organisations import queries as organisations
from weekapp.organisations.models import Organisation

MOST_DATES = 3000
UNSEEN = ("draft", "submitted", "returned")


def made_for(account: Account, feed: str, today: date, sender: Sender) -> bytes:
    """The calendar file of an account, made anew each time: what it may see is asked each time."""
    from weekapp.agenda.ical import calendar

    events = [_event(row, sender) for row in _dates(account, today)]
    about = Subscription(
        name=_("Mijn activiteiten"),
        description=_("Alles van je eigen organisaties, ook wat nog niet op de site staat."),
        source=feed,
        url=sender.link("activities.desk"),
        changed_at=max((event.changed_at for event in events), default=BEGINNING),
        refresh_hours=_weeks(today).refresh_hours,
    )
    return calendar(events, about)


def _dates(account: Account, today: date) -> Sequence[Row[Any]]:
    kept_since = midnight(today - timedelta(days=KEPT_DAYS))
    return db.session.execute(
        select(*_TOLD)
        .join_from(Activity, Occurrence, Occurrence.activity_id == Activity.id)
        .join(Organisation, Organisation.id == Activity.organisation_id)
        .where(
            Activity.organisation_id.in_(organisations.ids_of(account)),
            Occurrence.ends_at > kept_since,
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(MOST_DATES)
    ).all()


def _weeks(today: date) -> Weeks:
    first, last = campaign.period(today) or (None, None)
    return Weeks(today, first, last, None)


def _event(row: Row[Any], sender: Sender) -> Event:
    is_cancelled = "cancelled" in (row.status, row.date_status)
    desk = sender.link("activities.edit", activity_id=row.id)
    parts = [row.note, row.summary, row.status_reason, _("Bekijk of verander het: ") + desk]
    return Event(
        uid=row.uid,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        created_at=row.created_at,
        changed_at=max(row.changed_at, row.date_changed_at, row.organisation_changed_at),
        sequence=row.sequence,
        is_cancelled=is_cancelled,
        is_tentative=row.status in UNSEEN,
        summary=_summary(row, is_cancelled),
        organiser=row.organisation,
        sender=sender.address,
        description="\n\n".join(part for part in parts if part),
        location=location(row),
        point=point(row),
        url=desk,
        days=days_of(row.starts_at, row.ends_at),
    )


def _summary(row: Row[Any], is_cancelled: bool) -> str:
    title = row.title or _("Activiteit zonder titel")
    if is_cancelled:
        return str(_("GAAT NIET DOOR: %(title)s", title=title))
    says = {
        "draft": _("CONCEPT: %(title)s", title=title),
        "submitted": _("INGESTUURD: %(title)s", title=title),
        "returned": _("TERUG NAAR JOU: %(title)s", title=title),
    }
    return str(says.get(row.status, title))


_TOLD: tuple[Any, ...] = (
    Occurrence.uid,
    Occurrence.starts_at,
    Occurrence.ends_at,
    Occurrence.status.label("date_status"),
    Occurrence.note,
    Occurrence.created_at,
    Occurrence.changed_at.label("date_changed_at"),
    (Occurrence.sequence + Activity.sequence).label("sequence"),
    Activity.id,
    Activity.title,
    Activity.summary,
    Activity.status,
    Activity.status_reason,
    Activity.changed_at,
    Activity.attendance,
    Activity.venue_name,
    Activity.street,
    Activity.postcode,
    Activity.place,
    Activity.latitude,
    Activity.longitude,
    Activity.precision,
    Activity.wants_location,
    Organisation.name.label("organisation"),
    Organisation.changed_at.label("organisation_changed_at"),
)
