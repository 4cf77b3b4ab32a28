"""Who writes: organisers sign in, write, edit, hand in and import; a coordinator publishes."""

import random
import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from benchmarks.soak.browser import Browser, Lost, Page
from benchmarks.soak.ledger import Entry, Ledger
from weekapp import clock
from weekapp.demo.accounts import COORDINATOR, HOME

NEW, FORM, KEEP, HAND_IN = "/mijn/activiteiten/nieuw", "#activiteit", "doe=bewaar", "doe=insturen"
REGISTER, HUB, QUEUE = "/mijn/organisatie/nieuw", "/mijn/inlezen", "/moderatie"
LETTER_SECONDS, IMPORT_SECONDS = 20, 30
WRITTEN, EDITS, ROWS = 2, 2, 3
TRIES = 4
OURS = "Soak "
COLUMNS = ("Titel", "Samenvatting", "Thema", "Doelgroep", "Datum", "Van", "Tot", "Straat",
           "Postcode", "Plaats", "Aanmelden", "Telefoon")  # fmt: skip


def some_day() -> date:
    """A day that is still to come."""
    return clock.today() + timedelta(days=random.randrange(20, 60))


def sign_in(browser: Browser, letters: Path, address: str) -> None:
    """Sign in with the code of a letter."""
    page = browser.get("/inloggen", "sign-in")
    before = set(letters.glob(f"*-{address}-*"))
    page = browser.submit(page, "main form", "sign-in", typed={"email": [address]})
    until = time.monotonic() + LETTER_SECONDS
    while time.monotonic() < until and not browser.tally.is_over:
        fresh = sorted(set(letters.glob(f"*-{address}-*")) - before)
        if fresh:
            code = code_in(fresh[-1])
            page = browser.submit(page, "main form", "sign-in", typed={"code": [code]})
            if page.path.startswith("/inloggen"):
                raise Lost(f"the code of {address} was refused: {page.words[:160]}")
            return
        time.sleep(0.2)
    raise Lost(f"no letter to {address} in {LETTER_SECONDS} s")


def code_in(letter: Path) -> str:
    """The six digits of a letter."""
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    found = re.search(r"\b(\d{3}) ?(\d{3})\b", str(body.get_content()) if body else "")
    if found is None:
        raise Lost(f"no code in {letter.name}")
    return found[1] + found[2]


class Organiser:
    """New people, one after the other: each registers an organisation and writes for it."""

    def __init__(
        self, name: str, visitor: Callable[[], Browser], letters: Path, ledger: Ledger
    ) -> None:
        self.name, self.visitor, self.letters, self.ledger = name, visitor, letters, ledger
        self.number = 0

    def step(self) -> None:
        """One person, from the letter with the code to an import."""
        self.number += 1
        who = f"{self.name}{self.number}"
        browser = self.visitor()
        sign_in(browser, self.letters, f"{who}@soak.example")
        self.register(browser, f"Soak {who}")
        written = [self.write(browser, f"Soak {who} {n}") for n in range(WRITTEN)]
        for _ in range(EDITS):
            for entry in written:
                self.edit(entry, KEEP)
        for entry in written:
            self.edit(entry, HAND_IN)
        self.bring_in(browser, [f"Soak {who} rij {n}" for n in range(ROWS)])
        for entry in written:  # by now a coordinator may be at it, or have published it
            self.edit(entry, KEEP)

    def register(self, browser: Browser, name: str) -> None:
        """Register an organisation in Ede."""
        typed = {
            "name": [name],
            "municipality_code": [HOME],
            "contact_email": ["soak@example.org"],
        }
        page = browser.get(REGISTER, "page of a form")
        options = page.soup.select("select[name=kind] option[value]")
        typed["kind"] = [str(options[-1]["value"])]
        page = browser.submit(page, "#organisatie", "register", typed=typed)
        if page.path == REGISTER and page.is_retried:  # kept, and the answer got lost
            page = browser.get("/mijn", "page of a form")
        if page.path != "/mijn":
            raise Lost(f"{name} was not registered: {page.words[:160]}")
        self.ledger.note_organisation(name, browser)

    def write(self, browser: Browser, title: str) -> Entry:
        """A new draft."""
        entry, summary = Entry(title, browser), f"{title}, zoals begonnen"
        entry.attempt(summary)
        page = browser.get(NEW, "page of a form")
        page = browser.submit(page, FORM, "save", KEEP, whole(title, summary))
        found = re.fullmatch(r"/mijn/activiteiten/(\d+)", page.path)
        if found is None or "Bewaard." not in str(page.soup):
            raise Lost(f"{title} was not kept: {page.status} {page.words[:160]}")
        entry.activity_id = int(found[1])
        entry.confirm(summary)
        self.ledger.note(entry)
        return entry

    def edit(self, entry: Entry, press: str) -> None:
        """Change what it says; who is overtaken, or whose answer got lost, looks and goes on."""
        summary = f"{entry.title}, versie {random.randrange(10**9)}"
        entry.attempt(summary)
        for _ in range(TRIES):
            page = entry.browser.get(f"/mijn/activiteiten/{entry.activity_id}", "page of a form")
            kind = "save" if press == KEEP else "hand in"
            page = entry.browser.submit(page, FORM, kind, press, {"summary": [summary]})
            if is_kept(page, press):
                entry.confirm(summary)
                entry.is_handed_in = entry.is_handed_in or press == HAND_IN
                self.ledger.note(entry)
                return
            if page.status != 409 and not page.is_retried:
                break
        raise Lost(f"{entry.title} was not changed: {page.status} {page.words[:200]}")

    def bring_in(self, browser: Browser, titles: list[str]) -> None:
        """A sheet with a row for each title: sent, looked at, confirmed."""
        content = sheet(titles)
        page = browser.get(HUB, "page of a form")
        file = {"file": ("activiteiten.csv", content, "text/csv")}
        page = browser.submit(page, "#blad-sturen", "import", files=file)
        page = self.worked(browser, page)
        sent = browser.submit(page, "#inlezen", "import", "doe=inlezen")
        if sent.path != page.path or "kies eerst" in sent.words.lower():
            raise Lost(f"the import was not begun: {sent.words[:200]}")
        for title in titles:
            entry = Entry(title, browser, {summary_of(title)}, is_handed_in=True)
            self.ledger.note(entry)

    def worked(self, browser: Browser, page: Page) -> Page:
        """The page of a batch once the worker has read it."""
        until = time.monotonic() + IMPORT_SECONDS
        while time.monotonic() < until and not browser.tally.is_over:
            page = browser.get(page.path, "page of a form")
            if page.soup.select_one("#inlezen"):
                return page
            time.sleep(0.4)
        raise Lost(f"the worker did not read {page.path} in {IMPORT_SECONDS} s")


class Coordinator:
    """Publishes what waits in Ede: first what was written during the soak, then the oldest."""

    def __init__(self, visitor: Callable[[], Browser], letters: Path, ledger: Ledger) -> None:
        self.visitor, self.letters, self.ledger = visitor, letters, ledger
        self.browser: Browser | None = None

    def step(self) -> None:
        """Publish one activity."""
        if self.browser is None:
            browser = self.visitor()
            sign_in(browser, self.letters, COORDINATOR)
            self.browser = browser
        page = self.browser.get(QUEUE, "queue")
        for item in page.soup.select(".review__item"):
            if " ".join(item.get_text(" ").split()).startswith(OURS):
                page = self.browser.get(str(item["href"]), "queue")
                break
        if page.soup.select_one(".review__publish") is None:
            time.sleep(1)
            return
        title = page.one("#titel").get_text().strip()
        page = self.browser.submit(page, ".review__publish", "publish")
        if page.status == 200 and f"“{title}” staat nu op de site" in str(page.soup):
            self.ledger.published(title)
        elif page.status not in (200, 409) and not page.is_retried:
            raise Lost(f"{title} was not published: {page.status} {page.words[:160]}")


def whole(title: str, summary: str) -> dict[str, list[Any]]:
    """Everything an activity needs."""
    return {
        "title": [title],
        "summary": [summary],
        "themes": ["koffie"],
        "dates-0-day": [some_day().isoformat()],
        "dates-0-starts": ["14:00"],
        "dates-0-ends": ["16:00"],
        "street": ["Dorpsstraat 1"],
        "postcode": ["6711 AB"],
        "place": ["Ede"],
        "audiences": ["iedereen"],
        "join_ways": ["walk_in"],
        "contact_phone": ["0318 12 34 56"],
    }


def summary_of(title: str) -> str:
    """What a row of a sheet says of an activity."""
    return f"{title}, uit een blad"


def sheet(titles: list[str]) -> bytes:
    """A sheet with a row for each title."""
    rest = ("Samen eten", "Iedereen", some_day().strftime("%d-%m-%Y"), "12:00", "13:30",
            "Dorpsstraat 1", "6711 AB", "Ede", "Gewoon binnenlopen", "0318 12 34 56")  # fmt: skip
    rows = [COLUMNS, *((title, summary_of(title), *rest) for title in titles)]
    return "\n".join(";".join(row) for row in rows).encode()


def is_kept(page: Page, press: str) -> bool:
    """Whether the site said that it keeps this."""
    says = "Bewaard." if press == KEEP else "Ingestuurd. Je krijgt een mail"
    return page.status == 200 and says in str(page.soup)
