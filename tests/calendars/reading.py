"""Reads calendars in tests the way a calendar program does."""

from typing import Any

import icalendar

from tests.client import Page


def parsed(body: bytes) -> Any:
    """The calendar in a file; always from bytes, since a str may be taken for a file name."""
    return icalendar.Calendar.from_ical(body)


def events(answer: Page | bytes) -> list[Any]:
    """The dates in a calendar, in the order they stand in it; without that of the week itself."""
    return [one for one in entries(answer) if not one["UID"].startswith("week-")]


def week(answer: Page | bytes) -> Any:
    """The entry in a calendar that is the week itself; None when there is none."""
    its = [one for one in entries(answer) if one["UID"].startswith("week-")]
    assert len(its) <= 1
    return its[0] if its else None


def entries(answer: Page | bytes) -> list[Any]:
    """Everything in a calendar, in the order it stands in it."""
    body = answer if isinstance(answer, bytes) else answer.response.data
    if isinstance(answer, Page):
        assert answer.status == 200, answer.status
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(parsed(body).walk("VEVENT"))


def event(answer: Page | bytes) -> Any:
    """The only event in a calendar."""
    (one,) = events(answer)
    return one


def summaries(answer: Page | bytes) -> list[str]:
    return [str(one["SUMMARY"]) for one in events(answer)]
