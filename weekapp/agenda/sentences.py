"""What was asked and found, in words: the days that are shown and what the filters are set to."""

from datetime import date

from flask_babel import gettext as _

from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, THEMES
from weekapp.agenda.days import DAYS, Period
from weekapp.agenda.filters import Filters
from weekapp.formats import day, day_and_year, day_span

MOST_NAMED = 2


def days_shown(asked: Filters, period: Period, today: date) -> str:
    """“in de week van 24 tot en met 30 september 2026”, “op donderdag 24 september”, …"""
    said = _days(asked, period, today)
    if period.weekdays:
        said = f"{DAYS[asked.dag]}, {said}"
    if asked.dagdeel:
        said = _("%(days)s, in de %(part)s", days=said, part=str(DAY_PARTS[asked.dagdeel]).lower())
    return said


def _days(asked: Filters, period: Period, today: date) -> str:
    first, last = period.first, period.last
    if period.is_one_day and asked.dag in DAYS:
        return f"{DAYS[asked.dag]}, {day(first)}"
    if period.is_one_day:
        said = _("op %(day)s", day=day(first) if first.year == today.year else day_and_year(first))
    elif period.is_week and last:
        said = _("in de week van %(days)s", days=day_span(first, last))
    elif last:
        said = _("van %(days)s", days=day_span(first, last))
    elif first == today:
        said = _("vanaf vandaag")
    else:
        said = _("vanaf %(day)s", day=day_and_year(first))
    return str(said)


def audiences(asked: Filters) -> str:
    """Whom the activities are for, if that was asked."""
    return _named([str(AUDIENCES[code]) for code in asked.doelgroep])


def themes(asked: Filters) -> str:
    """What the activities are about, if that was asked."""
    return _named([str(THEMES[code]) for code in asked.thema])


def days_asked(asked: Filters, period: Period, today: date) -> str:
    """The days, if any were asked for; the campaign week is not asked for."""
    if asked.van or asked.tot or asked.dag or asked.dagdeel:
        return days_shown(asked, period, today)
    return ""


def _named(labels: list[str]) -> str:
    rest = len(labels) - MOST_NAMED
    if rest > 1:
        some = ", ".join(labels[:MOST_NAMED])
        return str(_("%(some)s en nog %(rest)s", some=some, rest=rest))
    return ", ".join(labels)
