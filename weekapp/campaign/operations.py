"""Setting the days of an edition."""

from dataclasses import dataclass
from datetime import date

from weekapp.campaign.models import Edition
from weekapp.campaign.queries import edition_of
from weekapp.database import db


class AlreadyThere(Exception):
    """There is an edition for this year already."""


@dataclass(frozen=True)
class Days:
    """What is known of the week of a year."""

    first_day: date
    last_day: date
    is_provisional: bool = False
    source: str = ""


def add(year: int, days: Days) -> Edition:
    """A new edition; AlreadyThere when the year has one."""
    if edition_of(year):
        raise AlreadyThere(str(year))
    return set_days(year, days)


def set_days(year: int, days: Days) -> Edition:
    """Make the edition of a year have these days, whether it was there or not."""
    edition = edition_of(year) or Edition(year=year)
    edition.first_day, edition.last_day = days.first_day, days.last_day
    edition.is_provisional, edition.source = days.is_provisional, days.source
    db.session.add(edition)
    return edition
