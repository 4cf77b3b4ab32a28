"""Times of the clock as people in the Netherlands write them, without guessing."""

import re
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext as _

from weekapp.imports.cells import Cell, NotUnderstood
from weekapp.imports.dutch_dates import Day, day
from weekapp.places.spelling import key

WHOLE_DAY = {"heledag", "deheledag", "geheledag"}
_CLOCK = re.compile(
    r"(?:om\s+|van\s+|vanaf\s+)?(?P<hour>[0-9]{1,2})"
    r"(?:(?:\s*[:.uh]\s*)(?P<minute>[0-9]{2})(?::[0-9]{2})?)?"
    r"\s*(?:uur|u|h)?\.?\s*(?P<half>[ap]\.?m\.?)?\s*(?:\((?P<turn>zomertijd|wintertijd)\))?"
)
_DIGITS = re.compile(r"([0-9]{1,2})([0-9]{2})(?:\s*uur)?")
_BETWEEN = re.compile(r"\s*(?:-|–|—|\btot en met\b|\btot\b|\bt/m\b)\s*")
_MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True)
class Clock:
    """A time; `turn` says which one when it comes twice, `is_midnight_after` is 24.00 uur."""

    time: time
    turn: str = ""
    is_midnight_after: bool = False

    @property
    def typed(self) -> str:
        """As the form wants it."""
        return f"{self.time:%H:%M}"


@dataclass(frozen=True)
class Span:
    """From and to; nothing of it known when it lasts whole days."""

    starts: Clock | None = None
    ends: Clock | None = None
    is_whole_day: bool = False


def is_whole_day(text: str) -> bool:
    """Whether a text says that something lasts all day."""
    return key(text) in WHOLE_DAY


def clock(cell: Cell) -> Clock:
    """The time in a cell."""
    cell.check("time", "moment")
    if cell.kind == "moment":
        return clock_in(cell.text.partition("T")[2])
    if cell.kind == "number":
        return _of_number(cell.text)
    return clock_in(cell.text)


def clock_in(text: str) -> Clock:
    """The time a text says."""
    tidy = " ".join(text.lower().split())
    if together := _DIGITS.fullmatch(tidy):
        tidy = f"{together[1]}:{together[2]}"
    found = _CLOCK.fullmatch(tidy)
    if not found:
        raise _unread()
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = _in_half(hour, found["half"][0])
    elif not found["minute"] and 1 <= hour <= 6:
        raise NotUnderstood(
            _(
                "Is dit %(early)s uur ’s nachts of %(late)s uur ’s middags? Schrijf het zo: "
                "%(late)s:00.",
                early=hour,
                late=hour + 12,
            )
        )
    if (hour, minute) == (24, 0):
        return Clock(time(), is_midnight_after=True)
    if hour > 23 or minute > 59:
        raise NotUnderstood(_("Deze tijd bestaat niet. Schrijf hem zo: 14:00."))
    turn = {"zomertijd": "0", "wintertijd": "1"}.get(found["turn"] or "", "")
    return Clock(time(hour, minute), turn)


def span(cell: Cell) -> Span:
    """The times in a cell: “14:00-16:00”, “van 14 tot 16 uur”, “hele dag”, or only a start."""
    cell.check("time", "moment")
    if cell.kind != "text":
        return Span(clock(cell))
    return span_in(cell.text)


def span_in(text: str) -> Span:
    """The times a text says."""
    if is_whole_day(text):
        return Span(is_whole_day=True)
    parts = _BETWEEN.split(" ".join(text.lower().split()).strip(" -"))
    if len(parts) > 2:
        raise NotUnderstood(_("Deze tijden begrijpen we niet. Schrijf ze zo: 14:00-16:00."))
    clocks = [clock_in(part) for part in parts]
    return Span(clocks[0], clocks[1] if len(clocks) > 1 else None)


def moment(text: str, on: date) -> tuple[Day, Span] | None:
    """Date and times together: “do 24 sept 14:00-16:00”, “24-9-2026 om 14.00 uur”."""
    words = text.replace("T", " ").replace(",", " ").split()[:12]
    for at in range(len(words) - 1, 0, -1):
        try:
            return day(" ".join(words[:at]), on), span_in(" ".join(words[at:]))
        except NotUnderstood:
            continue
    return None


def _of_number(text: str) -> Clock:
    """What Excel keeps for a time is a part of a day: 0.5 is noon."""
    part = float(text)
    if 0 < part < 1:
        minutes = round(part * _MINUTES_OF_DAY) % _MINUTES_OF_DAY
        return Clock(time(minutes // 60, minutes % 60))
    if not part.is_integer():
        # “14.30” typed as a number.
        whole, _dot, rest = text.partition(".")
        return clock_in(f"{whole}:{rest.ljust(2, '0')}")
    return clock_in(text)


def _in_half(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise _unread()
    return hour % 12 + (12 if half == "p" else 0)


def _unread() -> NotUnderstood:
    return NotUnderstood(_("Deze tijd begrijpen we niet. Schrijf hem zo: 14:00."))
