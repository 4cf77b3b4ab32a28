"""What calendars are called and say of themselves; and the entry for the week itself."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from weekapp.activities.models import UID_DOMAIN
from weekapp.activities.vocabulary import AUDIENCES, THEMES
from weekapp.agenda.calendar_entries import Sender
from weekapp.agenda.calendar_queries import Stamp
from weekapp.agenda.calendar_window import BEGINNING, midnight
from weekapp.agenda.events import Event
from weekapp.agenda.sentences import inside
from weekapp.formats import day, day_span
from weekapp.places.gazetteer import provinces


class About(NamedTuple):
    """What a calendar is called, what it is about, where it is, and the page it belongs to."""

    name: str
    words: str
    feed: str
    page: str


def of_municipality(stamp: Stamp, sender: Sender) -> About:
    """What happens in a municipality, under the name it has for the week."""
    return About(
        f"{stamp.label or _('Agenda')} {stamp.name}",
        _activities_in(stamp),
        sender.link("agenda.municipality_calendar", slug=stamp.slug),
        sender.link("agenda.municipality", slug=stamp.slug),
    )


def of_edition(stamp: Stamp, year: int, sender: Sender) -> About:
    """What happens in a municipality in the week of one year."""
    days = f" {day_span(*stamp.days)}." if stamp.days else ""
    return About(
        f"{stamp.label or _('Agenda')} {stamp.name} {year}",
        _activities_in(stamp) + days,
        sender.link("agenda.edition_calendar", slug=stamp.slug, year=year),
        sender.link("agenda.municipality", slug=stamp.slug),
    )


def of_organisation(stamp: Stamp, sender: Sender) -> About:
    """What an organisation does."""
    return About(
        _("Agenda %(name)s", name=stamp.name),
        _("Activiteiten van %(name)s.", name=stamp.name),
        sender.link("agenda.organisation_calendar", slug=stamp.slug),
        sender.link("agenda.organisation", slug=stamp.slug),
    )


def of_theme(code: str, sender: Sender) -> About:
    """What is about a theme, in the whole country."""
    return About(
        str(THEMES[code]),
        _("%(theme)s: activiteiten in heel Nederland.", theme=THEMES[code]),
        sender.link("agenda.theme_calendar", code=code),
        sender.link("agenda.activities") + f"?thema={code}",
    )


def of_audience(code: str, sender: Sender) -> About:
    """What is meant for some people, in the whole country."""
    whom = inside(str(AUDIENCES[code]))
    return About(
        _("Voor %(whom)s", whom=whom),
        _("Activiteiten voor %(whom)s in heel Nederland.", whom=whom),
        sender.link("agenda.audience_calendar", code=code),
        sender.link("agenda.activities") + f"?doelgroep={code}",
    )


def of_province(slug: str, sender: Sender) -> About:
    """What is on in a province."""
    name = provinces()[slug]
    return About(
        _("Agenda %(name)s", name=name),
        _("Activiteiten in %(name)s.", name=name),
        sender.link("agenda.province_calendar", slug=slug),
        sender.link("agenda.all_municipalities"),
    )


def too_many(how_many: int, until: datetime | None) -> str:
    """That not everything is in it, and up to when it is; None when all is that is to come."""
    if until is None:
        return str(_("Van wat geweest is, staat hierin niet alles."))
    count = f"{how_many:,}".replace(",", ".")
    return str(
        _("Let op: er is meer dan in één agenda past. Hierin staan de eerste %(count)s datums, "
          "tot en met %(day)s. Kies een kleiner gebied om alles te krijgen.",
          count=count, day=day(until))
    )  # fmt: skip


def by_province(sender: Sender) -> str:
    """Where the calendars of the provinces are."""
    feeds = (sender.link("agenda.province_calendar", slug=slug) for slug in provinces())
    return f"{_('Per provincie:')} {' '.join(feeds)}"


def week(stamp: Stamp, about: About, sender: Sender) -> Event | None:
    """The days of the next edition as one entry, in quiet months and where it is wanted.

    When the edition comes near, what is on in it takes its place.
    """
    weeks = stamp.weeks
    if not (stamp.tells_next_week and weeks.is_quiet and weeks.first_day and weeks.last_day):
        return None
    changed_at = max(weeks.edition_changed_at, stamp.label_changed_at or BEGINNING)
    return Event(
        uid=f"week-{weeks.year}-{stamp.codes[0].lower()}@{UID_DOMAIN}",
        starts_at=midnight(weeks.first_day),
        ends_at=midnight(weeks.last_day + timedelta(days=1)),
        created_at=BEGINNING,
        changed_at=changed_at,
        sequence=weeks.sequence,
        is_cancelled=False,
        is_tentative=weeks.is_provisional,
        summary=_week_called(stamp),
        organiser=about.name,
        sender=sender.address,
        description=_week_told(stamp, weeks.first_day, weeks.last_day, about.page),
        url=about.page,
        days=(weeks.first_day, weeks.last_day),
    )


def sentences(parts: Iterable[str]) -> str:
    """Sentences after each other, without those that say nothing."""
    return " ".join(part for part in parts if part)


def _activities_in(stamp: Stamp) -> str:
    if stamp.label:
        return str(_("%(label)s: activiteiten in %(name)s.", label=stamp.label, name=stamp.name))
    return str(_("Activiteiten in %(name)s, van de Week tegen Eenzaamheid.", name=stamp.name))


def _week_called(stamp: Stamp) -> str:
    called = stamp.label or str(_("Week tegen Eenzaamheid"))
    return (
        str(_("%(week)s (datums voorlopig)", week=called)) if stamp.weeks.is_provisional else called
    )


def _week_told(stamp: Stamp, first: date, last: date, page: str) -> str:
    unsure = str(_("De datums staan nog niet vast.")) if stamp.weeks.is_provisional else ""
    days = str(_("Van %(days)s.", days=day_span(first, last)))
    more = str(_("Wat er te doen is in %(name)s: %(page)s", name=stamp.name, page=page))
    return "\n\n".join(part for part in (sentences((days, unsure)), more) if part)
