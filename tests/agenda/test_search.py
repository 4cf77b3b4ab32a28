"""Finding activities: which dates fit, what is nearest, and what it costs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.factories import EDE, THURSDAY, activity, municipality
from weekapp import clock
from weekapp.agenda import filters, search
from weekapp.agenda.days import Period
from weekapp.agenda.near import Found
from weekapp.agenda.questions import Around, Question

WEEK = Period(date(2026, 9, 24), date(2026, 9, 30))
DAY = timedelta(days=1)
ARNHEM = (51.9851, 5.8987)  # 17 kilometres from Ede


def found(around: Around | None = None, period: Period = WEEK, **asked: Any) -> Found:
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


def test_only_published_activities_with_a_planned_or_full_date_to_come_are_found(
    session: Session,
) -> None:
    for status in ("draft", "submitted", "returned", "cancelled"):
        activity(status, status=status)
    off, full, over = activity("Af"), activity("Vol"), activity("Over", at=THURSDAY - 30 * DAY)
    off.occurrences[0].status, full.occurrences[0].status = "cancelled", "full"
    session.commit()
    assert titles(period=Period(date(2026, 8, 1))) == ["Vol"]
    assert over.is_public


def test_a_date_counts_until_it_ends(session: Session, clock: time_machine.Traveller) -> None:
    activity("Bezig")
    clock.move_to(THURSDAY + timedelta(minutes=119))
    assert titles() == ["Bezig"]
    clock.move_to(THURSDAY + timedelta(minutes=120))
    assert titles() == []


def test_a_weekday_leaves_other_days_out(session: Session) -> None:
    activity("Donderdag en zondag", at=[THURSDAY, THURSDAY + 3 * DAY])
    activity("Vrijdag", at=THURSDAY + DAY)
    found_on = {day: titles(period=replace(WEEK, weekdays=(day,))) for day in range(7)}
    assert found_on[3] == found_on[6] == ["Donderdag en zondag"]
    assert found_on[4] == ["Vrijdag"]
    assert not any(found_on[day] for day in (0, 1, 2, 5))


def test_a_part_of_the_day_is_that_of_the_wall_clock(session: Session) -> None:
    activity("Ochtend", at=THURSDAY - timedelta(hours=3))  # 11.00 uur
    activity("Avond", at=THURSDAY + timedelta(hours=4))  # 18.00 uur
    assert titles(dagdeel="ochtend") == ["Ochtend"]
    assert titles(dagdeel="middag") == []
    assert titles(dagdeel="avond") == ["Avond"]


def test_audience_theme_price_and_wheelchair_narrow_it_down(session: Session) -> None:
    activity("A", audiences=["ouderen", "jongeren"], themes=["eten"], wheelchair="yes")
    activity("B", audiences=["gezinnen"], themes=["eten"], is_free=False)
    assert titles(doelgroep=["jongeren"]) == ["A"]
    assert titles(doelgroep=["jongeren", "gezinnen"]) == ["A", "B"]
    assert titles(thema="wandelen") == []
    assert titles(gratis="ja") == ["A"]
    assert titles(rolstoel="ja") == ["A"]


def test_online_and_on_a_spot_can_be_told_apart(session: Session) -> None:
    for attendance in ("in_person", "both", "online"):
        activity(attendance, attendance=attendance)
    assert titles(vorm="ter-plaatse") == ["in_person", "both"]
    assert titles(vorm="online") == ["both", "online"]


def test_words_are_found_from_their_beginning_without_accents(session: Session) -> None:
    activity("Samen éten", summary="Soep en brood", venue_name="De Brug")
    activity("Wandelen", description="Door het bos")
    assert titles(q="ete brug") == ["Samen éten"]
    assert titles(q="BOS") == ["Wandelen"]
    assert titles(q="soep bos") == []


@pytest.mark.parametrize("q", ['"', "NOT", "a OR b", "title:x", "*", "(", "''", "-", "NEAR(a b)"])
def test_words_are_never_syntax(session: Session, q: str) -> None:
    activity("Samen eten")
    assert titles(q=q) == []


def test_words_follow_a_change_of_text(session: Session) -> None:
    changed = activity("Samen eten")
    changed.title = "Samen koken"
    session.commit()
    assert titles(q="koken") == ["Samen koken"]
    assert titles(q="eten") == []


def test_pages_hold_twenty_and_a_page_that_is_not_there_is_the_first(session: Session) -> None:
    for number in range(23):
        activity(f"A{number:02}", at=THURSDAY + timedelta(minutes=number))
    assert found().total == 23
    assert titles(pagina="2") == ["A20", "A21", "A22"]
    assert found(pagina="9").page == 1
    assert len(titles(around_ede(), pagina="2")) == 3
    assert found(around_ede(), pagina="2").total == 23


def test_a_withdrawn_point_is_no_longer_near(session: Session) -> None:
    one = activity("Verhuisd")
    one.latitude, one.longitude = 53.2, 6.5
    session.commit()
    assert titles(around_ede()) == []


def test_a_question_never_gets_the_answer_of_another_of_its_shape(session: Session) -> None:
    activity("A", audiences=["ouderen"], themes=["eten"], point=EDE)
    activity("B", audiences=["jongeren"], themes=["spel"], point=ARNHEM, at=THURSDAY + DAY)
    asked = (
        {"thema": "eten", "doelgroep": "ouderen", "q": "A", "dagdeel": "middag"},
        {"thema": "spel", "doelgroep": "jongeren", "q": "B", "dagdeel": "middag"},
    )
    days = (replace(WEEK, last=date(2026, 9, 24)), replace(WEEK, first=date(2026, 9, 25)))
    for _ in range(2):
        assert [titles(**query) for query in asked] == [["A"], ["B"]]
        assert [titles(period=period) for period in days] == [["A"], ["B"]]
        assert [titles(Around(*point, 3)) for point in (EDE, ARNHEM)] == [["A"], ["B"]]
