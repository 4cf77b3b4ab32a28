"""Whom people can talk to: at the foot of each page, and where nothing was found.

All of it is read at once and kept beside the stamp of the database, so that a page asks nothing and
a change shows at once. An error page never asks: it has what was told last.
"""

import logging
from dataclasses import dataclass, field

from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError

from weekapp.agenda import queries
from weekapp.agenda.kept_pages import Pages

log = logging.getLogger(__name__)

_ = str  # marks a sentence that the catalogues say
# What the site came with: as long as nobody changes it, it is said in each language.
SENTENCE = _("Bel de Luisterlijn. Dag en nacht, ook zonder reden.")


@dataclass(frozen=True)
class Talker:
    """Somebody to talk to; all but the number may be empty."""

    name: str
    phone: str
    hours: str = ""
    website: str = ""
    sentence: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the name has to be told besides the sentence."""
        return bool(self.name) and self.name.lower() not in self.sentence.lower()


@dataclass(frozen=True)
class Told:
    """Who there are under a stamp: everywhere, and by the code of a municipality."""

    stamp: bytes
    everywhere: tuple[Talker, ...]
    there: dict[str, Talker] = field(default_factory=dict)


# For an error page of a process that has read nothing yet.
UNREAD = Told(b"", (Talker("De Luisterlijn", "088 0767 000", sentence=SENTENCE),))


class Talkers:
    """Who there are, as it was read last."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.told = UNREAD

    def who(self, municipality_code: str = "") -> tuple[Talker, ...]:
        """Whom people can ring: first who is there for a municipality, where it has somebody."""
        told = self._now()
        own = told.there.get(municipality_code)
        return (own, *told.everywhere) if own else told.everywhere

    def last(self) -> tuple[Talker, ...]:
        """Whom people can ring anywhere, without asking the database."""
        return self.told.everywhere

    def _now(self) -> Told:
        try:
            if self.told.stamp != self.pages.stamp():
                self.told = _read()
        except SQLAlchemyError as error:
            log.warning("whom people can talk to could not be read: %s", error)
        return self.told


def translated(text: str) -> str:
    """What the site came with in the language that is spoken; what people wrote as they did."""
    return gettext(text) if text else ""


def _read() -> Told:
    rows = queries.talkers()
    everywhere, there = [], {}
    for _stamp, code, *words in rows:
        if code:
            there[code] = Talker(*words)
        elif words[1]:
            everywhere.append(Talker(*words))
    return Told(bytes(rows[0][0]), tuple(everywhere), there)
