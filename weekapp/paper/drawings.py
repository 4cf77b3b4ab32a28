"""Pictures that go along when somebody passes a page on: drawn from its words, in our letters."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import LazyString, gettext as _, lazy_gettext as _l

from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.queries import picture_content
from weekapp.formats import local_date, short_when
from weekapp.paper import doorway, press
from weekapp.paper.doorway import GLOW, INK, PAPER, PRIMARY, SUN
from weekapp.paper.posters import dates_shown
from weekapp.places.models import Municipality

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen
    from PIL.ImageFont import FreeTypeFont as Font

MUTED = "#4a5a5f"
SENDER = "Week tegen Eenzaamheid"
EDGE, GAP, LINE = 64, 36, 62
LARGEST, SMALLEST, STEP = 96, 40, 4
MOST_LINES = 5
ELLIPSIS = "…"
REVISION = "2"  # of how they are drawn: another one makes new pictures of the same words


class Shape(NamedTuple):
    """A size in pixels, and what it is for."""

    name: LazyString
    width: int
    height: int


SHARED = Shape(_l("Liggend"), 1200, 630)  # what og:image asks for
SHAPES = {
    "vierkant": Shape(_l("Vierkant, voor een bericht"), 1080, 1080),
    "staand": Shape(_l("Staand, voor een verhaal"), 1080, 1920),
    "liggend": SHARED,
}


class Words(NamedTuple):
    """What a picture says, and the name of the photograph in it, if there is one."""

    kicker: str
    title: str
    lines: tuple[str, ...]
    photo: str = ""


def of_activity(activity: Activity, at: datetime, shape: Shape = SHARED) -> bytes:
    """The PNG of an activity: its title, when and where."""
    return drawn(words_of(activity, at), shape)


def of_municipality(municipality: Municipality, days: str) -> bytes:
    """The PNG of a municipality: its name, and the days of the week."""
    title = _("Wat is er te doen in %(name)s?", name=municipality.name)
    return drawn(Words(_("Je bent welkom"), title, (days,)), SHARED)


def words_of(activity: Activity, at: datetime) -> Words:
    """What the picture of an activity says."""
    if activity.status == "cancelled":
        kicker, when = _("Gaat niet door"), ""
    else:
        kicker, dates = _("Kom langs, je bent welkom"), dates_shown(activity, at)[0]
        when = _when(dates[0], at) if dates else ""
    where = [activity.venue_name or activity.street, activity.place]
    spot = ", ".join(part for part in where if part)
    lines = (when, _("Online, vanuit huis") if activity.attendance == "online" else spot)
    photo = activity.picture.name if activity.picture else ""
    return Words(kicker, activity.title, tuple(filter(None, lines)), photo)


def _when(date: Occurrence, at: datetime) -> str:
    """The first day and time, with the year when that is another."""
    year = local_date(date.starts_at).year
    said = f" {year}" if year != local_date(at).year else ""
    return short_when(date.starts_at, date.ends_at, said)


def drawn(words: Words, shape: Shape) -> bytes:
    """The PNG of these words, as it was drawn before if it was."""
    wanted = repr((REVISION, words, shape.width, shape.height))
    return press.shelf().found_or_made(wanted, lambda: _draw(words, shape))


def _draw(words: Words, shape: Shape) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (shape.width, shape.height), PAPER)
    pen = ImageDraw.Draw(picture)
    foot = bottom = _sign(pen, shape)
    is_wide, wide = shape.width > shape.height, shape.width - 2 * EDGE
    if is_wide:
        wide -= _beside(picture, pen, words.photo)
    else:
        bottom = shape.height * 11 // 20
    top = EDGE if shape.height <= shape.width else shape.height // 8  # there a phone writes itself
    pen.text((EDGE, top), words.kicker, fill=PRIMARY, font=_font(700, 40))
    lines = _told(words.lines, wide)
    room = bottom - top - 80 - GAP - len(lines) * LINE
    top = _title(pen, words.title, (EDGE, top + 76), wide, room)
    for line, font in lines:
        pen.text((EDGE, top + 20), line, fill=INK, font=font)
        top += LINE
    if not is_wide:
        _below(picture, words.photo, top + 2 * GAP, foot - GAP)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _told(lines: Sequence[str], wide: int) -> list[tuple[str, "Font"]]:
    """The lines under a title, in two where one is too short; the first says when and is bold."""
    told = []
    for number, line in enumerate(lines):
        font = _font(700 if number == 0 else 400, 46)
        first, *rest = _broken(line, font, wide)
        told += [(part, font) for part in (first, _cut(" ".join(rest), font, wide)) if part]
    return told


def _beside(picture: "Picture", pen: "Pen", photo: str) -> int:
    """Draw what stands beside the words, a photograph or our door; how wide that is."""
    width, height = picture.size
    if fitted := _photograph(photo, (height * 2 // 3, height)):
        picture.paste(fitted, (width - fitted.width, 0))
        return fitted.width
    left = width - 300
    pen.polygon(
        [(left + 40, height), (left + 250, height), (left + 210, 430), (left + 80, 430)], GLOW
    )
    _door(pen, left + 70, 110, 150, 330)
    return 260


def _below(picture: "Picture", photo: str, top: int, bottom: int) -> None:
    """Draw what stands under the words, from edge to edge: a photograph or our door, large."""
    size = (picture.width, bottom - top)
    picture.paste(_photograph(photo, size) or doorway.drawn(size), (0, top))


def _photograph(name: str, size: tuple[int, int]) -> "Picture | None":
    """A photograph cut to a size; None where there is none that can be opened."""
    from PIL import Image, ImageOps

    content = picture_content(name) if name else None
    with suppress(OSError), Image.open(BytesIO(content or b""), formats=("JPEG",)) as opened:
        return ImageOps.fit(opened.convert("RGB"), size)
    return None


def _door(pen: "Pen", left: int, top: int, width: int, height: int) -> None:
    """A door left ajar, with light behind it."""
    pen.rounded_rectangle((left, top, left + width, top + height), 8, SUN)
    leaf = [
        (left - 8, top), (left + width * 0.62, top - 26),
        (left + width * 0.62, top + height + 40), (left - 8, top + height),
    ]  # fmt: skip
    pen.polygon(leaf, PRIMARY)
    knob = (left + width * 0.5, top + height // 2)
    pen.circle(knob, 7, SUN)


def _sign(pen: "Pen", shape: Shape) -> int:
    """Draw who sends it at the foot; where that begins."""
    top = shape.height - EDGE - 44
    pen.text((EDGE, top), SENDER, fill=MUTED, font=_font(700, 36))
    pen.rectangle((0, shape.height - 18, shape.width, shape.height), PRIMARY)
    return top


def _title(pen: "Pen", title: str, start: tuple[int, int], wide: int, room: int) -> int:
    """Draw a title as large as fits; where it ends."""
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        font = _font(700, size)
        lines = _broken(title, font, wide)
        high = round(size * 1.16)
        if len(lines) * high <= room and len(lines) <= MOST_LINES:
            break
    fits = max(1, room // high)
    left, top = start
    for number, line in enumerate(lines[:fits]):
        is_cut = number == fits - 1 and len(lines) > fits
        shown = _cut(line + ELLIPSIS, font, wide) if is_cut else line
        pen.text((left, top), shown, fill=INK, font=font)
        top += high
    return top


def _broken(text: str, font: "Font", wide: int) -> list[str]:
    """A text in lines that fit; a word that does not is broken where it has to be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= wide:
            lines[-1] = longer
            continue
        pieces = _pieces(word, font, wide)
        lines += pieces if lines[-1] else []
        lines = lines if lines[-1] else [*lines[:-1], *pieces]
    return lines


def _pieces(word: str, font: "Font", wide: int) -> Sequence[str]:
    pieces = []
    while font.getlength(word) > wide:
        most = next(n for n in range(len(word) - 1, 0, -1) if font.getlength(word[:n]) <= wide)
        pieces.append(word[:most])
        word = word[most:]
    return [*pieces, word]


def _cut(line: str, font: "Font", wide: int) -> str:
    """A line that fits, with dots where something was left out."""
    if font.getlength(line) <= wide:
        return line
    whole = line.rstrip(ELLIPSIS)
    while whole and font.getlength(whole + ELLIPSIS) > wide:
        whole = whole[:-1]
    return whole.rstrip() + ELLIPSIS


def _font(weight: int, size: int) -> "Font":
    from PIL import ImageFont

    return ImageFont.truetype(press.font_file(press.FONTS[weight]), size)
