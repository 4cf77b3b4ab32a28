"""The sentences of residents' pages in other languages: `translations/<code>/LC_MESSAGES`.

`translations.py` finds the sentences there are now and puts them in each catalogue, with nothing
said yet for new ones; what is not used any more goes. `compile_all` makes what the site reads.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "translations"
LANGUAGES = ("ar", "en", "pl", "tr", "uk")
# What a resident can come to read; the pages of organisers and of calendars are Dutch.
READ = (
    "templates/base.html", "templates/error.html", "templates/agenda/*.html",
    "templates/components/*.html", "templates/signups/*.html",
    "templates/signups/mail/*.txt", "templates/weekly/*.html", "templates/weekly/mail/*.txt",
    "templates/paper/_*.html", "templates/paper/document.html",
    "templates/paper/municipality.html", "templates/paper/near.html", "weekapp/paper/press.py",
    "weekapp/paper/days.py", "weekapp/paper/views.py",
    "weekapp/errors.py", "weekapp/weekly/*.py",
    "weekapp/formats.py", "weekapp/forms.py", "weekapp/activities/vocabulary.py",
    "weekapp/agenda/*.py", "weekapp/places/*.py", "weekapp/signups/*.py",
)  # fmt: skip
NOT_READ = (
    "templates/agenda/_programs.html", "templates/agenda/_subscribe.html",
    "templates/agenda/own_calendar.html", "templates/agenda/subscribe.html",
    "templates/agenda/subscription.html", "templates/signups/door.html",
    "templates/signups/list.html", "weekapp/agenda/calendar*.py", "weekapp/agenda/events.py",
    "weekapp/agenda/ical.py", "weekapp/agenda/own_calendar*.py", "weekapp/agenda/programs.py",
    "weekapp/agenda/subscribe_views.py", "weekapp/agenda/subscriptions.py",
    "weekapp/places/cli.py", "weekapp/signups/organiser_views.py",
)  # fmt: skip
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
KEYWORDS |= {"plural": (2, 3)}
TRIMMED = {"trim_blocks": "true", "lstrip_blocks": "true"}


def sources() -> list[Path]:
    """The files with sentences that are translated."""
    left_out = {file for pattern in NOT_READ for file in ROOT.glob(pattern)}
    return sorted({file for pattern in READ for file in ROOT.glob(pattern)} - left_out)


def found() -> Catalog:
    """The sentences there are now."""
    catalogue = Catalog(charset="utf-8")
    for file in sources():
        is_page = file.suffix in (".html", ".txt")
        method, options = ("jinja2", TRIMMED) if is_page else ("python", {})
        for line, message, _comments, context in extract_from_file(
            method, file, keywords=KEYWORDS, options=options
        ):
            place = (file.relative_to(ROOT).as_posix(), line)
            catalogue.add(message, None, [place], context=context)
    return catalogue


def file_of(language: str) -> Path:
    """The catalogue of a language."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def said(language: str) -> Catalog:
    """What is said in a language."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update() -> Iterator[str]:
    """Bring the catalogues up to date; for each language how much is still to be said."""
    now = found()
    for language in LANGUAGES:
        file = file_of(language)
        catalogue = said(language) if file.is_file() else Catalog(locale=language, charset="utf-8")
        catalogue.update(now, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            write_po(written, catalogue, width=100, no_location=True, omit_header=False,
                     ignore_obsolete=True)  # fmt: skip
        silent = sum(1 for message in catalogue if message.id and not is_said(message.string))
        yield f"{language}: {silent} van {len(catalogue)} zinnen nog niet vertaald"


def is_said(string: object) -> bool:
    """Whether a sentence has words, in each of its forms."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def compile_all() -> None:
    """Make the files the site reads, where a catalogue is newer."""
    for language in LANGUAGES:
        source = file_of(language)
        made = source.with_suffix(".mo")
        if source.is_file() and (
            not made.is_file() or made.stat().st_mtime < source.stat().st_mtime
        ):
            packed = BytesIO()
            write_mo(packed, said(language))
            made.write_bytes(packed.getvalue())


if __name__ == "__main__":
    for line in update():
        print(line)
    compile_all()
