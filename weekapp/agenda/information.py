"""Pages of information, from Markdown files that anybody can change: `templates/informatie`.

The first line of a file is its title, the paragraph under it says what it is about. The number in
its name tells the order, the rest of the name is its address.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from weekapp.config import SITE
from weekapp.formats import our_markdown

FILES = SITE / "templates" / "informatie"


@dataclass(frozen=True)
class Reading:
    """One page: `lead` is plain text, `body` safe HTML."""

    slug: str
    title: str
    lead: str
    body: Markup


@cache
def readings() -> dict[str, Reading]:
    """Every page by the last part of its address, in their order."""
    found = [_read(file) for file in sorted(FILES.glob("[0-9]*-*.md"))]
    return {one.slug: one for one in found}


def _read(file: Path) -> Reading:
    title, _, rest = file.read_text().strip().partition("\n\n")
    lead, _, body = rest.partition("\n\n")
    slug = file.stem.partition("-")[2]
    return Reading(slug, title.removeprefix("#").strip(), lead, our_markdown(body))
