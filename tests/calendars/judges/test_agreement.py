"""Five programs that know nothing of each other read the same events in each of our feeds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.browser.site import LiveSite
from tests.calendars.judges import cases, judges
from tests.calendars.judges.entries import Entry
from tests.calendars.judges.judges import Libical
from tests.calendars.judges.subscriber import Subscriber
from weekapp.agenda import ical

Verdict = dict[str, list[Entry]]


@pytest.fixture(scope="module")
def feeds(writing: Flask, live: LiveSite) -> dict[str, bytes]:
    """The feeds of the running site, by name."""
    cases.fill()
    return {name: live.read(path)[0] for name, path in cases.paths().items()}


@pytest.fixture(scope="module")
def agreed(feeds: dict[str, bytes]) -> Verdict:
    """What icalendar reads, to hold the others against."""
    return verdict(judges.icalendar_reads, feeds)


def verdict(judge: Callable[[judges.Feeds], judges.Read], feeds: dict[str, bytes]) -> Verdict:
    """What a judge reads in each feed."""
    return dict(zip(feeds, judge(list(feeds.values())), strict=True))


@pytest.mark.parametrize(
    "judge", [judges.ical_js, judges.node_ical, judges.recurring_ical_events_reads]
)
def test_each_library_reads_what_icalendar_reads(
    feeds: dict[str, bytes], agreed: Verdict, judge: judges.Judge
) -> None:
    assert verdict(judge, feeds) == agreed


def test_libical_reads_what_icalendar_reads(
    feeds: dict[str, bytes], agreed: Verdict, libical: Libical
) -> None:
    assert verdict(libical, feeds) == agreed


def test_libical_finds_nothing_that_the_standards_forbid(
    feeds: dict[str, bytes], libical: Libical
) -> None:
    assert libical.complaints(list(feeds.values())) == []


def test_khal_reads_what_icalendar_reads(
    feeds: dict[str, bytes], agreed: Verdict, tmp_path: Path
) -> None:
    khal = Subscriber(tmp_path, dict.fromkeys(feeds, ""))
    for name, feed in feeds.items():
        khal.take_in(name, feed)
    assert khal.listed() == agreed


def test_a_subscription_holds_what_icalendar_reads(
    feeds: dict[str, bytes], agreed: Verdict, live: LiveSite, tmp_path: Path
) -> None:
    subscriber = Subscriber(
        tmp_path, {name: live.url + path for name, path in cases.paths().items()}
    )
    subscriber.sync()
    for name, listed in subscriber.listed().items():
        assert nameless(listed) == nameless(agreed[name])


def nameless(entries: list[Entry]) -> list[Entry]:
    """Events without UID: vdirsyncer replaces that of whatever comes by HTTP by one of its own."""
    return sorted(entry._replace(uid="") for entry in entries)


def test_nothing_is_lost_and_no_uid_is_used_twice(feeds: dict[str, bytes], agreed: Verdict) -> None:
    for name, feed in feeds.items():
        uids = [entry.uid for entry in agreed[name]]
        assert len(uids) == len(set(uids)) == feed.count(b"\r\nBEGIN:VEVENT\r\n")
    counts = {name: len(entries) for name, entries in agreed.items()}
    assert counts == {
        cases.EDE: 19,
        cases.CLOCK: 23,
        cases.WEEK_ONLY: 1,
        cases.EMPTY: 0,
        "editie": 1,
        "organisatie": 6,
        "activiteit": 3,
        "thema": 40,
        "doelgroep": 1,
        "provincie": 17,
        "nabij": 18,
        "land": 40,
    }


def test_around_both_changes_of_the_clock_everything_is_when_it_was_planned(
    agreed: Verdict,
) -> None:
    wanted = {
        f"Klok {number}": (f"{starts:%Y-%m-%dT%H:%M:%SZ}", f"{ends:%Y-%m-%dT%H:%M:%SZ}")
        for number, (starts, ends) in enumerate(cases.around_both_changes())
        if (ends - starts) < 20 * cases.HOUR
    }
    read = {one.summary: (one.starts, one.ends) for one in agreed[cases.CLOCK]}
    assert {title: read[title] for title in wanted} == wanted
    assert len(wanted) == 20


def test_days_of_twenty_three_and_twenty_five_hours_are_one_day(agreed: Verdict) -> None:
    wanted = [cases.last_sunday(month) for month in (3, 10)]
    read = sorted(one for one in agreed[cases.CLOCK] if one.is_all_day and "Klok" in one.summary)
    assert [(one.starts, one.ends) for one in sorted(read, key=lambda one: one.summary)] == [
        (day.isoformat(), (day + cases.DAY).isoformat()) for day in wanted
    ]


@pytest.mark.parametrize(("title", "days"), [("Hele dag", 1), ("Hele week", 7), ("Weekend", 3)])
def test_what_lasts_for_days_is_a_bar_over_those_days(
    agreed: Verdict, title: str, days: int
) -> None:
    (read,) = (one for one in agreed[cases.EDE] if one.summary == title)
    first = cases.soon().date()
    assert read[1:4] == (first.isoformat(), (first + days * cases.DAY).isoformat(), True)


def test_what_does_not_go_on_here_is_cancelled_for_every_program(agreed: Verdict) -> None:
    off = [one.summary for one in agreed[cases.EDE] if one.status == "CANCELLED"]
    assert sorted(off) == [
        "GAAT NIET DOOR: Afgelast",
        "GAAT NIET DOOR: Half afgelast",
        "GAAT NIET DOOR: Terug",
        "VERPLAATST NAAR ZEIST: Verhuisd",
    ]
    assert {one.status for one in agreed[cases.EDE]} == {"CANCELLED", "CONFIRMED"}


def test_in_quiet_months_there_is_at_least_the_week_of_the_next_edition(agreed: Verdict) -> None:
    (read,) = agreed[cases.WEEK_ONLY]
    first = cases.edition_day()
    bar = (first.isoformat(), (first + 7 * cases.DAY).isoformat(), True)
    assert read[1:] == (*bar, "CONFIRMED", "Week tegen Eenzaamheid")


def test_whatever_is_typed_reads_the_same_everywhere(agreed: Verdict) -> None:
    assert ical.tidy_line(cases.HOSTILE) in [one.summary for one in agreed[cases.EDE]]
