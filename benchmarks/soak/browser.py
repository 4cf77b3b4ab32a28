"""A visitor over real HTTP, who asks the web processes in turn and tries again at another."""

import random
import re
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

from benchmarks.soak.tally import Tally
from tests.client import filled_in

PATIENCE_SECONDS = 120
ANSWER_SECONDS = 30
PAUSE_SECONDS, TURN_SECONDS = 0.2, 0.02
OUTAGE_WORDS = "We zijn er even niet"
MOST_REDIRECTS = 5
NOT_SENT = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


class Lost(Exception):
    """A visitor cannot go on from here and begins anew; `why` is for whoever reads the report."""


class Page:
    """An answer, and the page in it."""

    def __init__(self, answer: requests.Response, path: str, is_retried: bool) -> None:
        self.answer, self.path, self.is_retried = answer, path, is_retried
        self.status = answer.status_code

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.answer.text, "html.parser")

    @property
    def words(self) -> str:
        """The words of the main part."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    def one(self, selector: str) -> Tag:
        """The first element that fits; Lost when this is another page than was thought."""
        found = self.soup.select_one(selector)
        if found is None:
            raise Lost(f"no {selector} on {self.path}: {self.status} {self.words[:160]}")
        return found


class Browser:
    """One visitor, with cookies and a network of their own."""

    def __init__(
        self, ports: Callable[[], list[int]], tally: Tally, lets_readers_first: bool = False
    ) -> None:
        self.ports, self.tally, self.lets_readers_first = ports, tally, lets_readers_first
        self.turn = random.randrange(2)
        self.session = requests.Session()
        self.session.trust_env = False
        numbers = [random.randrange(1, 255) for _ in range(3)]
        self.session.headers["X-Forwarded-For"] = "10.{}.{}.{}".format(*numbers)

    def get(self, path: str, kind: str, known: str = "") -> Page:
        """A page; `known` is the tag of what the visitor has of it already."""
        headers = {"If-None-Match": known} if known else {}
        return self._asked("GET", path, kind, headers=headers)

    def submit(
        self,
        page: Page,
        form: str,
        kind: str,
        press: str = "",
        typed: dict[str, list[Any]] | None = None,
        files: dict[str, Any] | None = None,
    ) -> Page:
        """Fill in a form of the page and send it; `press` is the button, as "name=value"."""
        tag = page.one(form)
        fields = filled_in(tag) | (typed or {})
        if press:
            name, _, value = press.partition("=")
            fields[name] = [value]
        path = urljoin(page.path, str(tag.get("action") or ""))
        return self._asked("POST", path, kind, data=fields, files=files)

    def _asked(self, method: str, path: str, kind: str, **more: Any) -> Page:
        is_retried = False
        for _ in range(MOST_REDIRECTS):
            page = self._until_answered(method, path, kind, **more)
            is_retried = is_retried or page.is_retried
            if page.status not in (301, 302, 303, 308):
                return Page(page.answer, path, is_retried)
            address = urljoin(path, page.answer.headers["Location"])
            path = re.sub("^https?://[^/]+", "", address)
            method, kind, more = "GET", "page after a form", {}
        raise Lost(f"{path} sends on and on")

    def _until_answered(self, method: str, path: str, kind: str, **more: Any) -> Page:
        """The answer of one of the processes: who gets none, or a 503, tries again elsewhere."""
        while self.lets_readers_first and self.tally.is_ahead_of_readers():
            time.sleep(TURN_SECONDS)
        until, is_retried = time.monotonic() + PATIENCE_SECONDS, False
        while time.monotonic() < until:
            began = time.monotonic()
            answer = self._sent(method, path, began, **more)
            if answer is not None:
                self.tally.answered(kind, answer.status_code, time.monotonic() - began)
                if answer.status_code < 500:
                    return Page(answer, path, is_retried)
                self._judge(answer, f"{method} {path}", began)
            is_retried = True
            time.sleep(PAUSE_SECONDS)
        self.tally.breaks(f"{method} {path}: no answer within {PATIENCE_SECONDS} s")
        raise Lost(f"{path} does not answer")

    def _sent(self, method: str, path: str, began: float, **more: Any) -> requests.Response | None:
        ports = self.ports()
        self.turn += 1
        address = f"http://127.0.0.1:{ports[self.turn % len(ports)]}{path}"
        try:
            return self.session.request(
                method, address, allow_redirects=False, timeout=ANSWER_SECONDS, **more
            )
        except NOT_SENT as error:
            self.tally.count("requests that a killed process did not answer")
            if not self.tally.outages.explain("web", began):
                self.tally.breaks(f"{method} {path}: {error} while every process was alive")
        except requests.Timeout:
            self.tally.count(f"requests without an answer in {ANSWER_SECONDS} s")
        return None

    def _judge(self, answer: requests.Response, what: str, began: float) -> None:
        """A 503 is right while the database is down, if it says so; nothing else ever is."""
        if answer.status_code != 503 or not self.tally.outages.explain("postgresql", began):
            self.tally.breaks(f"{what}: {answer.status_code}")
            return
        self.tally.count("clear 503s while the database was down")
        if not is_clear(answer):
            self.tally.breaks(f"{what}: a 503 that does not say what is wrong")


def is_clear(answer: requests.Response) -> bool:
    """Whether a visitor can read that the site is down, and a program when to come back."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/json"):  # for who watches the site
        return True
    is_told = OUTAGE_WORDS in answer.text if kind.startswith("text/html") else True
    return is_told and "Retry-After" in answer.headers
