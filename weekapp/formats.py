"""Template filters: dates, times, distances and plurals, as people say them; in local time.

In the language that is spoken; the examples are in Dutch.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import nh3
from babel.dates import format_date
from flask import Flask
from flask_babel import gettext, ngettext
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markdown_it import MarkdownIt
from markupsafe import Markup

from weekapp.clock import is_all_day, local
from weekapp.languages import code, spoken
from weekapp.lines import in_one_piece, kept_together, on_pages

MARKDOWN_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def day(when: datetime | date) -> str:
    """“donderdag 24 september”."""
    return written(local_date(when), "EEEE d MMMM")


def day_and_year(when: datetime | date) -> str:
    """“donderdag 24 september 2026”."""
    return written(local_date(when), "EEEE d MMMM y")


def short_day(when: datetime | date) -> str:
    """“do 24 sept”."""
    return brief(written(local_date(when), "EEEEEE d MMM"))


def short_when(start: datetime, end: datetime, year: str = "") -> str:
    """“do 24 sept, 14.00”, “do 24 sept, hele dag” or “do 24 sept t/m za 26 sept”."""
    is_long = is_all_day(start, end) and last_date(start, end) != local_date(start)
    return f"{short_day(start)}{year}{' ' if is_long else ', '}{start_time(start, end)}"


def days(start: datetime, end: datetime) -> str:
    """“donderdag 24 september”, or of whole days “donderdag 24 t/m zaterdag 26 september”."""
    return _days(local_date(start), last_date(start, end), "")


def days_and_year(start: datetime, end: datetime) -> str:
    """The same with the year: “donderdag 24 t/m zaterdag 26 september 2026”."""
    return _days(local_date(start), last_date(start, end), " y")


def last_date(start: datetime, end: datetime) -> date:
    """The last of the whole days of a date; the day it starts when it has times."""
    return local_date(end) - timedelta(days=1) if is_all_day(start, end) else local_date(start)


def _days(first: date, last: date, year: str) -> str:
    if first == last:
        return written(first, f"EEEE d MMMM{year}")
    year = year if first.year == last.year else " y"
    parts = ("d", " MMMM" * (first.month != last.month), year * (first.year != last.year))
    start, end = written(first, "EEEE " + "".join(parts)), written(last, f"EEEE d MMMM{year}")
    return str(gettext("%(start)s t/m %(end)s", start=start, end=end))


def clock_time(when: datetime) -> str:
    """“14.00”."""
    return local(when).strftime(spoken.get().hours)


def moment(when: datetime) -> str:
    """“donderdag 24 september, 14.00 uur”."""
    return str(gettext("%(day)s, %(time)s uur", day=day(when), time=clock_time(when)))


def when(start: datetime, end: datetime) -> str:
    """“donderdag 24 september, 14.00 uur”, or “donderdag 24 september, hele dag”."""
    return (
        f"{days(start, end)}, {time_span(start, end)}" if is_all_day(start, end) else moment(start)
    )


def start_time(start: datetime, end: datetime) -> str:
    """“14.00”; of whole days “hele dag” or “t/m za 26 sept”: what a small card has room for."""
    if not is_all_day(start, end):
        return clock_time(start)
    last = last_date(start, end)
    if last == local_date(start):
        return str(gettext("hele dag"))
    return str(gettext("t/m %(day)s", day=short_day(last)))


def time_span(start: datetime, end: datetime) -> str:
    """“14.00 tot 16.00 uur”, with the day of the end where that is another day; or “hele dag”."""
    if is_all_day(start, end):
        is_one = last_date(start, end) == local_date(start)
        return str(gettext("hele dag") if is_one else gettext("hele dagen"))
    begin = clock_time(start)
    if local(start).date() == local(end).date():
        return str(gettext("%(start)s tot %(end)s uur", start=begin, end=clock_time(end)))
    return str(gettext("%(start)s uur tot %(end)s", start=begin, end=moment(end)))


def day_span(first: date, last: date) -> str:
    """“24 tot en met 30 september 2026”."""
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    else:
        start = written(first, "d MMMM" if first.year == last.year else "d MMMM y")
    end = written(last, "d MMMM y")
    return str(gettext("%(first)s tot en met %(last)s", first=start, last=end))


def distance(kilometres: float) -> str:
    """From “350 m” and “1,2 km” to “12 km”."""
    if kilometres < 0.95:
        return f"{max(50, round(kilometres * 20) * 50)} m"
    if kilometres < 9.95 and kilometres % 1:
        return f"{kilometres:.1f} km".replace(".", spoken.get().decimal)
    return f"{kilometres:.0f} km"


def plural(count: int, one: str, many: str) -> str:
    """“1 activiteit” or “1.234 activiteiten”; languages with more forms have them in catalogues."""
    number = f"{count:,}".replace(",", spoken.get().thousands)
    return f"{number} {ngettext(one, many, count)}"


def iso(when: datetime | date) -> str:
    """The machine form for <time datetime>: local time with its offset."""
    return local(when).isoformat() if isinstance(when, datetime) else when.isoformat()


def markdown(text: str) -> Markup:
    """Markdown as safe HTML: paragraphs, lists, emphasis and links, nothing else."""
    made = nh3.clean(
        _markdown.render(text),
        tags=MARKDOWN_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )
    return Markup(made)


def our_markdown(text: str) -> Markup:
    """Markdown of a file of our own as HTML, with its headings; raw HTML stays text."""
    return Markup(_markdown.render(text))


def telephone(number: str) -> str:
    """The number as a tel: link wants it."""
    return "tel:" + "".join(c for c in number if c.isdigit() or c == "+")


def in_order(number: str) -> str:
    """A telephone number on a page: in one piece, also among words from right to left."""
    whole = in_one_piece(number)
    return f"\u2066{whole}\u2069" if spoken.get().direction == "rtl" else whole


def local_date(when: datetime | date) -> date:
    """The date on the wall."""
    return local(when).date() if isinstance(when, datetime) else when


@pass_eval_context
def said(context: EvalContext, text: str, **values: Any) -> str:
    """A sentence of a template, with its values filled in; those of a page are made safe."""
    if not values:
        return _safe(text) if context.autoescape else _words(text) % {}
    return (Markup(_words(text)) if context.autoescape else _words(text)) % values


# What a sentence is in a language is looked up once.
@lru_cache(maxsize=4096)
def _looked_up(text: str, language: str) -> str:
    return str(gettext(text))


@lru_cache(maxsize=4096)
def _made_safe(text: str, language: str) -> Markup:
    return Markup(_looked_up(text, language)) % {}


@lru_cache(maxsize=4096)
def _written_in(language: str, on: date, pattern: str) -> str:
    return format_date(on, pattern, locale=language)


def _words(text: str) -> str:
    return _looked_up(text, code())


def _safe(text: str) -> Markup:
    return _made_safe(text, code())


def written(on: date, pattern: str) -> str:
    """A date as a pattern of CLDR has it, in the language of the page."""
    return _written_in(code(), on, pattern)


def brief(day: str) -> str:
    """A date with a month in short as the Dutch write it: without dots, and “sept”."""
    return day.replace(".", "").replace(" sep", " sept") if code() == "nl" else day


def days_between(first: date, last: date) -> list[date]:
    """Every date from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "day_and_year": day_and_year,
    "short_day": short_day,
    "short_when": short_when,
    "clock_time": clock_time,
    "moment": moment,
    "day_span": day_span,
    "days": days,
    "days_and_year": days_and_year,
    "distance": distance,
    "is_all_day": is_all_day,
    "in_order": in_order,
    "iso": iso,
    "local_date": local_date,
    "markdown": markdown,
    "plural": plural,
    "start_time": start_time,
    "telephone": telephone,
    "time_span": time_span,
    "when": when,
}


# What holds a number and its word.
KEPT_TOGETHER = (
    "day", "day_and_year", "short_day", "short_when", "moment", "day_span", "days",
    "days_and_year", "distance", "start_time", "time_span", "when",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the filters and the words to the templates."""
    app.jinja_env.filters["kept_together"] = kept_together
    app.jinja_env.globals["_"] = said
    app.jinja_env.globals["plural"] = plural
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.filters.update({name: on_pages(FILTERS[name]) for name in KEPT_TOGETHER})
