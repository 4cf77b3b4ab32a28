"""The letters to who asked for one each week, one function each."""

from dataclasses import asdict, replace
from datetime import date

from weekapp import jobs
from weekapp.accounts.deeds import Deed
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.formats import day
from weekapp.languages import DUTCH, LANGUAGES
from weekapp.mail import letter, post
from weekapp.signups.operations import UNCONFIRMED_KEPT
from weekapp.translating import speaking
from weekapp.weekly.areas import Area
from weekapp.weekly.contents import Contents
from weekapp.weekly.models import WeeklyLetter

KIND = "weekly letter"


def asked(weekly: WeeklyLetter, deed: Deed) -> None:
    """To whom a weekly letter was asked for: confirm it with this link."""
    _answer("asked", weekly, deed)


def known(weekly: WeeklyLetter, deed: Deed) -> None:
    """To whom one was asked for and who gets it: nothing has to be done."""
    _answer("known", weekly, deed)


def this_week(weekly: WeeklyLetter, contents: Contents, on: date, deed: Deed) -> None:
    """What is on nearby, with a way to end it; one to an address for an area and a Thursday.

    It waits until all other letters went: nobody's code to sign in comes after thousands of these.
    """
    with speaking(LANGUAGES.get(weekly.language, DUTCH)):
        end = deed.link("weekly.stop", token=weekly.token)
        days = [(_heading(on), some) for on, some in contents.days]
        written = letter(
            weekly.email,
            "weekly/mail/this_week.txt",
            contents=contents,
            days=days,
            area=contents.area.label,
            address=deed.link,
            more=contents.asked.address(deed.link("agenda.activities")),
            end=end,
        )
    whole = replace(written, headings=[heading for heading, _some in days], end=end)
    payload = {"token": weekly.token, "letter": asdict(whole)}
    key = f"weekly letter {on.isoformat()} {weekly.pc4} {digest(weekly.email)}"
    jobs.enqueue(db.session(), KIND, payload, at=deed.at, dedupe_key=key)


def _heading(on: date) -> str:
    """“Donderdag 3 december”."""
    name = day(on)
    return name[:1].upper() + name[1:]


def _answer(name: str, weekly: WeeklyLetter, deed: Deed) -> None:
    """At most once an hour: who presses twice gets one letter."""
    with speaking(LANGUAGES.get(weekly.language, DUTCH)):
        written = letter(
            weekly.email,
            f"weekly/mail/{name}.txt",
            area=Area(weekly.pc4).label,
            kilometres=weekly.kilometres,
            link=deed.link("weekly.mine", token=weekly.token),
            days=UNCONFIRMED_KEPT.days,
        )
    key = f"weekly {name} {digest(weekly.token)} {deed.at:%Y%m%d%H}"
    post(db.session(), written, dedupe_key=key)
