"""Reminding whoever lets somebody wait, and wording the calendar of a municipality."""

from collections.abc import Sequence
from datetime import timedelta

from weekapp.accounts import queries as accounts
from weekapp.accounts.deeds import Deed
from weekapp.moderation import mails, queries
from weekapp.moderation.queries import Queue
from weekapp.places.models import Municipality

REMINDED_AFTER = timedelta(days=1)


def word_calendar(municipality: Municipality, label: str | None, tells_next_week: bool) -> None:
    """Call a municipality's calendar by another name, and say whether it tells the next week."""
    municipality.calendar_label = label or ""
    municipality.tells_next_week = tells_next_week


def offer_help(municipality: Municipality, name: str, phone: str, hours: str) -> None:
    """Say whom people can talk to in a municipality; nothing where there is nobody."""
    municipality.help_name, municipality.help_phone = name or "", phone or ""
    municipality.help_hours = hours or ""


def remind(deed: Deed) -> None:
    """Write to each coordinator in whose care somebody waits for more than a day."""
    since = deed.at - REMINDED_AFTER
    for coordinator, queue in queries.coordinators_with_waiting(since, deed.at):
        mails.reminded(coordinator, queue, deed)


def report_silence(deed: Deed) -> None:
    """Write to the national team where somebody waits for more than three days."""
    silent: Sequence[Queue] = [one for one in queries.all_queues(deed.at) if one.is_silent(deed.at)]
    if silent:
        for member in accounts.national_team():
            mails.silent(member, silent, deed)
