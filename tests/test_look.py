"""What a machine can see of the look: contrast, icons that exist, styles that are used."""

import re

import pytest

from weekapp.config import SITE
from weekapp.style.tokens import (
    DARK,
    ENHANCED,
    MORE,
    PAIRS,
    TEXT,
    colours,
    colours_said_anew,
    contrast,
)

STATIC = SITE / "static"


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


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_who_needs_more_contrast_gets_more(
    front: str, back: str, least: float, is_dark: bool
) -> None:
    theme = colours(is_dark, is_more=True)
    assert contrast(theme[front], theme[back]) >= (ENHANCED if least == TEXT else TEXT)


def test_more_contrast_in_the_dark_leaves_nothing_of_the_light() -> None:
    assert colours_said_anew(MORE) <= colours_said_anew(f"{MORE} and {DARK}")


def test_the_dark_theme_says_every_colour_anew() -> None:
    assert colours_said_anew() == colours(is_dark=False).keys()


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
