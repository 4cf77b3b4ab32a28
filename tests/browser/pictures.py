"""What a part of a page looked like before, and how far it is from that now.

Pictures are kept at half their size, and compared with a little blur and a TOLERANCE, so that the
edges of letters may differ: by that, and by the share of pixels that may be off, another version of
Chromium is no change. A word, a colour, a size or a distance that changes is above it.

    REWRITE=1 .venv/bin/pytest tests/browser/test_style.py

keeps what is seen now as what is right; look at the difference in Git before committing it.
"""

import os
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from weekapp.config import SITE

IS_REWRITING = os.environ.get("REWRITE") == "1"
KEPT = Path(__file__).with_name("pictures")
LEFT = SITE / "build" / "pictures"
SMALLER = 2  # times
BLUR = 0.6
TOLERANCE = 20  # of 255, in any of the three colours
MOST = 0.0004  # of all pixels
MOST_SEEN, OTHERS = 16, 32  # colours of a picture that is kept
HEIGHT_MAY_DIFFER = 1  # pixels: how high a line is, is rounded


@dataclass(frozen=True)
class Difference:
    """How many of the pixels are off, and where."""

    share: float
    where: Image.Image

    @property
    def is_too_large(self) -> bool:
        return self.share > MOST


def difference(before: Image.Image, now: Image.Image) -> Difference:
    """Compare two pictures; of another size everything is off."""
    if before.width != now.width or abs(before.height - now.height) > HEIGHT_MAY_DIFFER:
        return Difference(1.0, now)
    size = (before.width, min(before.height, now.height))
    soft = [
        one.convert("RGB").crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(BLUR))
        for one in (before, now)
    ]
    bands = ImageChops.difference(*soft).split()
    worst = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    off = worst.point([255 if level > TOLERANCE else 0 for level in range(256)])
    return Difference(off.histogram()[255] / (size[0] * size[1]), off)


def compared(name: str, shot: bytes) -> Difference:
    """How far a part of a page is from the picture of before."""
    with Image.open(KEPT / f"{name}.png") as before:
        return difference(before, opened(shot))


def complaint(name: str, shot: bytes) -> str:
    """What is wrong with a picture; nothing when it is as it was. Both are left to be looked at."""
    file = KEPT / f"{name}.png"
    if IS_REWRITING:
        keep(file, opened(shot))
    if not file.is_file():
        return f"{name}: there is no picture of before; {__doc__}"
    found = compared(name, shot)
    if not found.is_too_large:
        return ""
    seen, where = LEFT / f"{name}.png", LEFT / f"{name}-difference.png"
    seen.parent.mkdir(parents=True, exist_ok=True)
    seen.write_bytes(shot)
    found.where.save(where)
    return f"{name}: {found.share:.2%} of it changed. Now: {seen}. Where: {where}. Before: {file}"


def opened(shot: bytes) -> Image.Image:
    """A picture as a browser took it, at half its size."""
    return Image.open(BytesIO(shot)).convert("RGB").reduce(SMALLER)


def keep(file: Path, now: Image.Image) -> None:
    """Make a picture the one to compare with: small, in few colours; large surfaces stay exact."""
    file.parent.mkdir(parents=True, exist_ok=True)
    how, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    others = now.quantize(OTHERS, method=how, dither=dither).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*most_seen(now), *others[: OTHERS * 3]])
    now.quantize(palette=palette, dither=dither).save(file, optimize=True)


def most_seen(now: Image.Image) -> list[int]:
    """The colours there is most of, as a palette."""
    counted = Counter(zip(*(band.tobytes() for band in now.split()), strict=True))
    return [level for colour, _ in counted.most_common(MOST_SEEN) for level in colour]
