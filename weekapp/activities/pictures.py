"""Makes a picture of what was uploaded: checked before it is opened, then drawn anew."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from flask_babel import gettext as _

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 12_600_000  # what telephones call 12 megapixels: 4032 x 3024, 4080 x 3060
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


class NotAPicture(ValueError):
    """What was uploaded cannot be used; the message says why, and what to do."""


@dataclass(frozen=True)
class Drawn:
    """A JPEG of ours, with its size in pixels."""

    content: bytes
    width: int
    height: int


def draw(uploaded: bytes) -> Drawn:
    """A JPEG of at most LONGEST_SIDE pixels with nothing in it but what is seen.

    Format and size are read from the head of the file, before anything is decoded; drawing anew
    leaves camera data, hidden scripts and second files behind.
    """
    from PIL import Image, UnidentifiedImageError

    if len(uploaded) > MOST_BYTES:
        raise NotAPicture(_("Deze foto is te groot. Kies een foto van hooguit 8 MB."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we are stricter than what Pillow warns about
            with Image.open(BytesIO(uploaded), formats=FORMATS) as opened:
                _refuse_huge(opened)
                return _as_jpeg(opened)
    except NotAPicture:
        raise
    except Image.DecompressionBombError as error:
        raise NotAPicture(_too_big()) from error
    except UnidentifiedImageError as error:
        raise NotAPicture(
            _("Dit is geen foto die wij kunnen lezen. Kies een jpg, png of webp.")
        ) from error
    except Exception as error:  # Pillow's readers raise whatever a broken file makes them raise
        raise NotAPicture(
            _("Deze foto is beschadigd. Open hem, bewaar hem opnieuw en probeer het nog eens.")
        ) from error


def _refuse_huge(opened: "Opened") -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise NotAPicture(_too_big())


def _too_big() -> str:
    says: str = _(
        "Deze foto heeft te veel beeldpunten. Maak hem kleiner: hooguit 4.000 bij 3.000 is genoeg."
    )
    return says


def _as_jpeg(opened: "Opened") -> Drawn:
    from PIL import Image, ImageOps

    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    seen = upright.convert("RGBA") if _has_holes(upright) else upright.convert("RGB")
    if seen.mode == "RGBA":
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        seen = paper
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", seen.size)
    clean.paste(seen)
    written = BytesIO()
    clean.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawn(written.getvalue(), *clean.size)


def _has_holes(picture: "Opened") -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
