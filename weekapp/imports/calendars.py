"""A calendar that somebody sent or that stands somewhere, from its bytes to what is in it."""

from datetime import datetime

from flask_babel import gettext as _

from weekapp import confined
from weekapp.clock import local
from weekapp.imports import calendar_events
from weekapp.imports.found import CannotRead, Reading


def read(content: bytes, at: datetime) -> Reading:
    """What a calendar says from then on; CannotRead says what to do when it says nothing."""
    today = local(at).date()
    try:
        raw = confined.run("calendar", content, today=today.isoformat())
    except confined.TooMuch as too_much:
        raise CannotRead(
            _("Deze agenda kost te veel tijd om te lezen. Bewaar een kleiner deel en kies dat.")
        ) from too_much
    except confined.Broken as broken:
        raise CannotRead(_("Deze agenda is beschadigd. Bewaar hem opnieuw.")) from broken
    return calendar_events.reading(raw, today, at)
