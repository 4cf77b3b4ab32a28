"""What a visitor asks of the list: read from a query, kind to mistakes, and canonical."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from flask_babel import gettext as _, lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from weekapp.activities.vocabulary import AUDIENCES, DAY_PARTS, LANGUAGES, THEMES
from weekapp.agenda.parameters import Reader, day_in
from weekapp.agenda.traits import FLAGS, FORMS, SEVERAL, bit, bits

MOST_PAGES = 50
RADII = range(1, 181)
ORDERS = {
    "dichtbij": _l("Het dichtstbij eerst"),
    "beide": _l("Per dag, dichtbij eerst"),
    "tijd": _l("Wat het eerst begint"),
}

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
    *FLAGS,
    "vorm",
    "taal",
    "q",
    "volgorde",
    "pagina",
)


@dataclass(frozen=True)
class Filters:
    """The filters of the list, named as in its address; `problems` says what was not understood.

    `straal` is in kilometres, None for what suits the place; `dag` is a key of DAYS or an ISO
    date. Two that ask the same have the same `query()`. `na` is the place in the list after which
    this page begins (see `places_in_list`): it stands in the links to a next page alone.
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
    toilet: bool = False
    ringleiding: bool = False
    rustig: bool = False
    hulphond: bool = False
    ontvangst: bool = False
    ophalen: bool = False
    wekelijks: bool = False
    binnenlopen: bool = False
    vorm: str = ""
    taal: tuple[str, ...] = ()
    q: str = ""
    volgorde: str = ""
    pagina: int = 1
    na: str = ""
    problems: tuple[str, ...] = ()

    @property
    def on_date(self) -> date | None:
        """The one date that was asked for as a date."""
        return day_in(self.dag)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `q`."""
        return tuple(self.q.split())

    @property
    def musts(self) -> dict[str, int]:
        """By filter, the trait that has to be there."""
        chosen = {flag: bit(flag) for flag in FLAGS if getattr(self, flag)}
        return chosen | ({"vorm": bit("vorm", self.vorm)} if self.vorm else {})

    @property
    def wishes(self) -> dict[str, int]:
        """By filter, the traits of which one has to be there."""
        chosen = {kind: bits(kind, getattr(self, kind)) for kind in SEVERAL if getattr(self, kind)}
        return self.musts | chosen

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

    def turning(self, path: str, next_from: str = "") -> Callable[[int], str]:
        """Gives the address of a page of this list, by its number.

        The next one begins after the last that is shown here, whatever changed in between.
        """

        def address(number: int) -> str:
            turned = self.with_(pagina=number).address(path)
            is_next = next_from and number == self.pagina + 1
            return f"{turned}&{urlencode({'na': next_from})}" if is_next else turned

        return address

    def with_(self, **changed: object) -> Self:
        """The same with other values, on the first page."""
        return replace(self, **({"pagina": 1, "na": ""} | changed))  # type: ignore[arg-type]

    def without(self, *names: str, value: str = "") -> Self:
        """The same, on the first page, without some parameters or without one value of one."""
        if value:
            left = tuple(one for one in getattr(self, names[0]) if one != value)
            return self.with_(**{names[0]: left})
        return self.with_(**{name: getattr(Filters, name) for name in names})

    def narrowing(self) -> tuple[str, ...]:
        """The names of the parameters that leave activities out, besides place and page."""
        mute = ("waar", "straal", "volgorde", "pagina")
        return tuple(dict.fromkeys(name for name, _text in self.pairs() if name not in mute))

    def _texts(self, name: str) -> Iterable[str]:
        value = getattr(self, name)
        is_idle = name in ("straal", "volgorde") and not self.waar
        if is_idle or value == getattr(Filters, name):
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
        **{name: reader.flag(name) for name in FLAGS},
        vorm=reader.one_of("vorm", dict.fromkeys(FORMS)),
        taal=reader.some_of("taal", LANGUAGES),
        q=reader.terms("q"),
        volgorde=_order(reader),
        pagina=reader.number("pagina", range(1, MOST_PAGES + 1)) or 1,
        na=reader.raw("na")[:60],
        problems=tuple(dict.fromkeys(reader.problems)),
    )


def _order(reader: Reader) -> str:
    """The order that is asked for; empty when that is the one a list has by itself."""
    order = reader.one_of("volgorde", ORDERS)
    return "" if order == "dichtbij" else order
