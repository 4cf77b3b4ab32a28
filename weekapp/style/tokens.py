"""The tokens of our theme as `static/css/tokens.css` says them, and what they measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weekapp.config import SITE

FILE = SITE / "static" / "css" / "tokens.css"
DARK = "(prefers-color-scheme: dark)"
MORE = "(prefers-contrast: more)"
TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11
ENHANCED = 7.0  # WCAG 2.2, 1.4.6
SURFACES = ("paper", "card", "primary-soft", "glow")
# Colours that meet: what is in front, what is behind it, and the contrast they need.
PAIRS = (
    *((ink, on, TEXT) for ink in ("ink", "muted", "primary", "primary-deep") for on in SURFACES),
    *(("coral", on, TEXT) for on in ("paper", "card", "coral-soft")),
    *(("coral-deep", on, TEXT) for on in ("card", "coral-soft")),
    ("ink", "coral-soft", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-deep", TEXT),
    ("on-sun", "sun", TEXT),
    ("on-floor", "floor", TEXT),
    *(("field", on, SHAPE) for on in SURFACES),
    *(("focus", on, SHAPE) for on in SURFACES),
)
_SAID = re.compile(r"^(?:@media ([^{]+) \{\n  )?:root \{\n(.*?)^ *\}", re.MULTILINE | re.DOTALL)
_COLOUR = re.compile(r"--wte-([\w-]+): (#[0-9a-f]{6});")
_SIZE = re.compile(r"--wte-([\w-]+): ([\w.]+(?:rem|ms|ch));")


@dataclass(frozen=True)
class Pair:
    """Two colours that meet, and the contrast between them in light and in dark."""

    front: str
    back: str
    least: float
    light: float
    dark: float


def colours(is_dark: bool, is_more: bool = False) -> dict[str, str]:
    """The colours of the theme in one of its modes, by name; or those for more contrast."""
    wanted = {"": True, DARK: is_dark, MORE: is_more, f"{MORE} and {DARK}": is_more and is_dark}
    said: dict[str, str] = {}
    for where, declared in _SAID.findall(FILE.read_text()):
        said |= dict(_COLOUR.findall(declared)) if wanted.get(where) else {}
    return said


def colours_said_anew(where: str = DARK) -> set[str]:
    """The colours that the dark mode, or another, gives a value of its own."""
    blocks = dict(_SAID.findall(FILE.read_text()))
    return set(dict(_COLOUR.findall(blocks[where])))


def sizes() -> dict[str, str]:
    """Sizes, distances, corners and times on a phone, by name."""
    return dict(_SIZE.findall(FILE.read_text().partition("@media")[0]))


def pairs() -> Iterator[Pair]:
    """Every two colours that meet, measured."""
    light, dark = colours(is_dark=False), colours(is_dark=True)
    for front, back, least in PAIRS:
        measured = (contrast(theme[front], theme[back]) for theme in (light, dark))
        yield Pair(front, back, least, *measured)


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG defines it: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
