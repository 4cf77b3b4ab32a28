"""A PDF as its readers see it: its words, its pages, and what a program that reads aloud gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL.Image import Image
from pypdfium2 import PdfDocument, PdfPage

from tests.client import Page
from weekapp.config import SITE

LEFT = SITE / "build" / "pictures"
POINTS_PER_MILLIMETRE = 72 / 25.4


@contextmanager
def opened(page: Page) -> Iterator[PdfDocument]:
    """The document that came."""
    assert (page.status, page.response.mimetype) == (200, "application/pdf")
    document = PdfDocument(page.response.get_data())
    try:
        yield document
    finally:
        document.close()


def words(document: PdfDocument) -> str:
    """All words in it, white space folded and broken words joined."""
    said = " ".join(words_on(sheet) for sheet in document)
    return " ".join(said.replace("\ufffe", "").replace("\u2010", "").split())


def words_on(sheet: PdfPage) -> str:
    text = sheet.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


def millimetres(document: PdfDocument) -> tuple[int, int]:
    """How wide and high its first page is."""
    width, height = document[0].get_size()
    return round(width / POINTS_PER_MILLIMETRE), round(height / POINTS_PER_MILLIMETRE)


def drawn(document: PdfDocument, name: str, number: int = 0) -> Image:
    """A page as a picture, which is left among what the tests make to look at."""
    picture: Image = document[number].render(scale=1).to_pil()
    LEFT.mkdir(parents=True, exist_ok=True)
    picture.save(Path(LEFT / f"{name}.png"))
    return picture
