"""Pages of information, from Markdown files that anybody can change: `templates/informatie`.

The first line of a file is its title, the paragraph under it says what it is about. The number in
its name tells the order, the rest of the name is its address. A folder with the code of a language
holds the same pages in it, in files of the same names; what is not there is read in Dutch.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from weekapp.config import SITE
from weekapp.formats import our_markdown
from weekapp.languages import DUTCH, LANGUAGES

FILES = SITE / "templates" / "informatie"


@dataclass(frozen=True)
class Reading:
    """One page: `lead` is plain text, `body` safe HTML."""

    slug: str
    title: str
    lead: str
    body: Markup
    is_dutch: bool = True


@cache
def readings(language: str = DUTCH.code) -> dict[str, Reading]:
    """Every page by the last part of its address, in their order."""
    found = [_read(file, language) for file in sorted(FILES.glob("[0-9]*-*.md"))]
    return {one.slug: one for one in found}


def languages_of(slug: str) -> list[str]:
    """The codes of the languages in which a page was written."""
    told = {code: readings(code)[slug] for code in LANGUAGES}
    return [code for code, one in told.items() if one.is_dutch == (code == DUTCH.code)]


def _read(dutch: Path, language: str) -> Reading:
    translated = FILES / language / dutch.name
    is_dutch = not translated.is_file()
    text = (dutch if is_dutch else translated).read_text(encoding="utf-8")
    title, _, rest = text.strip().partition("\n\n")
    lead, _, body = rest.partition("\n\n")
    slug = dutch.stem.partition("-")[2]
    return Reading(slug, title.removeprefix("#").strip(), lead, our_markdown(body), is_dutch)
