"""What an organiser should do next for an activity, in words."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from weekapp.activities import readiness
from weekapp.activities.models import Activity, Occurrence

QUIET = 5
OVER = 7


@dataclass(frozen=True)
class Step:
    """A sentence, and the date it is about; `rank` says how urgent it is, 0 first."""

    rank: int
    says: str
    date: Occurrence | None
    others: int

    @property
    def is_urgent(self) -> bool:
        """Whether it waits for the organiser."""
        return self.rank < QUIET

    @property
    def is_over(self) -> bool:
        """Whether all of it has been, so that a copy is the next thing."""
        return self.rank == OVER


def next_step(activity: Activity, at: datetime) -> Step:
    """The first thing that waits for the organiser, or what happens without them."""
    planned = [date for date in activity.occurrences if date.status != "cancelled"]
    coming = [date for date in planned if date.ends_at > at]
    rank, says = _said(activity, at, is_over=bool(planned) and not coming)
    date = coming[0] if coming else planned[-1] if planned else None
    return Step(rank, says, date, max(0, len(coming) - 1))


def _said(activity: Activity, at: datetime, is_over: bool) -> tuple[int, str]:
    if activity.status == "cancelled":
        return 8, _("Gaat niet door.")
    if activity.status == "returned":
        return 0, _("Pas aan en stuur opnieuw in: %(why)s", why=activity.status_reason)
    if activity.found_elsewhere_code:
        return 1, _("Kies in welke gemeente het is.")
    if activity.status == "draft":
        return 3, _said_of_draft(activity, at, is_over)
    if is_over:
        return OVER, _("Is geweest. Kopieer het voor een nieuwe keer.")
    if activity.wants_location:
        return 2, _("Nog niet goed gevonden op de kaart. Wijs de plek aan.")
    if activity.status == "submitted":
        return QUIET, _("De gemeente kijkt ernaar. Je krijgt een mail.")
    if activity.queued_at:
        return QUIET, _("Staat op de site. De gemeente bekijkt je wijziging.")
    return 6, _("Staat op de site.")


def _said_of_draft(activity: Activity, at: datetime, is_over: bool) -> str:
    says: str = _("Klaar om in te sturen.")
    if is_over:
        says = _("De datums zijn voorbij. Vul nieuwe datums in.")
    elif readiness.missing(activity, at):
        says = _("Maak af: er ontbreekt nog iets.")
    return says
