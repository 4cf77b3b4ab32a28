"""Asking for a weekly letter, confirming and ending it; none of it commits."""

from sqlalchemy import delete

from weekapp import languages
from weekapp.accounts.deeds import Deed
from weekapp.database import db
from weekapp.weekly import mails, queries
from weekapp.weekly.areas import Area
from weekapp.weekly.models import WeeklyLetter


def ask(email: str, area: Area, kilometres: int, deed: Deed) -> None:
    """Ask for a weekly letter; it has to be confirmed by the link of a letter.

    Who gets it already gets a letter that says so: nobody else can tell, or change its reach.
    """
    found = queries.to_address(email, area.pc4)
    if found is None:
        found = WeeklyLetter(email=email, pc4=area.pc4)
        db.session.add(found)
    if found.confirmed_at:
        mails.known(found, deed)
        return
    found.kilometres, found.language, found.asked_at = kilometres, languages.code(), deed.at
    db.session.flush()
    mails.asked(found, deed)


def confirm(weekly: WeeklyLetter, deed: Deed) -> None:
    """From the next Thursday on a letter goes to this address; confirming twice changes nothing."""
    weekly.confirmed_at = weekly.confirmed_at or deed.at


def stop(weekly: WeeklyLetter) -> None:
    """No letter goes to this address for this area any more, and nothing of it is kept."""
    db.session.execute(delete(WeeklyLetter).where(WeeklyLetter.id == weekly.id))
