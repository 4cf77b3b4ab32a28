"""What a machine can see of the look: contrast, icons that exist, styles that are used."""

import re

import pytest

from weekapp.config import SITE

STATIC = SITE / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
COLOUR = re.compile(r"--wte-([\w-]+): (#[0-9a-f]{6});")

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11
SURFACES = ("paper", "card", "primary-soft", "glow")
PAIRS = [
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
]


def colours(is_dark: bool) -> dict[str, str]:
    """The colours of the theme in one of its two modes."""
    light, _, dark = TOKENS.partition("@media (prefers-color-scheme: dark)")
    return dict(COLOUR.findall(light)) | (dict(COLOUR.findall(dark)) if is_dark else {})


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(
    front: str, back: str, least: float, is_dark: bool
) -> None:
    theme = colours(is_dark)
    assert contrast(theme[front], theme[back]) >= least


def test_the_dark_theme_says_every_colour_anew() -> None:
    dark = TOKENS.partition("@media (prefers-color-scheme: dark)")[2]
    assert dict(COLOUR.findall(dark)).keys() == colours(is_dark=False).keys()


def test_every_icon_in_a_template_is_in_the_list() -> None:
    listed = set((STATIC / "icons.txt").read_text().split())
    called = re.compile(r"""\bicon(?:\(|=)["']([\w-]+)["']""")
    used = {
        name
        for file in (SITE / "templates").rglob("*.html")
        for name in called.findall(file.read_text())
    }
    assert "phone" in used
    assert used - listed == set()


def test_every_style_sheet_is_part_of_one_that_pages_load() -> None:
    entries = [STATIC / "css" / name for name in ("site.css", "map.css")]
    imported = re.compile(r'@import "([\w-]+\.css)";')
    reached = {
        name for entry in entries if entry.is_file() for name in imported.findall(entry.read_text())
    }
    ours = {file.name for file in (STATIC / "css").glob("*.css")} - {e.name for e in entries}
    assert ours - reached == set()


def test_no_style_sheet_asks_another_site_for_anything() -> None:
    for file in (STATIC / "css").glob("*.css"):
        assert not re.search(r"""(?:url\(|@import )["']?(?:https?:)?//""", file.read_text()), file
