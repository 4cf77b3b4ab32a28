"""Who only reads: residents with pages, programs that poll a calendar, who watches the site."""

import random
import re
import time
from collections.abc import Callable, Iterator

from benchmarks.cases import POSTCODES
from benchmarks.soak.browser import Browser
from benchmarks.soak.ledger import Ledger

EDE = "/gemeenten/ede/agenda.ics"
TOWNS = ("ede", "utrecht", "groningen", "amsterdam", "zwolle", "breda", "arnhem")
THEMES = ("koffie", "eten", "bewegen", "muziek")
WORDS = ("koffie", "wandelen", "soep", "samen eten", "muziek", "jongeren", "spelletjes")
MOST_TAGS = 500
READ_PAUSE, POLL_PAUSE = 0.03, 0.25

Question = tuple[str, str]


def questions(pages: list[str]) -> Iterator[Question]:
    """What residents ask, with the kind of request it is; without end."""
    while True:
        west, south = random.uniform(3.5, 6.5), random.uniform(51.2, 53.0)
        box = f"{west:.2f},{south:.2f},{west + 0.4:.2f},{south + 0.2:.2f}"
        yield from (
            ("/", "home"),
            (f"/activiteiten?pagina={random.randrange(1, 6)}", "list"),
            (f"/activiteiten?waar={random.choice(POSTCODES)}&straal=10", "list near"),
            (f"/activiteiten?waar={random.randrange(1100, 9700)}", "list near"),
            (f"/activiteiten?q={random.choice(WORDS)}", "list with words"),
            (f"/kaart/punten.json?vak={box}", "map data"),
            (f"/gemeenten/{random.choice(TOWNS)}", "municipality"),
            (random.choice(pages), "activity"),
            (random.choice(pages), "activity"),
        )


def addresses(browser: Browser) -> list[str]:
    """Pages of activities to read."""
    page = browser.get("/activiteiten?waar=6711&straal=100", "list near")
    return sorted(set(re.findall(r'href="(/activiteiten/\d+/[^"?#]+)["?]', page.answer.text)))


class Reader:
    """A resident: every other page is one they had before, asked for by its tag."""

    def __init__(self, browser: Browser, pages: list[str]) -> None:
        self.browser, self.asked = browser, questions(pages)
        self.tags: dict[str, str] = {}

    def step(self) -> None:
        """Read one page."""
        path, kind = next(self.asked)
        known = self.tags.get(path, "") if random.random() < 0.5 else ""
        page = self.browser.get(path, kind, known)
        if len(self.tags) < MOST_TAGS:
            self.tags[path] = page.answer.headers.get("ETag", "")
        time.sleep(READ_PAUSE)


class Poller:
    """A calendar program; in the feed of Ede it looks for what was just published."""

    def __init__(self, browser: Browser, ledger: Ledger) -> None:
        self.browser, self.ledger = browser, ledger
        self.tags: dict[str, str] = {}
        self.promised_seconds = 0

    def step(self) -> None:
        """Poll one calendar."""
        others = [f"/gemeenten/{town}/agenda.ics" for town in TOWNS[1:]]
        others += [f"/themas/{theme}/agenda.ics" for theme in THEMES]
        path = random.choice((EDE, random.choice(others)))
        known = self.tags.get(path, "")
        page = self.browser.get(path, "feed, polled" if known else "feed", known)
        self.tags[path] = page.answer.headers.get("ETag", "")
        if path == EDE and page.status == 200:
            self._look(page.answer.text, page.answer.headers["Cache-Control"])
        time.sleep(POLL_PAUSE)

    def _look(self, calendar: str, kept: str) -> None:
        promised = re.search(r"max-age=(\d+)", kept)
        self.promised_seconds = int(promised[1]) if promised else 0
        for entry in self.ledger.awaited():
            if f"SUMMARY:{entry.title}\r\n" in calendar:
                entry.in_feed_at = time.monotonic()


def watching(browser: Browser) -> Callable[[], None]:
    """Who watches the site: whether it is alive and ready to work, every second."""

    def step() -> None:
        browser.get("/healthz", "health")
        browser.get("/readyz", "readiness")
        time.sleep(1)

    return step


def feed(browser: Browser) -> str:
    """The feed of Ede as it is now."""
    return browser.get(EDE, "feed").answer.text
