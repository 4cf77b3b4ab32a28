"""The feed that is measured: that of a municipality with about 250 events, and how fresh it is."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.request import urlopen

from flask import Flask
from sqlalchemy import select, text

from benchmarks.servers import Site
from weekapp import create_app
from weekapp.accounts.deeds import Deed
from weekapp.activities import operations
from weekapp.activities.models import Activity
from weekapp.config import Settings
from weekapp.database import db
from weekapp.places.models import Municipality

EVENTS = 250
LOOKED_AT = 12
PUBLISHED_MOST = 10
PATIENCE_SECONDS = 400
DATES = """
    SELECT municipality.slug, abs(count(*) - :events) FROM municipality
    JOIN activity ON activity.municipality_code = municipality.code
    JOIN occurrence ON occurrence.activity_id = activity.id
    WHERE activity.published_at IS NOT NULL GROUP BY municipality.slug ORDER BY 2 LIMIT :most
"""


@dataclass(frozen=True)
class Feed:
    """The feed of a municipality as the site sends it."""

    path: str
    slug: str
    body: bytes
    tag: str
    freshness: str

    @property
    def events(self) -> int:
        return self.body.count(b"BEGIN:VEVENT")


@dataclass(frozen=True)
class Fresh:
    """How long it took from the commit that publishes to a feed that holds it, in seconds."""

    seconds: list[float]
    promised_seconds: int


def chosen(site: Site) -> Feed:
    """The feed with a number of events nearest to 250."""
    with application(site).app_context():
        found = db.session.execute(text(DATES), {"events": EVENTS, "most": LOOKED_AT})
        slugs = [slug for slug, _ in found]
        db.session.remove()
        db.engine.dispose()
    feeds = [read(site.port, slug) for slug in slugs]
    return min(feeds, key=lambda feed: abs(feed.events - EVENTS))


def application(site: Site) -> Flask:
    """The same site, here in this process."""
    known = site.stores
    return create_app(
        Settings(
            secret_key="the secret of a benchmark",
            instance=site.instance,
            database_url=known.get("WEEKAPP_DATABASE_URL", ""),
            redis_url=known.get("WEEKAPP_REDIS_URL", ""),
        )
    )


def read(port: int, slug: str) -> Feed:
    """The feed of a municipality, fetched."""
    path = f"/gemeenten/{slug}/agenda.ics"
    with urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        headers = answer.headers
        return Feed(path, slug, answer.read(), headers["ETag"], headers["Cache-Control"])


def freshness(site: Site, feed: Feed) -> Fresh:
    """Publish what waits to be checked in this municipality, and look when its feed tells it."""
    promised = re.search(r"max-age=(\d+)", feed.freshness)
    return Fresh(list(publishing(site, feed.slug)), int(promised[1]) if promised else 0)


def publishing(site: Site, slug: str) -> Iterator[float]:
    """Publish one activity after the other as a coordinator does; how long each took to be told."""
    with application(site).app_context():
        waiting = (
            select(Activity)
            .join(Municipality, Municipality.code == Activity.municipality_code)
            .where(Activity.status == "submitted", Municipality.slug == slug)
        )
        for made in db.session.scalars(waiting.limit(PUBLISHED_MOST)).all():
            deed = Deed(by=None, at=datetime.now(UTC).replace(microsecond=0), link=_link)
            operations.publish(made, made.version, deed)
            uid = made.occurrences[0].uid.encode()
            db.session.commit()
            yield until_told(site.port, slug, uid)


def until_told(port: int, slug: str, uid: bytes) -> float:
    """Ask for the feed again and again; seconds until the event is in it."""
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE_SECONDS:
        if uid in read(port, slug).body:
            return time.perf_counter() - started
    raise SystemExit(f"what was published is not in the feed of {slug}")


def _link(endpoint: str, /, **values: str | int) -> str:
    return f"http://127.0.0.1/{endpoint}"
