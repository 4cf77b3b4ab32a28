"""Four programs that read a calendar file: each takes feeds and says which events are in them.

The fifth, that subscribes, is in subscriber.py.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import icalendar
import recurring_ical_events

from tests.calendars.judges.entries import Entry, moment
from tools.assets import NODE

HERE = Path(__file__).parent
SECONDS = 60
EVER = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))

Feeds: TypeAlias = Sequence[bytes]
Read: TypeAlias = list[list[Entry]]
Judge: TypeAlias = Callable[[Feeds], Read]


def ical_js(feeds: Feeds) -> Read:
    """What Thunderbird and Nextcloud read with."""
    return _node("ical_js.mjs", feeds)


def node_ical(feeds: Feeds) -> Read:
    """What many a dashboard and smart home reads with."""
    return _node("node_ical.mjs", feeds)


def _node(script: str, feeds: Feeds) -> Read:
    given = json.dumps([feed.decode() for feed in feeds])
    told = _run([NODE, HERE / script], given)
    return [sorted(Entry(**event) for event in events) for events in json.loads(told)]


def icalendar_reads(feeds: Feeds) -> Read:
    """What most programs in Python read with."""
    return [_read(_parsed(feed).walk("VEVENT")) for feed in feeds]


def recurring_ical_events_reads(feeds: Feeds) -> Read:
    """What says in Python what happens when.

    Of a calendar with X-WR-TIMEZONE it takes each moment to that zone first, and forgets in which
    turn of a doubled hour it was (3.8.2); without, it has only the moments themselves.
    """
    return [_read(recurring_ical_events.of(_zoneless(feed)).between(*EVER)) for feed in feeds]


def _parsed(feed: bytes) -> Any:
    return icalendar.Calendar.from_ical(feed)


def _zoneless(feed: bytes) -> Any:
    calendar = _parsed(feed)
    calendar.pop("X-WR-TIMEZONE", None)
    return calendar


def _read(events: Iterable[Any]) -> list[Entry]:
    return sorted(
        Entry(
            str(event["UID"]),
            _said(event["DTSTART"].dt),
            _said(event["DTEND"].dt),
            not isinstance(event["DTSTART"].dt, datetime),
            str(event["STATUS"]),
            str(event["SUMMARY"]),
        )
        for event in events
    )


def _said(when: date) -> str:
    if isinstance(when, datetime):
        return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return when.isoformat()


class Libical:
    """What Evolution and GNOME read with: our own small C program, compiled in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "libical"
        source = str(HERE / "libical.c")
        compiler = ["cc", "-Wall", "-Werror", "-o", str(self.program), source, "-lical"]
        subprocess.run(compiler, check=True, timeout=SECONDS)

    def __call__(self, feeds: Feeds) -> Read:
        """The events of each feed."""
        return [
            sorted(_entry(*line[1:]) for line in lines if line[0] == "EVENT")
            for lines in self._lines(feeds)
        ]

    def complaints(self, feeds: Feeds) -> list[str]:
        """What the parser and icalrestriction_check find wrong in any of them."""
        lines = [line for told in self._lines(feeds) for line in told]
        return [line[1] for line in lines if line[0] == "ERROR"]

    def _lines(self, feeds: Feeds) -> list[list[list[str]]]:
        files = [self.folder / f"{number}.ics" for number, _ in enumerate(feeds)]
        for file, feed in zip(files, feeds, strict=True):
            file.write_bytes(feed)
        told = _run([self.program, *files], "").split("FEED\n")[1:]
        return [[line.split("\t") for line in one.split("\n") if line] for one in told]


def _entry(uid: str, starts: str, ends: str, status: str, summary: str) -> Entry:
    return Entry(uid, moment(starts), moment(ends), len(starts) == 8, status, summary)


def _run(command: list[Any], given: str) -> str:
    """What a program says, run on a computer in Amsterdam."""
    return subprocess.run(
        command,
        input=given,
        env=os.environ | {"TZ": "Europe/Amsterdam"},
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
    ).stdout
