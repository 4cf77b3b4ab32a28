"""What somebody can subscribe to, and how the page that offers it is worded."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from weekapp.agenda.calendar_lists import called
from weekapp.agenda.filters import Filters
from weekapp.agenda.sentences import inside
from weekapp.campaign.models import Edition
from weekapp.formats import day_span
from weekapp.organisations.models import Organisation
from weekapp.places.models import Municipality
from weekapp.slugs import slug_of

Link = tuple[str, str]


@dataclass(frozen=True)
class Subject:
    """A calendar to subscribe to: the heading of its page and its name in somebody's program.

    `above` are the crumbs, `beside` other calendars they may rather want, `words` what is in it.
    """

    heading: str
    name: str
    above: tuple[Link, ...]
    beside: tuple[Link, ...]
    words: str = ""


def of_municipality(town: Municipality, week: Edition | None) -> Subject:
    """What is on in a municipality, the whole year round."""
    province = url_for("agenda.province_subscribe", slug=slug_of(town.province))
    beside = [(_("Heel %(province)s", province=town.province), province)]
    if week:
        days = day_span(week.first_day, week.last_day)
        its_week = url_for("agenda.edition_subscribe", slug=town.slug, year=week.year)
        beside.insert(0, (_("Alleen de week van %(days)s", days=days), its_week))
    label = town.calendar_label
    return Subject(
        heading=_("De agenda van %(name)s in je eigen agenda", name=town.name),
        name=f"{label or _('Agenda')} {town.name}",
        above=(*_town(town), (_("Abonneren"), "")),
        beside=(*beside, _own_choice(Filters(waar=town.name))),
        words=_("In je agenda heet dit “%(label)s”.", label=label) if label else "",
    )


def of_edition(town: Municipality, week: Edition) -> Subject:
    """What is on in a municipality in the week of one year."""
    days = day_span(week.first_day, week.last_day)
    whole = url_for("agenda.municipality_subscribe", slug=town.slug)
    return Subject(
        heading=_("%(name)s in de week van %(year)s", name=town.name, year=week.year),
        name=f"{town.calendar_label or _('Agenda')} {town.name} {week.year}",
        above=(*_town(town), (_("Abonneren"), whole), (str(week.year), "")),
        beside=((_("Alles in %(name)s, het hele jaar", name=town.name), whole),),
        words=_("Hierin staat alleen wat er is in de week van %(days)s.", days=days),
    )


def of_organisation(one: Organisation) -> Subject:
    """What an organisation does."""
    town = one.municipality
    around = url_for("agenda.municipality_subscribe", slug=town.slug)
    itself = (one.name, url_for("agenda.organisation", slug=one.slug))
    return Subject(
        heading=_("De agenda van %(name)s in je eigen agenda", name=one.name),
        name=f"{_('Agenda')} {one.name}",
        above=(*_town(town), itself, (_("Abonneren"), "")),
        beside=((_("Alles in %(name)s", name=town.name), around),),
    )


def of_theme(code: str, label: str) -> Subject:
    """What is about one theme, in the whole country."""
    return _everywhere(
        _("“%(theme)s” in je eigen agenda", theme=label), label, Filters(thema=(code,))
    )


def of_audience(code: str, label: str) -> Subject:
    """What is meant for some people, in the whole country."""
    who = inside(label)
    heading = _("Activiteiten voor %(who)s in je eigen agenda", who=who)
    return _everywhere(heading, _("Voor %(who)s", who=who), Filters(doelgroep=(code,)))


def of_province(name: str) -> Subject:
    """What is on in a province."""
    return Subject(
        heading=_("Activiteiten in %(province)s in je eigen agenda", province=name),
        name=f"{_('Agenda')} {name}",
        above=(_choices(), (name, "")),
        beside=((_("Alleen één gemeente"), url_for("agenda.subscribe")),),
        words=_("Een hele provincie kan veel zijn. Zoek je in de buurt? Kies dan je gemeente."),
    )


def of_list(asked: Filters, words: str) -> Subject:
    """What fits the filters somebody chose; `words` say them."""
    there = asked.address(url_for("agenda.activities"))
    return Subject(
        heading=_("Jouw lijst in je eigen agenda"),
        name=called(words),
        above=((_("Activiteiten"), there), (_("Abonneren"), "")),
        beside=((_("Verander je filters"), there), _choices()),
        words=_("Hierin staat: %(words)s.", words=words),
    )


def _everywhere(heading: str, name: str, asked: Filters) -> Subject:
    return Subject(
        heading=heading,
        name=name,
        above=(_choices(), (name, "")),
        beside=(_own_choice(asked),),
        words=_("Hierin staat wat er in heel Nederland is. Dat kan veel zijn."),
    )


def _town(town: Municipality) -> tuple[Link, ...]:
    page = url_for("agenda.municipality", slug=town.slug)
    return (_("Gemeenten"), url_for("agenda.all_municipalities")), (town.name, page)


def _choices() -> Link:
    return _("Abonneren"), url_for("agenda.subscribe")


def _own_choice(asked: Filters) -> Link:
    there = asked.address(url_for("agenda.activities"))
    return _("Maak zelf een lijst met filters, en abonneer je daarop"), there
