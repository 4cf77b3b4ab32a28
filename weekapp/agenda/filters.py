"""What a visitor asks of the list: read from a query, kind to mistakes, and canonical."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, THEMES
from weekapp.agenda.parameters import Reader, day_in

MOST_PAGES = 50
RADII = range(1, 181)
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
    reader = Reader(arguments)
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
