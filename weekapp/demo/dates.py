"""When demonstration activities take place: in the week, in the weeks after, or all year round."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from weekapp.clock import AMSTERDAM
from weekapp.demo.texts import Kind
from weekapp.formats import days_between


@dataclass(frozen=True)
class Plan:
    """The dates of one activity as (start, end) in UTC, and whether it goes on every week."""

    times: list[tuple[datetime, datetime]]
    continues_weekly: bool


def plan(rng: Random, kind: Kind, week: tuple[date, date], today: date) -> Plan:
    """One of four patterns, most often a single date in the week."""
    days = days_between(*week)
    first = rng.choice(days)
    pattern = rng.random()
    if pattern < 0.60:
        chosen = [first]
    elif pattern < 0.72:
        chosen = sorted(rng.sample(days, k=min(len(days), rng.choice((2, 3)))))
    elif pattern < 0.82:
        chosen = [first + timedelta(weeks=n) for n in range(6)]
    else:
        soon = today + timedelta(days=rng.randrange(1, 8))
        chosen = [soon + timedelta(weeks=n) for n in range(8)]
        chosen += [day for day in days if day.weekday() == soon.weekday()]
    starts = time(min(20, max(9, kind.hour + rng.choice((-1, 0, 0, 0, 1)))), rng.choice((0, 0, 30)))
    length = timedelta(minutes=kind.lasts)
    opened = [
        datetime.combine(day, starts, AMSTERDAM).astimezone(UTC) for day in sorted(set(chosen))
    ]
    return Plan([(at, at + length) for at in opened if at > _morning(today)], pattern >= 0.72)


def _morning(today: date) -> datetime:
    return datetime.combine(today, time(), AMSTERDAM).astimezone(UTC)
