"""Which days an edition can have."""

from datetime import date

from flask_babel import gettext as _

FIRST_YEAR = 2010  # the first week there was
YEARS_AHEAD = 10
MOST_DAYS = 31  # it was 7, 8 and 10 days; some municipalities make a month of it


def year_fault(year: int, today: date) -> str:
    """What is wrong with the year of an edition; empty when nothing is."""
    last_year = today.year + YEARS_AHEAD
    if FIRST_YEAR <= year <= last_year:
        return ""
    return str(
        _("Kies een jaar van %(first)s tot en met %(last)s.", first=FIRST_YEAR, last=last_year)
    )


def first_day_fault(year: int, first_day: date) -> str:
    """What is wrong with a first day; empty when nothing is."""
    if first_day.year == year:
        return ""
    return str(_("De eerste dag valt niet in %(year)s.", year=year))


def last_day_fault(year: int, first_day: date, last_day: date) -> str:
    """What is wrong with a last day; empty when nothing is.

    Both days lie in the year of the edition, and a year has one edition: two never overlap.
    """
    if last_day.year != year:
        return str(_("De laatste dag valt niet in %(year)s.", year=year))
    if last_day < first_day:
        return str(_("De laatste dag is vóór de eerste dag."))
    if (last_day - first_day).days >= MOST_DAYS:
        return str(_("Dit is langer dan een maand. Klopt de laatste dag?"))
    return ""
