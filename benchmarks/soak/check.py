"""Holds the site against the ledger: each confirmed write is there, as it was last, once."""

import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, create_engine, text

from benchmarks.soak.browser import Browser
from benchmarks.soak.ledger import Entry, Ledger
from benchmarks.soak.readers import feed
from benchmarks.soak.tally import Tally
from benchmarks.soak.town import Town

ACTIVITIES = """
    SELECT activity.id, activity.summary, activity.status, count(occurrence.id)
    FROM activity LEFT JOIN occurrence ON occurrence.activity_id = activity.id
    WHERE activity.title = :title GROUP BY activity.id, activity.summary, activity.status
"""
WAITING = "SELECT count(*) FROM job WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= :now"
DEAD = "SELECT count(*) FROM job WHERE dead_at IS NOT NULL"
CLAIMS = "UPDATE job SET locked_until = NULL WHERE done_at IS NULL"
AGAIN = "UPDATE job SET run_at = :now WHERE done_at IS NULL AND attempts > 0"
SETTLE_SECONDS = 60


def whole(town: Town, ledger: Ledger, tally: Tally, patience: float) -> None:
    """Look for everything, in the database and on the pages; what is wrong is a broken promise."""
    engine = create_engine(town.database_url)
    settle(engine, tally, patience)
    with engine.connect() as connection:
        for fault in (*in_database(connection, ledger), *in_pages(town, ledger, tally)):
            tally.breaks(fault)
    engine.dispose()


def settle(engine: Any, tally: Tally, patience: float) -> None:
    """Wait until the worker did all there was, also what one that was killed had in hand.

    Such a claim ends by itself after half a minute; who does not want to wait so long ends it.
    """
    until, is_ended = time.monotonic() + patience, False
    while True:
        with engine.connect() as connection:
            waiting = connection.execute(text(WAITING), {"now": now()}).scalar_one()
            dead = connection.execute(text(DEAD)).scalar_one()
        if not waiting:
            break
        if time.monotonic() > until:
            if is_ended:
                tally.breaks(f"{waiting} jobs are not done")
                break
            with engine.begin() as connection:
                connection.execute(text(CLAIMS))
                connection.execute(text(AGAIN), {"now": now()})
            until, is_ended = time.monotonic() + SETTLE_SECONDS, True
        time.sleep(1)
    if dead:
        tally.breaks(f"{dead} jobs are dead")


def now() -> str:
    """This moment as both engines can compare it."""
    return time.strftime("%Y-%m-%d %H:%M:%S.000000", time.gmtime())


def in_database(connection: Connection, ledger: Ledger) -> Iterator[str]:
    """What the database lacks, or has twice."""
    named = text("SELECT count(*) FROM organisation WHERE name = :name")
    for name in ledger.organisations:
        found = connection.execute(named, {"name": name}).scalar_one()
        if found != 1:
            yield f"organisation {name} is there {found} times"
    for entry in ledger.activities.values():
        rows = connection.execute(text(ACTIVITIES), {"title": entry.title}).all()
        if len(rows) != 1:
            yield f"{entry.title} is there {len(rows)} times"
            continue
        yield from wrong(entry, *rows[0])


def wrong(entry: Entry, activity_id: int, summary: str, status: str, dates: int) -> Iterator[str]:
    """What differs between an activity and what was confirmed of it."""
    entry.activity_id = activity_id
    if summary not in entry.summaries:
        yield f"{entry.title} says {summary!r}, not {sorted(entry.summaries)}"
    if dates != 1:
        yield f"{entry.title} has {dates} dates"
    if entry.published_at and status != "published":
        yield f"{entry.title} was published and is {status}"
    if entry.is_handed_in and status not in ("submitted", "published"):
        yield f"{entry.title} was handed in and is {status}"


def in_pages(town: Town, ledger: Ledger, tally: Tally) -> Iterator[str]:
    """What the organiser or the public cannot read, at each of the web processes."""
    for port in town.web_ports:
        visitor = Browser(lambda only=port: [only], tally)  # type: ignore[misc]
        calendar = feed(visitor)
        for entry in ledger.activities.values():
            if entry.published_at and f"SUMMARY:{entry.title}\r\n" not in calendar:
                yield f"{entry.title} is published and not in the feed of port {port}"
            if entry.published_at:
                page = visitor.get(f"/activiteiten/{entry.activity_id}", "activity")
                if not any(said in page.answer.text for said in entry.summaries):
                    yield f"{entry.title} is published and its page says something else"
    for entry in ledger.activities.values():
        page = entry.browser.get(f"/mijn/activiteiten/{entry.activity_id}", "page of a form")
        field = page.soup.select_one("[name=summary]")
        if field is None or (field.get("value") or field.get_text()) not in entry.summaries:
            yield f"{entry.title}: its organiser reads something else on {page.path}"
