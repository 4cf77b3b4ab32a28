"""Somebody who subscribes with vdirsyncer and looks with khal, in a home folder of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.calendars.judges.entries import Entry
from weekapp.clock import today

PROGRAMS = Path(sys.executable).parent
SECONDS = 60
GENERAL = '[general]\nstatus_path = "{home}/status/"\n'
PAIR = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null

[storage {name}_there]
type = "http"
url = "{url}"

[storage {name}_here]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
"""
CALENDAR = """[[{name}]]
path = {folder}
"""
LOCALE = """[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[default]
default_calendar = {name}
"""
TOLD = ("calendar", "uid", "start-long", "end-long", "all-day", "status", "title")


class Subscriber:
    """Keeps a copy of feeds, given by name and address, and lists what is in it."""

    def __init__(self, home: Path, feeds: Mapping[str, str], zone: str = "UTC") -> None:
        self.home, self.feeds = home, feeds
        for name in feeds:
            self.folder(name).mkdir(parents=True)
        pairs = (
            PAIR.format(name=name, url=url, folder=self.folder(name)) for name, url in feeds.items()
        )
        calendars = (CALENDAR.format(name=name, folder=self.folder(name)) for name in feeds)
        locale = LOCALE.format(zone=zone, name=next(iter(feeds)))
        (home / "vdirsyncer.conf").write_text(GENERAL.format(home=home) + "".join(pairs))
        (home / "khal.conf").write_text("[calendars]\n" + "".join(calendars) + locale)
        self._run("vdirsyncer", "-c", f"{home}/vdirsyncer.conf", "discover")

    def folder(self, name: str) -> Path:
        """Where the events of a feed are kept, a file each."""
        return self.home / "calendars" / name

    def sync(self) -> None:
        """Fetch what is new."""
        self._run("vdirsyncer", "-c", f"{self.home}/vdirsyncer.conf", "sync")

    def files(self, name: str) -> dict[str, tuple[int, bytes]]:
        """When each file of a feed was written, and what is in it."""
        kept = sorted(self.folder(name).glob("*.ics"))
        return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in kept}

    def take_in(self, name: str, feed: bytes) -> None:
        """Add what is in a file to a calendar, under the UIDs it has there."""
        self._khal("import", "--batch", "-a", name, given=feed)

    def listed(self) -> dict[str, list[Entry]]:
        """What khal says is in each calendar, as far back and ahead as our feeds go."""
        first = today() - timedelta(days=31)
        fields = [part for field in TOLD for part in ("--json", field)]
        told = self._khal("list", *fields, first.isoformat(), "400d")
        rows = [row for line in told.splitlines() for row in json.loads(line)]
        # What lasts for days is told each day, and "--once" is once for all calendars together.
        return {
            name: sorted({_entry(row) for row in rows if row["calendar"] == name})
            for name in self.feeds
        }

    def shown(self) -> list[str]:
        """The lines somebody reads who asks for what comes: time, title, and that it is off."""
        line = "{start-time} {title} {status}"
        return self._khal("list", "-df", "", "-f", line, "today", "400d").split("\n")[:-1]

    def _khal(self, *arguments: str, given: bytes = b"") -> str:
        return self._run("khal", "-c", f"{self.home}/khal.conf", *arguments, given=given)

    def _run(self, program: str, *arguments: str, given: bytes = b"") -> str:
        own = {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            [PROGRAMS / program, *arguments],
            input=given,
            env=own,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


def _entry(row: dict[str, str]) -> Entry:
    is_all_day = row["all-day"] == "True"
    ends = row["end-long"]
    if is_all_day:  # khal names the last day itself
        ends = (date.fromisoformat(ends) + timedelta(days=1)).isoformat()
    return Entry(
        row["uid"],
        row["start-long"],
        ends,
        is_all_day,
        row["status"].strip(),
        row["title"],
    )
