"""What is looked for, as values to bind; questions of one shape need the same SQL."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from math import cos, degrees, radians
from typing import Any, NamedTuple

from weekapp.activities.wall import LONGEST
from weekapp.agenda import places_in_list
from weekapp.agenda.calendar_window import midnight
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.places_in_list import Place
from weekapp.agenda.traits import SEVERAL, bits
from weekapp.agenda.wording import RANKS, Wording, understood
from weekapp.database import is_postgresql
from weekapp.database.sqlite import EARTH_RADIUS_KILOMETRES

# What goes on past midnight belongs to the day it began.
NIGHT = timedelta(hours=6)


class Box(NamedTuple):
    """A piece of the country, in degrees."""

    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True)
class Around:
    """A point in degrees with a reach; what has no point is found by the municipality it is in."""

    latitude: float
    longitude: float
    kilometres: float
    municipality_code: str | None = None

    def values(self) -> dict[str, Any]:
        """What is bound, by name."""
        return reach_box(self)._asdict() | asdict(self)


@dataclass(frozen=True)
class Scope:
    """A part of all activities: those of one organisation, or in one municipality on a day."""

    organisation_id: int | None = None
    municipality_code: str | None = None
    on: date | None = None

    def values(self) -> dict[str, Any]:
        """What is bound, by name."""
        return {f"scope_{name}": value for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Question:
    """What is looked for: filters, the days that are meant, this moment, and where.

    `is_busy` tells that there is too much in the scope to look through all its dates. `rank` is set
    where what has the words in its title is asked for apart from the rest (see Wording.ranked), and
    `are_words_common` where it is better to look in each activity for them.
    """

    filters: Filters
    period: Period
    at: datetime
    around: Around | None = None
    scope: Scope | None = None
    is_busy: bool = False
    rank: int | None = None
    are_words_common: bool = False
    known_wording: Wording | None = field(default=None, compare=False, repr=False)

    def by(self, **filters: Any) -> "Question":
        """The same question with other filters."""
        return replace(self, filters=self.filters.with_(**filters))

    @property
    def wording(self) -> Wording:
        """What the words stand for; looked up once, also for questions made from this one."""
        known = self.known_wording
        if known is None or known.typed != self.filters.words:
            typed = self.filters.words
            known = understood(typed) if typed else Wording(typed)
            object.__setattr__(self, "known_wording", known)
        return known

    @property
    def is_narrow(self) -> bool:
        """Whether few dates are looked through: near a point, or of one part of all."""
        return self.around is not None or (self.scope is not None and not self.is_busy)

    @property
    def wherever(self) -> tuple[Filters, Period]:
        """What is asked for, the same for questions around different places."""
        return self.filters.without("waar", "straal", "pagina", "na", "volgorde"), self.period

    @property
    def everywhere(self) -> "Question":
        """The same question without its place."""
        return replace(self, around=None)

    @property
    def is_choosy(self) -> bool:
        """Whether an activity has to have something, wherever and whenever it is."""
        return bool(self.filters.wishes or self.filters.words)

    @property
    def has_musts(self) -> bool:
        """Whether there are traits that all have to be there."""
        return bool(self.filters.musts)

    @property
    def several(self) -> tuple[str, ...]:
        """The kinds of traits of which one of some has to be there."""
        return tuple(kind for kind in SEVERAL if getattr(self.filters, kind))

    @property
    def after(self) -> Place | None:
        """The place in the list after which the page begins, if that was asked."""
        return places_in_list.read(self.filters.na) if self.filters.pagina > 1 else None

    @property
    def shape(self) -> tuple[object, ...]:
        """The same for questions that need the same SQL with other values."""
        asked, around, scope = self.filters, self.around, self.scope
        return (
            bool(self.period.last),
            bool(self.period.weekdays),
            bool(asked.dagdeel),
            self.has_musts,
            self.several,
            bool(asked.words) and (self.rank is None, self.are_words_common),
            around and bool(around.municipality_code),
            scope and (scope.organisation_id is None, self.is_busy),
            self.after is not None,
        )

    def values(self) -> dict[str, Any]:
        """Everything that is bound in the SQL of this question, by name."""
        period, asked = self.period, self.filters
        return {
            "first": period.first,
            "since": period.first - LONGEST,
            "morning": midnight(period.first) + NIGHT,
            "last": period.last,
            "weekdays": [str((day + 1) % 7) for day in period.weekdays],  # strftime: 0 is Sunday
            "at": self.at,
            "day_part": asked.dagdeel,
            "musts": sum(asked.musts.values()),
            **{kind: bits(kind, getattr(asked, kind)) for kind in SEVERAL},
            **self._words(),
            **(self.around.values() if self.around else {}),
            **(self.scope.values() if self.scope else {}),
            **(self.after.values() if self.after else {}),
        }

    def _words(self) -> dict[str, str]:
        if not self.filters.words:
            return {}
        said = {"words": self.rank} | {f"words_of_rank_{rank}": rank for rank in RANKS}
        return {name: self.wording.ranked(rank, is_postgresql()) for name, rank in said.items()}


def reach_box(around: Around) -> Box:
    """The square around a circle."""
    high = degrees(around.kilometres / EARTH_RADIUS_KILOMETRES) * 1.001
    wide = high / max(0.05, cos(radians(around.latitude)))
    return Box(
        around.latitude - high,
        around.latitude + high,
        around.longitude - wide,
        around.longitude + wide,
    )
