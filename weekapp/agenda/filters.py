"""What a visitor asks of the list: read from a query, kind to mistakes, and canonical."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, THEMES
from weekapp.agenda.days import DAYS
from weekapp.forms import clean_line

MOST_CHARACTERS = 100
MOST_WORDS = 8
MOST_PAGES = 50
RADII = range(1, 181)
YEARS = range(2000, 2101)
FORMS = ("ter-plaatse", "online")

# In this order they stand in an address; each is the name of a field too.
PARAMETERS = (
    "waar",
    "straal",
    "van",
    "tot",
    "dag",
    "dagdeel",
    "doelgroep",
    "thema",
    "gratis",
    "rolstoel",
    "vorm",
    "q",
    "pagina",
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


@dataclass(frozen=True)
class Filters:
    """The filters of the list, named as in its address; `problems` says what was not understood.

    `straal` is in kilometres, None for what suits the place; `dag` is a key of DAYS or an ISO
    date. Two that ask the same have the same `query()`.
    """

    waar: str = ""
    straal: int | None = None
    van: date | None = None
    tot: date | None = None
    dag: str = ""
    dagdeel: str = ""
    doelgroep: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    gratis: bool = False
    rolstoel: bool = False
    vorm: str = ""
    q: str = ""
    pagina: int = 1
    problems: tuple[str, ...] = ()

    @property
    def on_date(self) -> date | None:
        """The one date that was asked for as a date."""
        return day_in(self.dag)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `q`."""
        return tuple(self.q.split())

    def pairs(self) -> list[tuple[str, str]]:
        """Every parameter that is not its default, in the canonical order."""
        return [(name, text) for name in PARAMETERS for text in self._texts(name)]

    def query(self) -> str:
        """The canonical query string, without question mark; empty when nothing was asked."""
        return urlencode(self.pairs())

    def address(self, path: str) -> str:
        """The address of a page with these filters."""
        query = self.query()
        return f"{path}?{query}" if query else path

    def turning(self, path: str) -> Callable[[int], str]:
        """Gives the address of a page of this list, by its number."""
        return lambda number: self.with_(pagina=number).address(path)

    def with_(self, **changed: object) -> Self:
        """The same with other values, on the first page."""
        return replace(self, **({"pagina": 1} | changed))  # type: ignore[arg-type]

    def without(self, *names: str, value: str = "") -> Self:
        """The same, on the first page, without some parameters or without one value of one."""
        if value:
            left = tuple(one for one in getattr(self, names[0]) if one != value)
            return self.with_(**{names[0]: left})
        return self.with_(**{name: getattr(Filters, name) for name in names})

    def narrowing(self) -> tuple[str, ...]:
        """The names of the parameters that leave activities out, besides place and page."""
        mute = ("waar", "straal", "pagina")
        return tuple(dict.fromkeys(name for name, _text in self.pairs() if name not in mute))

    def _texts(self, name: str) -> Iterable[str]:
        value = getattr(self, name)
        if value == getattr(Filters, name) or (name == "straal" and not self.waar):
            return ()
        if value is True:
            return ("ja",)
        return value if isinstance(value, tuple) else (str(value),)


def read(arguments: MultiDict[str, str]) -> Filters:
    """The filters in a query; what cannot be understood is left out and told of."""
    reader = _Reader(arguments)
    van, tot = reader.day("van"), reader.day("tot")
    if van and tot and tot < van:
        van, tot = tot, van
        reader.say(_("De einddatum lag voor de begindatum. Wij hebben ze omgedraaid."))
    dag = reader.a_day()
    if dag in ("vandaag", "morgen") or day_in(dag):
        van = tot = None
    return Filters(
        waar=reader.text("waar"),
        straal=reader.number("straal", RADII),
        van=van,
        tot=tot,
        dag=dag,
        dagdeel=reader.one_of("dagdeel", DAY_PARTS),
        doelgroep=reader.some_of("doelgroep", AUDIENCES),
        thema=reader.some_of("thema", THEMES),
        gratis=reader.flag("gratis"),
        rolstoel=reader.flag("rolstoel"),
        vorm=reader.one_of("vorm", dict.fromkeys(FORMS)),
        q=reader.terms("q"),
        pagina=reader.number("pagina", range(1, MOST_PAGES + 1)) or 1,
        problems=tuple(dict.fromkeys(reader.problems)),
    )


def day_in(text: str) -> date | None:
    """The date in “2026-09-24” or “24-9-2026”, or None."""
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif dutch := _DUTCH.fullmatch(text):
        day, month, year = dutch.groups()
    else:
        return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


class _Reader:
    """Reads one parameter at a time and remembers what it could not understand."""

    def __init__(self, arguments: MultiDict[str, str]) -> None:
        self.arguments = arguments
        self.problems: list[str] = []

    def say(self, problem: str) -> None:
        self.problems.append(problem)

    def raw(self, name: str) -> str:
        return clean_line(self.arguments.get(name, "")[: 10 * MOST_CHARACTERS])

    def text(self, name: str) -> str:
        typed = self.raw(name)
        if len(typed) > MOST_CHARACTERS:
            typed = typed[:MOST_CHARACTERS].strip()
            self.say(
                _("Je tekst was lang. Wij zochten met de eerste %(most)s tekens.",
                  most=MOST_CHARACTERS)
            )  # fmt: skip
        return typed

    def terms(self, name: str) -> str:
        words = self.text(name).split()
        if len(words) > MOST_WORDS:
            self.say(_("Wij zochten met de eerste %(most)s woorden.", most=MOST_WORDS))
        return " ".join(words[:MOST_WORDS])

    def number(self, name: str, allowed: range) -> int | None:
        typed = self.raw(name).lower().removesuffix("km").strip()
        if not typed:
            return None
        if re.fullmatch("[0-9]{1,6}", typed) and int(typed) in allowed:
            return int(typed)
        if name == "straal":
            self.say(_("De afstand kan 1 tot 180 kilometer zijn. Wij kozen er zelf een."))
        else:
            self.say(_("Die bladzijde is er niet. Je ziet de eerste."))
        return None

    def day(self, name: str) -> date | None:
        typed = self.raw(name)
        found = day_in(typed)
        if typed and found is None:
            self._not_a_date()
        return found

    def a_day(self) -> str:
        typed = self.raw("dag").lower()
        if not typed or typed in DAYS:
            return typed
        found = day_in(typed)
        if found is None:
            self._not_a_date()
        return found.isoformat() if found else ""

    def one_of(self, name: str, allowed: Mapping[str, object]) -> str:
        typed = self.raw(name).lower()
        if typed and typed not in allowed:
            self._unknown()
            return ""
        return typed

    def some_of(self, name: str, allowed: Mapping[str, object]) -> tuple[str, ...]:
        typed = {clean_line(one[:MOST_CHARACTERS]).lower() for one in self.arguments.getlist(name)}
        if typed - set(allowed) - {""}:
            self._unknown()
        return tuple(code for code in allowed if code in typed)

    def flag(self, name: str) -> bool:
        typed = self.raw(name).lower()
        if typed not in ("", "ja", "1", "nee", "0"):
            self._unknown()
        return typed in ("ja", "1")

    def _not_a_date(self) -> None:
        self.say(_("Een van de datums begrepen wij niet. Een voorbeeld: 24-9-2026."))

    def _unknown(self) -> None:
        self.say(_("Een van je keuzes kennen wij niet. Die hebben wij overgeslagen."))
