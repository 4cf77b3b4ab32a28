"""The dates of an activity: which stay, which move, which go, so that each keeps its identity."""

from dataclasses import dataclass
from datetime import datetime

from weekapp.activities.models import Activity, Occurrence


@dataclass(frozen=True)
class Times:
    """Start and end of one date in UTC, a note for visitors, and which date it is if known."""

    starts_at: datetime
    ends_at: datetime
    note: str = ""
    occurrence_id: int | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """What makes two dates the same one."""
        return self.starts_at, self.ends_at


def arrange(activity: Activity, wanted: list[Times], at: datetime) -> None:
    """Make the dates as wanted; an existing date keeps its UID when it moves.

    Which date is meant says its time or its id; without any ids, its place in the order. Dates
    that had their say (called off, or gone by in public) stay as they are. A date that is not
    wanted any more is removed from what nobody saw, and called off once the public has seen it.
    """
    open_dates = activity.open_dates(at)
    gone_by = {
        (d.starts_at, d.ends_at)
        for d in activity.occurrences
        if d not in open_dates and d.status != "cancelled"
    }
    left = {times.span: times for times in wanted if times.span not in gone_by}
    pairs, unpaired = _pairs(open_dates, left)
    for date, times in pairs:
        _set(date, times, at)
    for date in unpaired:
        _drop(activity, date, at)
    for times in left.values():
        made = Occurrence(created_at=at, changed_at=at, note=times.note)
        made.take_place(*times.span)
        activity.occurrences.append(made)
    activity.occurrences.sort(key=lambda date: date.starts_at)


def _pairs(
    dates: list[Occurrence], left: dict[tuple[datetime, datetime], Times]
) -> tuple[list[tuple[Occurrence, Times]], list[Occurrence]]:
    """Each date with what it becomes, taken out of `left`; and the dates that become nothing."""
    pairs = []
    by_id = {times.occurrence_id: times for times in left.values() if times.occurrence_id}
    for date in dates:
        times = left.get((date.starts_at, date.ends_at)) or by_id.get(date.id)
        if times and left.pop(times.span, None):
            pairs.append((date, times))
    paired = {id(date) for date, _ in pairs}
    over = [date for date in dates if id(date) not in paired]
    in_order = [] if by_id else sorted(left.values(), key=lambda times: times.span)
    for date, times in zip(list(over), in_order, strict=False):
        pairs.append((date, left.pop(times.span)))
        over.remove(date)
    return pairs, over


def _set(date: Occurrence, times: Times, at: datetime) -> None:
    if (date.starts_at, date.ends_at) != times.span:
        date.take_place(*times.span)
        date.sequence += 1
        date.changed_at = at
    if date.note != times.note:
        date.note, date.changed_at = times.note, at


def _drop(activity: Activity, date: Occurrence, at: datetime) -> None:
    if activity.published_at is None:
        activity.occurrences.remove(date)
        return
    date.status = "cancelled"
    date.sequence += 1
    date.changed_at = at
