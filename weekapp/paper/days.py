"""Days in few words, as paper has room for: “Ook op 9, 16 en 23 december.”, “30 sept t/m 6 okt”."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from babel.lists import format_list
from flask_babel import gettext as _

from weekapp.activities.models import Occurrence
from weekapp.formats import brief, local_date, time_span, written
from weekapp.languages import code

MOST_NAMED = 3


def after(one: Occurrence, later: Sequence[Occurrence]) -> list[str]:
    """The next few dates, with their time where that is another, and how many come after them."""
    said, year = [], local_date(one.starts_at).year
    for time, them in groupby(later[:MOST_NAMED], _time):
        days = in_a_row([local_date(other.starts_at) for other in them], year)
        if time == _time(one):
            said.append(_("Ook op %(days)s.", days=days))
        else:
            said.append(_("Ook op %(days)s, %(time)s.", days=days, time=time))
    if rest := len(later[MOST_NAMED:]):
        many = _("Daarna nog %(count)s keer.", count=rest)
        said.append(_("Daarna nog 1 keer.") if rest == 1 else many)
    return said


def in_a_row(days: Sequence[date], year: int) -> str:
    """“9, 16 en 23 december en 6 januari 2027”: a month is said once, another year always."""
    months = []
    for month, them in groupby(days, lambda day: (day.year, day.month)):
        *before, last = them
        said = written(last, "d MMMM" if month[0] == year else "d MMMM y")
        months.append(_together([*(str(day.day) for day in before), said]))
    return _together(months)


def span(first: date, last: date) -> str:
    """“24 t/m 30 september 2026”, “30 sept t/m 6 okt 2027”: what one line has room for."""
    if (first.year, first.month) == (last.year, last.month):
        start, end = str(first.day), written(last, "d MMMM y")
    else:
        start = brief(written(first, "d MMM" if first.year == last.year else "d MMM y"))
        end = brief(written(last, "d MMM y"))
    return str(_("%(start)s t/m %(end)s", start=start, end=end))


def _time(one: Occurrence) -> str:
    return time_span(one.starts_at, one.ends_at)


def _together(parts: Sequence[str]) -> str:
    return str(format_list(parts, locale=code()))
