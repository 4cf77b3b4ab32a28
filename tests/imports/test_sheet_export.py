"""What an organisation has, given out as a sheet and read back: the same, whatever it says."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from tests import factories as make
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.rows import Typed
from weekapp.activities.typed import FLAGS, LISTS, TEXTS, typed_of
from weekapp.activities.vocabulary import AUDIENCES, FACILITIES, JOIN_WAYS, LANGUAGES, THEMES
from weekapp.forms import clean, clean_line
from weekapp.imports import columns, sheet_export, sheet_files
from weekapp.imports.found import Found
from weekapp.imports.headings import LABELS
from weekapp.imports.line_words import FREE
from weekapp.places.spelling import key

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
PROPERTY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NASTY = ["=1+1", "+31", "-", "@a", "'", '"', "'=", "＝", ";", ",", "\n", "\t", "\r", "\0", "é",
         "😀", "_x000D_", "\u200b", "\ufeff", "=cmd|' /C calc'!A0", "<&>", "]]>",
         "sep=,", "  "]  # fmt: skip
hostile = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\ufffe\uffff"), max_size=8),
        st.sampled_from(NASTY),
    ),
    max_size=6,
).map("".join)
line, text = hostile.map(clean_line), hostile.map(clean)


def some(words: dict[str, Any]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(words)), unique=True, max_size=4)


answers = st.sampled_from(["yes", "no", "unknown"])
told = st.fixed_dictionaries(
    {
        "title": line, "summary": line, "description": text, "venue_name": line, "street": line,
        "place": line.filter(bool), "contact_name": line, "contact_hours": line,
        "contact_email": line, "host_name": line, "first_visit": text, "join_url": line,
        "themes": some(THEMES), "audiences": some(AUDIENCES), "join_ways": some(JOIN_WAYS),
        "languages": some(LANGUAGES), "group_size": st.none() | st.integers(1, 10_000),
        "attendance": st.sampled_from(["in_person", "online", "both"]), "online_url": line,
        "novelty": st.sampled_from(["new", "existing"]), "continues_weekly": st.booleans(),
        "is_picked_up": st.booleans(), "is_met_at_door": st.booleans(),
        "may_bring_someone": st.booleans(), **dict.fromkeys(FACILITIES, answers),
        "price": line.filter(lambda price: key(price) not in FREE), "is_free": st.just(False),
    }
)  # fmt: skip
moments = st.integers(0, 2000).map(lambda hours: make.THURSDAY + timedelta(hours=hours))
spans = st.lists(
    st.tuples(moments, st.integers(1, 6 * 24 * 4)), unique_by=lambda span: span[0], max_size=4
)


def made(told: dict[str, Any], dates: list[tuple[datetime, int]]) -> Activity:
    activity = Activity(id=12, status="draft", postcode="", **told)
    for start, quarters in sorted(dates):
        date = Occurrence(status="planned", note=told["summary"])
        date.take_place(start, start + timedelta(minutes=15 * quarters))
        activity.occurrences.append(date)
    return activity


def read_back(content: bytes) -> Found:
    reading = columns.reading(sheet_files.read(content), on=AT.date())
    assert reading.unread == ()
    (found,) = reading.found
    return found


def comparable(fields: Typed) -> dict[str, Any]:
    """What is typed, without what a sheet does not hold; nothing and empty are the same."""
    names = (*TEXTS, *LISTS, *FLAGS, "is_free", "group_size", "municipality_code")
    kept = {name: [value for value in fields.get(name, []) if value] for name in names}
    dates = {name: value for name, value in fields.items() if name.startswith("dates-")}
    return kept | {name: value for name, value in dates.items() if not name.endswith("-id")}


@pytest.mark.parametrize("write", [sheet_export.as_csv, sheet_export.as_xlsx])
@PROPERTY
@given(told=told, dates=spans)
def test_what_is_given_out_and_read_back_is_the_same(
    app: Flask, write: Any, told: dict[str, Any], dates: list[tuple[datetime, int]]
) -> None:
    activity = made(told, dates)
    found = read_back(write([activity], AT, {}))
    assert found.problems == {}
    assert comparable(found.fields) == comparable(typed_of(activity, AT))
    assert (found.key, sheet_export.own_number(found.key)) == ("activiteit-12", 12)


@PROPERTY
@given(told=told)
def test_no_cell_that_is_given_out_can_be_run(app: Flask, told: dict[str, Any]) -> None:
    content = sheet_export.as_csv([made(told, [])], AT, {}).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=";"):
        assert not [cell for cell in row if cell.lstrip()[:1] in set("=+-@\t\r")]


def test_whole_days_and_the_hour_that_comes_twice_come_back(app: Flask) -> None:
    midnight = datetime(2026, 9, 24, 22, tzinfo=UTC)
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    activity = make.activity(at=[midnight, twice])
    activity.occurrences[0].take_place(midnight, midnight + timedelta(days=2))
    fields = read_back(sheet_export.as_xlsx([activity], AT, {})).fields
    assert (fields["dates-0-all_day"], fields["dates-0-last_day"]) == (["y"], ["2026-09-26"])
    assert (fields["dates-1-starts"], fields["dates-1-starts_turn"]) == (["02:30"], ["1"])


def test_what_it_is_known_by_in_another_sheet_stays(app: Flask) -> None:
    activity = make.activity()
    found = read_back(sheet_export.as_csv([activity], AT, {activity.id: "K7"}))
    assert (found.key, sheet_export.own_number(found.key)) == ("K7", None)


def test_a_municipality_that_was_chosen_comes_back(app: Flask) -> None:
    activity = make.activity(is_municipality_manual=True)
    found = read_back(sheet_export.as_csv([activity], AT, {}))
    assert found.fields["municipality_code"] == ["GM0228"]


def test_what_was_left_unfinished_is_given_out_as_it_was_typed(app: Flask) -> None:
    activity = make.activity(status="draft", unfinished={"contact_email": ["info@"]})
    rows = sheet_export.rows_of([activity], AT, {})
    assert dict(zip(LABELS, rows[0], strict=True))["contact_email"] == "info@"
