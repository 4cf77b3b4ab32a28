"""Reads the parameters of an address one by one, and says kindly what it did not understand."""

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from weekapp.agenda.days import DAYS
from weekapp.forms import clean_line

MOST_CHARACTERS = 100
MOST_WORDS = 8
YEARS = range(2000, 2101)
# Where somebody looks, how far that is, for what, and what was picked: kept by nobody, anywhere.
PERSONAL = {"waar", "km", "q", "nr"}

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def is_personal(arguments: Mapping[str, str]) -> bool:
    """Whether what is asked tells something of who asks."""
    return not PERSONAL.isdisjoint(arguments)


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


class Reader:
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
