"""A card to take somebody along to one activity, and what it says in a letter."""

from datetime import datetime

from flask_babel import gettext as _

from weekapp.activities.models import Activity
from weekapp.agenda.calendar_entries import location
from weekapp.agenda.picking import mailto
from weekapp.formats import when


def letter(activity: Activity, page: str, at: datetime) -> str:
    """The address of a letter to somebody (RFC 6068): what, when, where, and the link."""
    coming = [date for date in activity.occurrences if date.ends_at > at]
    asked = _("Ga je mee naar %(title)s?", title=activity.title)
    lines = [asked, "", *(when(date.starts_at, date.ends_at) for date in coming[:1])]
    lines += [location(activity), "", page]
    return mailto(asked, "\r\n".join(lines))
