"""Answers that are ready to go out: their bytes, the tag they are known by, their headers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from werkzeug.http import http_date, parse_date, parse_etags

from weekapp import encodings

VARY = "Accept-Encoding"
HTML = "text/html; charset=utf-8"
ABOUT_A_PAGE = 3_000
FORMS = 4  # as zstd, brotli and gzip, with some to spare
# Of one answer and not of what is answered, or said by `Ready` itself.
OWN = {
    *("content-encoding", "content-length", "content-type", "content-disposition"),
    *("date", "etag", "last-modified", "vary"),
}

Environ = dict[str, Any]
Header = tuple[str, str]


class Outcome(NamedTuple):
    """What goes out: 200 with a body, or 304 without."""

    status: int
    headers: list[Header]
    body: bytes


class Ready:
    """What can go out without being made; a kind of answer says of which bytes and headers.

    `told` is what else the site said when it went out before: empty when it never did.
    """

    offered: tuple[str, ...] = encodings.QUICKEST_FIRST
    is_weak = True
    tag: str
    told: list[Header]

    @property
    def modified_at(self) -> datetime | None:
        """When it last changed, where that is known."""
        return None

    def packed(self, coding: str) -> bytes:
        """The bytes in one of the codings that are offered."""
        raise NotImplementedError

    def tagged(self, coding: str) -> str:
        """The tag of the bytes in a coding; a weak one stands for all of them."""
        return self.tag

    def about(self) -> list[Header]:
        """What the bytes are."""
        raise NotImplementedError

    @cached_property
    def lasting(self) -> list[Header]:
        """What a 304 repeats, but for the tag."""
        at = self.modified_at
        return [("Vary", VARY), *([("Last-Modified", http_date(at))] if at else ())]

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Every tag it can go out under."""
        codings = (encodings.PLAIN, *self.offered)
        return tuple(dict.fromkeys(self.tagged(coding) for coding in codings))

    def heard(self, headers: Sequence[Header]) -> None:
        """Remember what the site says of it, unless that is for one visitor."""
        names = {name.lower() for name, _ in headers}
        own = OWN | {name.lower() for name, _ in self.lasting}
        if not self.told and "set-cookie" not in names:
            self.told[:] = [header for header in headers if header[0].lower() not in own]


@dataclass(frozen=True)
class Page(Ready):
    """A page, packed: a tenth of its bytes. Other codings are made when first asked for, and kept.

    Whoever can unpack nothing has it unpacked each time, which takes less than sending it.
    """

    squeezed: bytes
    kind: str
    tag: str
    told: list[Header] = field(default_factory=list, compare=False)
    _packed: dict[str, bytes] = field(default_factory=dict, compare=False)

    @property
    def most_bytes(self) -> int:
        """What it can come to take, other codings and headers included."""
        return FORMS * len(self.squeezed) + ABOUT_A_PAGE

    def packed(self, coding: str) -> bytes:
        if coding == encodings.ZSTD:
            return self.squeezed
        made = self._packed.get(coding)
        if made is None:
            made = encodings.packed(encodings.unpacked(self.squeezed), coding)
            known = tuple(self._packed.values())  # in one step: another thread may add to it
            if coding and sum(map(len, known)) + len(made) < FORMS * len(self.squeezed):
                self._packed[coding] = made
        return made

    def about(self) -> list[Header]:
        return [("Content-Type", self.kind)]


def page(body: bytes, kind: str = HTML) -> Page:
    """A page ready to go out."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return Page(encodings.packed(body, encodings.ZSTD), kind, tag)


def outcome(ready: Ready, asked: Environ) -> Outcome:
    """What to answer to a request, of which the WSGI variables are given."""
    coding = encodings.chosen(asked.get("HTTP_ACCEPT_ENCODING"), ready.offered)
    known = _known_tag(ready, asked, coding)
    tag = known or ready.tagged(coding)
    headers = [("ETag", f'W/"{tag}"' if ready.is_weak else f'"{tag}"'), *ready.lasting]
    if known:
        return Outcome(304, headers, b"")
    body = ready.packed(coding)
    headers += [*ready.about(), ("Content-Length", str(len(body)))]
    if coding:
        headers.append(("Content-Encoding", coding))
    return Outcome(200, headers, body)


def _known_tag(ready: Ready, asked: Environ, coding: str) -> str:
    """The tag of what whoever asks already has, when that is still right; else empty.

    If-None-Match goes before If-Modified-Since, and a date that cannot be read is no date
    (RFC 9110, 13.1.3).
    """
    given = asked.get("HTTP_IF_NONE_MATCH")
    if given is None:
        since = parse_date(asked.get("HTTP_IF_MODIFIED_SINCE"))
        is_known = since and ready.modified_at and ready.modified_at <= since
        return ready.tagged(coding) if is_known else ""
    for tag in ready.tags:
        if given in (f'"{tag}"', f'W/"{tag}"'):  # what nearly everybody sends
            return tag
    tags = parse_etags(given)
    if tags.star_tag:
        return ready.tagged(coding)
    return next((tag for tag in ready.tags if tags.contains_weak(tag)), "")
