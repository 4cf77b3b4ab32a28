"""What an organiser can hang up and hand out of an activity: the sizes, the styles, the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString, lazy_gettext as _

from weekapp.activities.models import Activity, Occurrence

MILLIMETRES_A4 = 210
FOOT_A4 = 23.0
POINTS_A4 = 15.0  # of plain words on A4; other sizes in proportion
SMALLER = (1, 0.92, 0.84, 0.76, 0.68, 0.6)  # when there is much to say
# How large a title can be, in plain words: by how many signs it has.
TITLES = ((10, 5.6), (22, 4.8), (40, 3.9), (60, 3.3))
LONG_TITLE = 2.9
WIDE = 56  # what goes on a line: signs times their size


@dataclass(frozen=True)
class Size:
    """A size of paper in millimetres, upright, and how many dates it has room for."""

    name: LazyString
    width: int
    height: int
    dates: int = 2

    @property
    def foot(self) -> float:
        """What is left at the foot for who sends it, in millimetres."""
        return round(FOOT_A4 * self.width / MILLIMETRES_A4, 1)

    @property
    def points(self) -> list[float]:
        """The sizes plain words may have, the largest first."""
        return [round(POINTS_A4 * self.width / MILLIMETRES_A4 * part, 2) for part in SMALLER]


SIZES = {
    "poster-a3": Size(_("Poster A3"), 297, 420),
    "poster-a4": Size(_("Poster A4"), 210, 297),
    "flyer-a5": Size(_("Flyer A5"), 148, 210),
    "kaart-a6": Size(_("Ansichtkaart A6"), 105, 148, dates=1),
}
STYLES = {
    "week": _("In de kleuren van de week"),
    "neutraal": _("Neutraal, zwart op wit"),
}


def title_size(title: str) -> float:
    """How large a title is drawn, as a multiple of plain words; its longest word fits on a line,
    unless that is longer than anything people say.
    """
    longest = max(map(len, title.split()), default=1)
    size = next((size for most, size in TITLES if len(title) <= most), LONG_TITLE)
    return round(min(size, max(LONG_TITLE * 0.8, WIDE / longest)), 2)


def dates_shown(
    activity: Activity, at: datetime, most: int = 1
) -> tuple[Sequence[Occurrence], int]:
    """The next few dates, and how many come after them."""
    coming = [one for one in activity.occurrences if one.ends_at > at and one.status != "cancelled"]
    return coming[:most], len(coming[most:])
