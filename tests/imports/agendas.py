"""The calendar of an organisation, somewhere else on the web, and what is done with it."""

from datetime import timedelta
from typing import Any

import time_machine

from tests import factories as make
from tests.client import Client, Page
from tests.fetching.elsewhere import Elsewhere, answer
from tests.imports.working import worked
from weekapp import jobs
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.database import db

ADDRESS = "https://agenda.voorbeeld.nl/brug.ics"
COFFEE, SOUP = "koffie@brug", "soep@brug"


def event(uid: str, title: str, hour: int = 10, day: int = 24, **more: str) -> str:
    """One event on a day of September, by the clock of Amsterdam."""
    lines = {
        "UID": uid,
        "DTSTAMP": "20260801T080000Z",
        "DTSTART;TZID=Europe/Amsterdam": f"202609{day}T{hour}0000",
        "DTEND;TZID=Europe/Amsterdam": f"202609{day}T{hour + 1}3000",
        "SUMMARY": title,
        "DESCRIPTION": "Kom gezellig langs.",
        "LOCATION": "De Brug\\, Dorpsstraat 1\\, 6711 AB Ede",
    } | more
    said = "\r\n".join(f"{name}:{value}" for name, value in lines.items())
    return f"BEGIN:VEVENT\r\n{said}\r\nEND:VEVENT\r\n"


class Agenda:
    """The calendar of the organisation, somewhere else."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        self.elsewhere = elsewhere

    def says(self, *events: str, etag: str = '"een"') -> None:
        body = "".join(("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\n", *events))
        self.elsewhere.answers["/brug.ics"] = answer(
            body=body.encode() + b"END:VCALENDAR\r\n", content_type="text/calendar", etag=etag
        )

    def fails(self, status: str) -> None:
        self.elsewhere.answers["/brug.ics"] = answer(status)


EVERYWHERE: dict[str, Any] = {
    "overal-themes": ["koffie"],
    "overal-audiences": ["iedereen"],
    "overal-join_ways": ["walk_in"],
}


def looked_at(organiser: Client, address: str = ADDRESS) -> Page:
    """The page where the calendar is looked at, with what is the same everywhere filled in."""
    hub = organiser.get("/mijn/inlezen")
    page = worked(organiser, organiser.submit(hub, "#agenda-lezen", address=address))
    return worked(organiser, organiser.submit(page, "#inlezen", press="doe=kijk", **EVERYWHERE))


def followed(organiser: Client, new_ones: str = "ask", press: str = "doe=inlezen") -> Page:
    """The page of the calendar once it is followed."""
    page = looked_at(organiser)
    asked = organiser.submit(page, "#inlezen", press=press, volgen="ja", nieuwe=new_ones)
    worked(organiser, asked)
    return organiser.get("/mijn/inlezen/agendas/1")


def six_hours_later(clock: time_machine.Traveller) -> None:
    """It is read again."""
    clock.shift(timedelta(hours=6, minutes=1))
    jobs.make_rounds()
    jobs.run_due()
    db.session.rollback()


def activities() -> list[Activity]:
    """Everything there is, in the order it was made."""
    return list(db.session.query(Activity).order_by(Activity.id))


def publish_all() -> None:
    """The coordinator agrees to everything."""
    for one in activities():
        if one.queued_at:
            operations.publish(one, one.version, make.deed())
    db.session.commit()
