"""Whatever people type is read by every program as they typed it, wherever a line is folded."""

import random
from dataclasses import replace

import pytest

from tests.calendars.judges import judges
from tests.calendars.judges.entries import Entry
from tests.calendars.judges.judges import Libical
from tests.calendars.test_ical import ABOUT, PLAIN
from weekapp.agenda import ical

PIECES = [
    *',;\\:"=%^nN é€😀\n\t\0\x07\x7f\x85\u2028\u202e\ufeff\xa0\u200b\ud800',
    *("\\n", "\\N", "\\,", "\\\\n", "\r\n", "^n", "^'", "e\u0301", "👩‍👩‍👧", "&amp;", "<b>"),
    *("END:VEVENT", "\r\nBEGIN:VALARM", "a" * 60),
]
EVENTS = 400


@pytest.fixture(scope="module")
def feed() -> bytes:
    """Events with odd texts everywhere, so long that a line ends in each place of them."""
    return ical.calendar(
        [
            replace(PLAIN, uid=uid, summary=text, description=text, location=text, organiser=text)
            for uid, text in typed().items()
        ],
        ABOUT,
    )


def typed() -> dict[str, str]:
    """Texts of odd pieces behind 1 to 80 ordinary letters, the same each time, by UID."""
    chance = random.Random(75)
    return {
        f"{number:03}@weekapp": "x" * (1 + number % 80)
        + "".join(chance.choices(PIECES, k=chance.randrange(1, 9)))
        for number in range(EVENTS)
    }


def read_as_typed(entries: list[Entry]) -> dict[str, str]:
    """The titles that differ from what was typed."""
    wanted = {uid: ical.tidy_line(text) for uid, text in typed().items()}
    assert len(entries) == len(wanted)
    return {one.uid: one.summary for one in entries if one.summary != wanted[one.uid]}


@pytest.mark.parametrize(
    "judge", [judges.ical_js, judges.icalendar_reads, judges.recurring_ical_events_reads]
)
def test_each_library_reads_what_was_typed(feed: bytes, judge: judges.Judge) -> None:
    assert read_as_typed(judge([feed])[0]) == {}


def test_node_ical_reads_what_was_typed_but_for_a_backslash_before_an_n(feed: bytes) -> None:
    """It takes the two for a line feed even when the backslash is escaped (0.27.2)."""
    wrong = read_as_typed(judges.node_ical([feed])[0])
    assert [text for uid, text in wrong.items() if not backslash_before_n(typed()[uid])] == []


def backslash_before_n(text: str) -> bool:
    return "\\n" in ical.tidy_line(text).lower()


def test_libical_reads_what_was_typed(feed: bytes, libical: Libical) -> None:
    assert read_as_typed(libical([feed])[0]) == {}
    assert libical.complaints([feed]) == []
