"""The activities whose feeds are judged, by what is special about them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete

from tests.factories import EDE as EDE_POINT, activity, deed, municipality, occurrence, organisation
from weekapp.activities import changes, operations
from weekapp.campaign import operations as campaign
from weekapp.campaign.models import Edition
from weekapp.campaign.operations import Days
from weekapp.clock import AMSTERDAM, today
from weekapp.database import db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EDE, CLOCK, WEEK_ONLY, EMPTY = "ede", "utrecht", "vaals", "urk"
UTRECHT = (52.0907, 5.1214)
UNTIL_EDITION = 100 * DAY
HOSTILE = 'Koffie, thee; "koek" \\ ^n café e\u0301 👩‍👩‍👧 :;,=' + "é" * 24 + "\x07\u2028\ttot ziens"
NAME = "Ans\r\nBEGIN:VEVENT\nUID:nep\nEND:VEVENT"
LINES = "Eerste regel.\r\nTweede; regel,\n\nBEGIN:VEVENT\nUID:nep\nEND:VEVENT"


def paths() -> dict[str, str]:
    """The address of a feed of each scope, by a name for it."""
    municipalities = {
        slug: f"/gemeenten/{slug}/agenda.ics" for slug in (EDE, CLOCK, WEEK_ONLY, EMPTY)
    }
    return municipalities | {
        "editie": f"/gemeenten/ede/{edition_day().year}/agenda.ics",
        "organisatie": "/organisaties/de-brug/agenda.ics",
        "activiteit": "/activiteiten/1.ics",
        "thema": "/themas/koffie/agenda.ics",
        "doelgroep": "/doelgroepen/ouderen/agenda.ics",
        "provincie": "/provincies/gelderland/agenda.ics",
        "nabij": "/agenda.ics?waar=6711&straal=10",
        "land": "/agenda.ics",
    }


def fill() -> None:
    """Make them: most in Ede, those around the change of the clock in Utrecht."""
    only_edition()
    brug = organisation("De Brug", slug="de-brug")
    start = soon()
    activity("Een keer of drie", by=brug, at=[start, start + DAY, start + 40 * DAY])
    activity("Een keer", by=brug, at=start + HOUR, audiences=["ouderen"])
    activity("Online", by=brug, at=start, attendance="online", online_url="https://bel.test/a;b,c")
    activity("Hier en daar", by=brug, at=start, attendance="hybrid", online_url="https://bel.test")
    activity(HOSTILE, at=start, street=HOSTILE, venue_name=HOSTILE, summary=LINES, host_name=NAME)
    activity("In de week", at=at_two(edition_day()))
    spanning("Hele dag", midnight(start), midnight(start + DAY))
    spanning("Hele week", midnight(start), midnight(start + 7 * DAY))
    spanning("Nachtwacht", start + 8 * HOUR, start + 20 * HOUR)
    spanning("Weekend", start, start + 2 * DAY + 3 * HOUR)
    undone(start)
    moved(start)
    for number, (starts, ends) in enumerate(around_both_changes()):
        spanning(f"Klok {number}", starts, ends, "Utrecht")
    municipality("Urk").tells_next_week = False
    db.session.commit()


def only_edition() -> None:
    """Let the next week be so far away that calendars tell when it is."""
    db.session.execute(delete(Edition))
    first = edition_day()
    campaign.add(first.year, Days(first, first + 6 * DAY))
    db.session.commit()


def moved(start: datetime) -> None:
    """What went from Ede to Zeist."""
    made = activity("Verhuisd", at=start)
    before = changes.snapshot(made)
    made.municipality_code = municipality("Zeist").code
    operations.revise(made, before, deed())


def undone(start: datetime) -> None:
    """What is called off, wholly or for one date, full, or taken back."""
    off = activity("Afgelast", at=start)
    partly = activity("Half afgelast", at=[start, start + DAY])
    full = activity("Vol", at=start)
    back = activity("Terug", at=start)
    operations.cancel(off, "De zaal is dicht, helaas; volgend jaar weer.", deed())
    operations.cancel_date(partly, partly.occurrences[0], "Ziek.", deed())
    operations.mark_full(full, full.occurrences[0], True, deed())
    operations.take_down(back, "Klopt niet.", deed())


def spanning(title: str, starts: datetime, ends: datetime, city: str = "Ede") -> None:
    """An activity with one date, from this moment until that."""
    made = activity(title, at=starts, city=city, point=EDE_POINT if city == "Ede" else UTRECHT)
    made.occurrences = [occurrence(starts, (ends - starts) / HOUR)]
    db.session.commit()


def soon() -> datetime:
    """Two o'clock in the afternoon, a week from now."""
    return at_two(today() + 7 * DAY)


def edition_day() -> date:
    """The first day of the only edition there is."""
    return today() + UNTIL_EDITION


def at_two(day: date) -> datetime:
    """Two o'clock in the afternoon of a day in Amsterdam."""
    return datetime.combine(day, time(14), AMSTERDAM).astimezone(UTC)


def midnight(moment: datetime) -> datetime:
    """When the day of this moment begins in Amsterdam."""
    day = moment.astimezone(AMSTERDAM).date()
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def around_both_changes() -> Iterator[tuple[datetime, datetime]]:
    """Starts and ends around both changes of a year, the doubled hour in both its turns.

    An hour apart lie, in October, 00.30, 01.30, 02.30, 02.30 again and 03.30 uur; in March 00.30,
    01.30, 03.30, 04.30 and 05.30 uur. Each lasts an hour, and five; and once the whole day.
    """
    for month in (3, 10):
        first = datetime.combine(last_sunday(month), time(), AMSTERDAM).astimezone(UTC)
        yield first, midnight(first + 26 * HOUR)
        for half_hours in (1, 3, 5, 7, 9):
            starts = first + half_hours * HOUR / 2
            yield starts, starts + HOUR
            yield starts, starts + 5 * HOUR


def last_sunday(month: int) -> date:
    """The last Sunday of a month of 31 days, this year or next, that calendars tell now."""
    years = (today().year, today().year + 1)
    ends = (date(year, month, 31) for year in years)
    sundays = (end - (end.weekday() + 1) % 7 * DAY for end in ends)
    return next(sunday for sunday in sundays if sunday > today() - 28 * DAY)
