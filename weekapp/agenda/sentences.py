"""What was asked and found, in words: the days that are shown and what the filters are set to."""

from datetime import date

from flask_babel import gettext as _, lazy_gettext as _l

from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, LANGUAGES, THEMES
from weekapp.agenda.days import DAYS, Period
from weekapp.agenda.filters import Filters
from weekapp.campaign.models import Edition
from weekapp.formats import day, day_and_year, day_span, short_day

MOST_NAMED = 2
# The choices that are yes or nothing, by the panel they stand in.
PANELS = {
    "toegankelijk": {
        "rolstoel": _l("Rolstoel"),
        "toilet": _l("Aangepast toilet"),
        "ringleiding": _l("Ringleiding"),
        "rustig": _l("Rustige omgeving"),
        "hulphond": _l("Hulphond welkom"),
    },
    "makkelijk": {
        "binnenlopen": _l("Zonder aanmelden"),
        "ontvangst": _l("Iemand wacht je op"),
        "ophalen": _l("Iemand haalt je op"),
        "wekelijks": _l("Gaat elke week door"),
    },
}
FLAG_WORDS = {
    "gratis": _l("gratis"),
    "rolstoel": _l("met de rolstoel"),
    "toilet": _l("met een aangepast toilet"),
    "ringleiding": _l("met een ringleiding"),
    "rustig": _l("in een rustige omgeving"),
    "hulphond": _l("met je hulphond"),
    "ontvangst": _l("waar iemand je opwacht"),
    "ophalen": _l("waarvoor iemand je ophaalt"),
    "wekelijks": _l("die elke week doorgaan"),
    "binnenlopen": _l("zonder aanmelden"),
}


def days_shown(asked: Filters, period: Period, week: Edition | None, today: date) -> str:
    """“in de week van 24 tot en met 30 september 2026”, “op donderdag 24 september”, …"""
    said = _days(asked, period, week, today)
    if period.weekdays:
        said = f"{DAYS[asked.dag]}, {said}"
    return said + _part(asked)


def days_asked(asked: Filters, today: date) -> str:
    """The days, if any were asked for; short enough for a button."""
    first, last = asked.van, asked.tot
    said = [str(DAYS[asked.dag])] if asked.dag in DAYS else []
    if asked.on_date:
        said.append(short_day(asked.on_date))
    elif first and last:
        said.append(short_day(first) if first == last else _span(first, last))
    elif first:
        said.append(
            _("vanaf vandaag") if first == today else _("vanaf %(day)s", day=short_day(first))
        )
    elif last:
        said.append(_("tot en met %(day)s", day=short_day(last)))
    return (", ".join(said) + _part(asked)).removeprefix(", ")


def _span(first: date, last: date) -> str:
    return str(_("%(first)s tot en met %(last)s", first=short_day(first), last=short_day(last)))


def _part(asked: Filters) -> str:
    if not asked.dagdeel:
        return ""
    return str(_(", in de %(part)s", part=str(DAY_PARTS[asked.dagdeel]).lower()))


def _days(asked: Filters, period: Period, week: Edition | None, today: date) -> str:
    first, last = period.first, period.last
    if period.is_one_day and asked.dag in DAYS:
        return f"{DAYS[asked.dag]}, {day(first)}"
    if period.is_week and week:
        said = _("in de week van %(days)s", days=day_span(week.first_day, week.last_day))
    elif period.is_one_day:
        said = _("op %(day)s", day=day(first) if first.year == today.year else day_and_year(first))
    elif last:
        said = _("van %(days)s", days=day_span(first, last))
    elif first == today:
        said = _("vanaf vandaag")
    else:
        said = _("vanaf %(day)s", day=day_and_year(first))
    return str(said)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: “ouderen”, but still “LHBTIQ+”."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def audiences(asked: Filters) -> str:
    """Whom the activities are for, if that was asked."""
    return _named([str(AUDIENCES[code]) for code in asked.doelgroep])


def themes(asked: Filters) -> str:
    """What the activities are about, if that was asked."""
    return _named([str(THEMES[code]) for code in asked.thema])


def order(asked: Filters) -> str:
    """The order of a list around a point, as the end of a sentence."""
    known = {
        "": _(", de dichtstbijzijnde eerst"),
        "beide": _(", per dag en dan de dichtstbijzijnde"),
        "tijd": _(", wat het eerst begint bovenaan"),
    }
    return str(known[asked.volgorde])


def languages(asked: Filters) -> str:
    """Which languages are spoken, if that was asked."""
    return _named([str(LANGUAGES[code]) for code in asked.taal])


def flags(asked: Filters) -> dict[str, str]:
    """By panel, which of its choices were made, in words."""
    return {
        panel: _named([str(label) for flag, label in labels.items() if getattr(asked, flag)])
        for panel, labels in PANELS.items()
    }


def flag_words(asked: Filters) -> list[str]:
    """Everything that has to be so, each in a few words that follow “activiteiten”."""
    return [str(words) for flag, words in FLAG_WORDS.items() if getattr(asked, flag)]


def _named(labels: list[str]) -> str:
    rest = len(labels) - MOST_NAMED
    if rest > 1:
        some = ", ".join(labels[:MOST_NAMED])
        return str(_("%(some)s en nog %(rest)s", some=some, rest=rest))
    return ", ".join(labels)
