"""Finding activities: which dates fit, what is nearest, and what it costs."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.factories import EDE, THURSDAY, activity, municipality
from weekapp import clock
from weekapp.agenda import filters, search
from weekapp.agenda.conditions import Around, Question
from weekapp.agenda.days import Period

WEEK = Period(date(2026, 9, 24), date(2026, 9, 30))
DAY = timedelta(days=1)
ARNHEM = (51.9851, 5.8987)  # 17 kilometres from Ede


def found(around: Around | None = None, period: Period = WEEK, **asked: Any) -> search.Found:
    """What is found with a query, in the week unless told otherwise."""
    read = filters.read(MultiDict(asked))
    return search.find(Question(read, period, clock.now(), around))


def titles(*args: Any, **more: Any) -> list[str]:
    return [row.title for row in found(*args, **more).rows]


def around_ede(kilometres: int = 10, code: str | None = None) -> Around:
    return Around(*EDE, kilometres, code)


def test_by_time_shows_each_activity_once_at_its_first_date_that_fits(session: Session) -> None:
    activity("Later", at=THURSDAY + DAY)
    activity("Vaak", at=[THURSDAY + n * DAY for n in (4, 2, 0, -1)])
    rows = found().rows
    assert [(row.title, row.starts_at, row.dates) for row in rows] == [
        ("Vaak", THURSDAY, 3),
        ("Later", THURSDAY + DAY, 1),
    ]


def test_near_shows_what_is_within_reach_nearest_first(session: Session) -> None:
    activity("Ver", point=ARNHEM)
    activity("Vlakbij", point=(EDE[0] + 0.01, EDE[1]), at=THURSDAY + DAY)
    activity("Hier")
    activity("Te ver", point=(53.2, 6.5))
    assert titles(around_ede(20)) == ["Hier", "Vlakbij", "Ver"]
    assert titles(around_ede(10)) == ["Hier", "Vlakbij"]
    assert round(found(around_ede(20)).rows[2].kilometres) == 17


def test_what_is_online_or_not_on_the_map_comes_last_in_its_own_municipality(
    session: Session,
) -> None:
    activity("Online", attendance="online", point=None)
    activity("Zonder punt", point=None, at=THURSDAY + DAY)
    activity("Elders online", attendance="online", point=None, city="Arnhem")
    activity("Hier", at=THURSDAY + 2 * DAY)
    around = around_ede(code=municipality("Ede").code)
    assert titles(around) == ["Hier", "Online", "Zonder punt"]
    assert titles(around_ede()) == ["Hier"]
