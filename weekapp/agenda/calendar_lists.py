"""The calendar of any filtered list: equal questions are one calendar, what is unclear is refused.

A list can be kind to a mistake and leave a filter out; a calendar would hold the wrong things for
years, and nobody would be told.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, or_, true
from werkzeug.datastructures import MultiDict

from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, LANGUAGES, THEMES
from weekapp.agenda import calendar_kept, calendar_words, conditions, days, filters
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_queries import Stamp
from weekapp.agenda.calendar_scopes import Scope, wide
from weekapp.agenda.calendar_window import midnight
from weekapp.agenda.calendar_words import About
from weekapp.agenda.days import DAYS, Period
from weekapp.agenda.filters import PARAMETERS, Filters
from weekapp.agenda.questions import Around, Question, reach_box
from weekapp.agenda.sentences import flag_words, inside
from weekapp.agenda.traits import FLAGS, FORMS, SEVERAL
from weekapp.database.differences import weekday
from weekapp.formats import short_day
from weekapp.places import where
from weekapp.places.gazetteer import gazetteer

# A wish is rounded up to one of these: who asks for 7 kilometres gets what is within 10.
STEPS_KILOMETRES = (2, 5, 10, 15, 25, 50, 100, 180)
DECIMALS = 2  # of a degree: some 1.1 km north to south, 0.7 km east to west
NIGHT = timedelta(hours=6)  # what goes on past midnight belongs to the day it began
ROUNDED_KILOMETRES = 2  # so that rounding the point leaves nothing out
# A round point and those beside it, the nearest first.
AROUND = tuple(sorted(product((-1, 0, 1), repeat=2), key=lambda step: step[0] ** 2 + step[1] ** 2))
CHOICES = {
    "dagdeel": tuple(DAY_PARTS),
    "doelgroep": tuple(AUDIENCES),
    "thema": tuple(THEMES),
    "vorm": FORMS,
    "taal": tuple(LANGUAGES),
    **dict.fromkeys(FLAGS, ("ja", "nee")),
}


class NotUnderstood(ValueError):
    """What is asked cannot be one calendar; the message says which part, and what can be asked."""


@dataclass(frozen=True)
class Asked:
    """A question as every question like it: its filters, and where that is, rounded."""

    filters: Filters
    around: Around | None = None
    near: str = ""

    @property
    def query(self) -> str:
        """The canonical query string."""
        return self.filters.query()


def read(arguments: MultiDict[str, str], today: date) -> Asked:
    """The question in a query; NotUnderstood when any part of it is not clear."""
    for name in arguments:
        _ask_known(name)
        _ask_clear(name, [one for one in arguments.getlist(name) if one.strip()])
    asked = filters.read(arguments)
    _ask_together(asked, arguments)
    plain = asked.with_(q=_plain_words(asked.q))
    return _placed(plain, today) if plain.waar else Asked(plain)


def scope(asked: Asked) -> Scope:
    """The calendar of a question."""
    if not asked.query:
        return wide("heel Nederland", "agenda", lambda _stamp, sender: (true(), _whole(sender)))
    digest = hashlib.sha256(f"{asked.query} {asked.around}".encode()).hexdigest()
    return wide(
        f"{calendar_kept.LISTS}{digest[:40]}",
        "agenda",
        lambda stamp, sender: (fitting(asked, stamp), _about(asked, stamp, sender)),
        is_endless=True,
    )


def fitting(asked: Asked, stamp: Stamp) -> ColumnElement[bool]:
    """Dates that fit what was asked, also those that were called off."""
    today = stamp.weeks.today
    period = days.period(asked.filters, today)
    question = Question(asked.filters, period, midnight(today))
    fits = [*conditions.wanted(question), *_on_days(asked.filters, period)]
    if asked.around:
        fits.append(_near(asked.around))
    return and_(true(), *fits)


def _ask_known(name: str) -> None:
    if name == "pagina":
        raise NotUnderstood(_("“pagina” kan niet: een agenda heeft geen bladzijden."))
    if name == "volgorde":
        raise NotUnderstood(_("“volgorde” kan niet: een agenda staat altijd op tijd."))
    if name not in PARAMETERS:
        known = ", ".join(one for one in PARAMETERS if one not in ("pagina", "volgorde"))
        raise NotUnderstood(
            _("“%(name)s” kennen wij niet. Wat wel kan: %(known)s.", name=name[:50], known=known)
        )


def _ask_clear(name: str, values: list[str]) -> None:
    if len(values) > 1 and name not in SEVERAL:
        raise NotUnderstood(_("“%(name)s” staat er meer dan één keer.", name=name))
    for value in values:
        if filters.read(MultiDict([(name, value)])).problems:
            said = _("“%(name)s=%(value)s” begrijpen wij niet.", name=name, value=value[:50])
            choices = ", ".join(CHOICES.get(name, ()))
            can = _("Wat wel kan: %(choices)s.", choices=choices) if choices else ""
            raise NotUnderstood(calendar_words.sentences((said, can)))


def _ask_together(asked: Filters, arguments: MultiDict[str, str]) -> None:
    has_days = any(arguments.get(name, "").strip() for name in ("van", "tot"))
    if has_days and not (asked.van or asked.tot):
        raise NotUnderstood(_("“dag=%(day)s” gaat niet samen met “van” of “tot”.", day=asked.dag))
    if asked.problems:  # each was clear by itself
        raise NotUnderstood(_("“tot” ligt voor “van”."))
    if asked.straal and not asked.waar:
        raise NotUnderstood(_("“straal” kan alleen samen met “waar”."))


def _placed(asked: Filters, today: date) -> Asked:
    """With its place as a rounded point, found in the gazetteer: a calendar asks no network."""
    found = where.find(asked.waar, today)
    if isinstance(found, where.Nothing):
        raise NotUnderstood(_("“waar”: %(reason)s", reason=found.reason))
    if isinstance(found, where.Choice):
        tokens = "; ".join(option.token for option in found.options)
        raise NotUnderstood(
            _("“waar=%(where)s” kan meer dan één plaats zijn. Kies er een: %(tokens)s.",
              where=asked.waar, tokens=tokens)
        )  # fmt: skip
    wished = asked.straal or found.kilometres
    step = next(step for step in STEPS_KILOMETRES if step >= wished)
    latitude, longitude = _rounded(found, today)
    around = Around(latitude, longitude, step + ROUNDED_KILOMETRES, found.municipality_code)
    point = f"{latitude:.{DECIMALS}f},{longitude:.{DECIMALS}f}"
    name = gazetteer().municipalities[found.municipality_code].shown
    return Asked(asked.with_(waar=point, straal=step), around, name)


def _rounded(found: where.Found, today: date) -> tuple[float, float]:
    """The nearest round point in the same municipality: it has to mean the same place again."""
    size = 10**DECIMALS
    north, east = round(found.latitude * size), round(found.longitude * size)
    near = (((north + up) / size, (east + aside) / size) for up, aside in AROUND)
    return next((point for point in near if _code_at(point, today) == found.municipality_code),
                (round(found.latitude, 5), round(found.longitude, 5)))  # fmt: skip


def _code_at(point: tuple[float, float], today: date) -> str | None:
    from weekapp.places.borders import municipality_at

    code = municipality_at(*point)
    return gazetteer().current_code(code, today) if code else None


def _plain_words(typed: str) -> str:
    """Words as the index knows them, in one order: without accents or capitals."""
    bare = unicodedata.normalize("NFKD", typed.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(sorted(set(letters.split())))


def _on_days(asked: Filters, period: Period) -> Iterable[ColumnElement[bool]]:
    """What makes a date one of the days that were asked; without any, all that are in time."""
    is_asked = asked.van or asked.tot or period.is_one_day
    if is_asked and (asked.van or period.is_one_day):
        goes_on = Occurrence.ends_at > midnight(period.first) + NIGHT
        yield or_(Occurrence.on_date >= period.first, goes_on)
    if is_asked and period.last:
        yield Occurrence.on_date <= period.last
    if period.weekdays:
        wanted = [str((day + 1) % 7) for day in period.weekdays]  # strftime: 0 is Sunday
        yield weekday(Occurrence.on_date).in_(wanted)
    if asked.dagdeel:
        yield Occurrence.day_part.in_((asked.dagdeel, ""))


def _near(around: Around) -> ColumnElement[bool]:
    """What is within reach, and what has no point in that municipality."""
    box = reach_box(around)
    distance = func.kilometres(
        around.latitude, around.longitude, Activity.latitude, Activity.longitude
    )
    placed = and_(
        Activity.latitude.between(box.south, box.north),
        Activity.longitude.between(box.west, box.east),
        Activity.attendance != "online",
        distance <= around.kilometres,
    )
    has_no_point = or_(Activity.attendance == "online", Activity.latitude.is_(None))
    return or_(placed, and_(Activity.municipality_code == around.municipality_code, has_no_point))


def _whole(sender: Sender) -> About:
    return About(
        _("Agenda Nederland"),
        calendar_words.sentences(
            (_("Activiteiten in heel Nederland."), calendar_words.by_province(sender))
        ),
        sender.link("agenda.list_calendar"),
        sender.link("agenda.activities"),
    )


def _about(asked: Asked, stamp: Stamp, sender: Sender) -> About:
    said = ", ".join(words(asked))
    return About(
        called(said),
        _("Activiteiten die passen bij: %(words)s.", words=said),
        f"{sender.link('agenda.list_calendar')}?{asked.query}",
        f"{sender.link('agenda.activities')}?{asked.query}",
    )


def called(said: str) -> str:
    """The name of the calendar of a list, of which `said` tells what was asked."""
    return str(_("Agenda: %(words)s", words=said))


def words(asked: Asked) -> list[str]:
    """Everything that was asked, each in a few words."""
    wanted = asked.filters
    near = _("binnen %(km)s km in de buurt van %(place)s", km=wanted.straal, place=asked.near)
    said = [
        near if asked.around else "",
        *_days(wanted),
        str(DAY_PARTS[wanted.dagdeel]).lower() if wanted.dagdeel else "",
        *(inside(str(THEMES[code])) for code in wanted.thema),
        *(_("voor %(whom)s", whom=inside(str(AUDIENCES[code]))) for code in wanted.doelgroep),
        *flag_words(wanted),
        {"": "", "online": _("online")}.get(wanted.vorm, _("op een plek")),
        *(_("in het %(language)s", language=LANGUAGES[code]) for code in wanted.taal),
        f"“{wanted.q}”" if wanted.q else "",
    ]
    return [str(part) for part in said if part]


def _days(asked: Filters) -> Iterable[str]:
    if asked.dag in DAYS:
        yield str(DAYS[asked.dag])
    elif asked.on_date:
        yield short_day(asked.on_date)
    if asked.van:
        yield str(_("vanaf %(day)s", day=short_day(asked.van)))
    if asked.tot:
        yield str(_("tot en met %(day)s", day=short_day(asked.tot)))
