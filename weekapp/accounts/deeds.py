"""Who does something, when, and how an address of the site is made: what operations are told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from weekapp.accounts.models import Account


class Link(Protocol):
    """Makes the absolute address of a page from its endpoint and values."""

    def __call__(self, endpoint: str, /, **values: str | int) -> str: ...


@dataclass(frozen=True)
class Deed:
    """The circumstances of a change; `by` is None when the site itself does it."""

    by: Account | None
    at: datetime
    link: Link
