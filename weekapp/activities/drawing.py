"""The bytes of a photo as a JPEG of ours: runs in the confined child, and trusts nothing."""

import warnings
from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 12_600_000  # what telephones call 12 megapixels: 4032 x 3024, 4080 x 3060
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


def draw(uploaded: bytes) -> dict[str, Any]:
    """A JPEG in base64 with its size, or under `fault` why there is none.

    Format and size are read from the head of the file, before anything is decoded; drawing anew
    leaves camera data, hidden scripts and second files behind.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we are stricter than what Pillow warns about
            with Image.open(BytesIO(uploaded), formats=FORMATS) as opened:
                width, height = opened.size
                return {"fault": "pixels"} if width * height > MOST_PIXELS else _as_jpeg(opened)
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        return {"fault": "pixels"}
    except UnidentifiedImageError:
        return {"fault": "unknown"}
    except Exception:  # Pillow's readers raise whatever a broken file makes them raise
        return {"fault": "broken"}


def _as_jpeg(opened: "Opened") -> dict[str, Any]:
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
    width, height = clean.size
    return {"content": b64encode(written.getvalue()).decode(), "width": width, "height": height}


def _has_holes(picture: "Opened") -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
