"""The dates of an activity keep their identity when they are changed."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import factories as make
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.schedule import Times, arrange

FIRST = datetime(2026, 9, 24, 12, tzinfo=UTC)
HOURS = timedelta(hours=2)
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def dated(*days: int, published: bool = True) -> Activity:
    dates = [make.occurrence(FIRST + timedelta(days=day)) for day in days]
    for number, date in enumerate(dates, start=1):
        date.id, date.uid, date.sequence, date.status = number, f"uid {number}", 0, "planned"
        date.note = ""
    return Activity(published_at=NOW if published else None, occurrences=dates)


def wish(day: float, occurrence_id: int | None = None, note: str = "") -> Times:
    start = FIRST + timedelta(days=day)
    return Times(start, start + HOURS, note, occurrence_id)


def uids(activity: Activity) -> dict[str, int]:
    return {date.uid: (date.starts_at - FIRST).days for date in activity.occurrences if date.uid}


def date_of(activity: Activity, uid: str) -> Occurrence:
    return next(date for date in activity.occurrences if date.uid == uid)


def test_the_same_dates_again_change_nothing() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(7, 2), wish(0, 1)], NOW)
    assert uids(activity) == {"uid 1": 0, "uid 2": 7}
    assert [date.sequence for date in activity.occurrences] == [0, 0]


def test_a_date_that_moves_keeps_its_uid_and_counts_up() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(21, 1), wish(7, 2)], NOW)
    assert uids(activity) == {"uid 1": 21, "uid 2": 7}
    assert date_of(activity, "uid 1").sequence == 1
    assert [date.uid for date in activity.occurrences] == ["uid 2", "uid 1"]


def test_without_ids_a_date_moves_to_the_new_time_in_its_place() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(1), wish(7)], NOW)
    assert uids(activity) == {"uid 1": 1, "uid 2": 7}


def test_a_date_that_goes_is_called_off_once_the_public_saw_it() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(7, 2)], NOW)
    assert date_of(activity, "uid 1").status == "cancelled"
    assert date_of(activity, "uid 1").sequence == 1


def test_a_date_that_goes_from_a_draft_is_gone() -> None:
    activity = dated(0, 7, published=False)
    arrange(activity, [wish(7, 2)], NOW)
    assert uids(activity) == {"uid 2": 7}


def test_a_date_for_another_one_is_a_new_date() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(7, 2), wish(14)], NOW)
    assert date_of(activity, "uid 1").status == "cancelled"
    assert [date.uid for date in activity.occurrences if date.starts_at > FIRST + 8 * HOURS][-1:]
    assert len(activity.occurrences) == 3


def test_dates_that_went_by_in_public_stay() -> None:
    activity = dated(0, 7)
    later = FIRST + timedelta(days=3)
    arrange(activity, [wish(7, 2)], later)
    assert date_of(activity, "uid 1").status == "planned"


def test_a_date_that_went_by_while_the_form_was_open_is_not_made_twice() -> None:
    activity = dated(0, 7)
    arrange(activity, [wish(0, 1), wish(7, 2)], FIRST + timedelta(days=3))
    assert len(activity.occurrences) == 2


def test_a_date_that_was_called_off_may_be_planned_again_as_a_new_one() -> None:
    activity = dated(0)
    activity.occurrences[0].status = "cancelled"
    arrange(activity, [wish(0)], NOW)
    assert [date.status for date in activity.occurrences if date.uid] == ["cancelled"]
    assert len(activity.occurrences) == 2


def test_a_note_alone_does_not_count_as_a_move() -> None:
    activity = dated(0)
    arrange(activity, [wish(0, 1, "In de tuin")], NOW)
    assert (activity.occurrences[0].note, activity.occurrences[0].sequence) == ("In de tuin", 0)


@pytest.mark.parametrize(("hours", "part"), [(8, "ochtend"), (12, "middag"), (18, "avond")])
def test_a_date_knows_its_part_of_the_day_on_the_wall_clock(hours: int, part: str) -> None:
    date = make.occurrence(datetime(2026, 9, 24, hours - 2 + 0, tzinfo=UTC))
    assert (date.day_part, date.on_date.isoformat()) == (part, "2026-09-24")
