"""The days a rule gives are those it says, and no rule takes longer than its window."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings, strategies as st

from tests.imports.calendars import first_days, series
from weekapp.imports.calendar_values import When, Wrong
from weekapp.imports.recurrences import days_of, rule_of

ZONE = "TZID=Europe/Amsterdam"
START = f"DTSTART;{ZONE}:20260924T140000"
END = f"DTEND;{ZONE}:20260924T160000"
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", "0924 0925 0926"),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20261014", "0924 1004 1014"),
        ("FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH", "0924 0929 1001"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "0924 1008 1022"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=4TH", "0924 1022 1126"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-1TH", "0924 1029 1126"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "0924 0930 1030"),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=24", "0924 1024 1124"),
        ("freq=weekly;count=2;byhour=14;byminute=0;bysecond=0;", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20261001T120000Z", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20261001T115959Z", "0924"),
        ("FREQ=WEEKLY;UNTIL=20261001T140000", "0924 1001"),
        ("FREQ=WEEKLY;UNTIL=20260101", "0924"),
    ],
)
def test_a_rule_gives_the_days_it_says(rule: str, days: str) -> None:
    found = series(START, END, f"RRULE:{rule}")
    assert [day[5:].replace("-", "") for day in first_days(found)] == days.split()


def one_of(*parts: str) -> st.SearchStrategy[str]:
    """One of these parts of a rule, or none."""
    return st.sampled_from(("", *parts))


RULES = st.tuples(
    st.sampled_from([f"FREQ={every}" for every in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")]),
    one_of("INTERVAL=1", "INTERVAL=2", "INTERVAL=5"),
    one_of("BYDAY=MO", "BYDAY=TU,SA", "BYDAY=1MO", "BYDAY=-1FR,2TH", "BYDAY=5WE"),
    one_of("BYMONTHDAY=1", "BYMONTHDAY=-1", "BYMONTHDAY=31,13", "BYMONTHDAY=29"),
    one_of("BYMONTH=2", "BYMONTH=9,10"),
    one_of("BYSETPOS=1", "BYSETPOS=-1,2"),
    one_of("WKST=SU", "WKST=WE"),
    st.sampled_from(("COUNT=7", "UNTIL=20280301T120000Z")),
)


def why_not(text: str, start: datetime) -> str:
    """The code for why a rule is not followed; empty when it is."""
    try:
        rule_of(text, When(start.replace(tzinfo=None), UTC))
    except Wrong as wrong:
        return wrong.code
    return ""


@settings(max_examples=300, deadline=None)
@given(RULES, st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_our_days_are_those_of_dateutil(parts: tuple[str, ...], first: date) -> None:
    text = ";".join(filter(None, parts))
    start = datetime.combine(first, time(12), UTC)
    if parts[0] in ("FREQ=DAILY", "FREQ=WEEKLY") and why_not(text, start) == "rule_part":
        return
    rule = rule_of(text, When(start.replace(tzinfo=None), UTC))
    theirs = [one.date() for one in rrulestr(text, dtstart=start)]
    # Of a start that does not fit its rule it is not agreed what it means (RFC 5545 3.8.5.3).
    if theirs[:1] == [first]:
        last = theirs[-1] if "COUNT" in text else date(2028, 3, 1)
        assert list(days_of(rule, first, first, last)) == theirs


def test_a_rule_that_began_long_ago_is_not_walked_from_its_beginning() -> None:
    start = When(datetime.fromisoformat("2001-01-03T12:00"), UTC)
    for text, step in (("FREQ=DAILY;INTERVAL=3", 3), ("FREQ=WEEKLY;INTERVAL=2", 14)):
        rule = rule_of(text, start)
        whole = [one for one in days_of(rule, start.wall.date(), date(2001, 1, 3), date(2027, 1, 1))
                 if one >= date(2026, 9, 1)]  # fmt: skip
        short = list(days_of(rule, start.wall.date(), date(2026, 9, 1), date(2027, 1, 1)))
        assert [one for one in short if one >= date(2026, 9, 1)] == whole
        assert len(short) < 366 / step + 3
