"""The languages residents' pages can be read in, and the one that is spoken now.

Dutch is the language of the site: sentences are written in it, and its addresses have no prefix.
"""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47), its own name, and how it is written."""

    code: str
    name: str
    direction: str = "ltr"
    hours: str = "%H:%M"
    decimal: str = ","
    thousands: str = "\u00a0"

    @property
    def prefix(self) -> str:
        """What stands before the address of a page: "/en", or nothing."""
        return "" if self is DUTCH else f"/{self.code}"


DUTCH = Language("nl", "Nederlands", hours="%H.%M", thousands=".")
LANGUAGES = {
    one.code: one
    for one in (
        DUTCH,
        Language("en", "English", decimal=".", thousands=","),
        Language("uk", "Українська"),
        Language("pl", "Polski"),
        Language("tr", "Türkçe", thousands="."),
        Language("ar", "العربية", direction="rtl", decimal=".", thousands=","),
    )
}

spoken: ContextVar[Language] = ContextVar("spoken", default=DUTCH)


def code() -> str:
    """The code of the language that is spoken now."""
    return spoken.get().code
