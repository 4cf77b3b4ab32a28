"""What search engines read of all pages: each in every language, beside the same in others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from weekapp.languages import DUTCH, LANGUAGES

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
ONLY_DUTCH = (DUTCH.code,)
EVERYWHERE = tuple(LANGUAGES)


@dataclass(frozen=True)
class Entry:
    """A page by its Dutch path, when it last changed, and the languages it is there in."""

    path: str
    changed_at: datetime | None = None
    codes: Sequence[str] = EVERYWHERE


def pages(base: str, entries: Iterable[Entry]) -> str:
    """The addresses of pages; each tells of its other languages, as they do of it."""
    found = (line for entry in entries for line in _lines(base, entry))
    head = f'<urlset xmlns="{SITEMAPS}" xmlns:xhtml="{XHTML}">'
    return _document(head, found, "</urlset>")


def parts(addresses: Iterable[str]) -> str:
    """The addresses of sitemaps that are parts of one."""
    found = (f"<sitemap><loc>{escape(one)}</loc></sitemap>" for one in addresses)
    return _document(f'<sitemapindex xmlns="{SITEMAPS}">', found, "</sitemapindex>")


def _lines(base: str, entry: Entry) -> Iterator[str]:
    when = f"<lastmod>{entry.changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if entry.changed_at else ""
    path = escape(entry.path, {'"': "&quot;"})
    addresses = {code: f"{base}{LANGUAGES[code].prefix}{path}" for code in entry.codes}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in addresses.items()
    )
    rest = f"</loc>{when}{others if len(addresses) > 1 else ''}</url>"
    return (f"<url><loc>{address}{rest}" for address in addresses.values())


def _document(head: str, lines: Iterable[str], foot: str) -> str:
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *lines, foot, ""))
