"""A calendar that somebody sent or that stands somewhere, from its bytes to what is in it."""

from datetime import date

from flask_babel import gettext as _

from weekapp.imports import calendar_events, confined
from weekapp.imports.found import CannotRead, Reading


def read(content: bytes, on: date) -> Reading:
    """What a calendar says from that day on; CannotRead says what to do when it says nothing."""
    try:
        raw = confined.run("calendar", content, today=on.isoformat())
    except confined.TooMuch as too_much:
        raise CannotRead(
            _("Deze agenda kost te veel tijd om te lezen. Bewaar een kleiner deel en kies dat.")
        ) from too_much
    except confined.Broken as broken:
        raise CannotRead(_("Deze agenda is beschadigd. Bewaar hem opnieuw.")) from broken
    return calendar_events.reading(raw, on)
