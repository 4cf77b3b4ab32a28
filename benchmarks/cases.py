"""What is asked for: what residents and calendars ask most, and the same bytes of others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.request import urlopen

from benchmarks.feeds import Feed
from benchmarks.load import question

POSTCODES = ("3511", "1012", "6711", "9711", "6211", "4331", "8911", "5611", "7511", "2511")
HELLO = "hello"
STATIC = "/agenda.ics"
ZIPPED = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Case:
    """One page to measure: the requests taken in turn, where, and the case to compare it with."""

    name: str
    port: int
    questions: Iterator[bytes]
    beside: str = HELLO


def cases(site: int, bare: int, nginx: int | None, feed: Feed) -> list[Case]:
    """Everything to measure; the hello first."""
    address = f"http://127.0.0.1:{site}"
    with urlopen(f"{address}/activiteiten?waar=6711&straal=30") as answer:
        pages = re.findall(r'href="(/activiteiten/\d+/[^"?#]+)"', answer.read().decode())
    near = [question(f"/activiteiten?waar={postcode}&straal=10") for postcode in POSTCODES]
    return [
        Case(HELLO, bare, cycle([question("/")])),
        Case("list near a postcode", site, cycle(near)),
        Case("list never asked", site, never_asked(near)),
        Case("municipality page", site, cycle([question("/gemeenten/ede")])),
        Case("activity page", site, cycle([question(page) for page in sorted(set(pages))])),
        Case("map data, city", site, cycle([question("/kaart/punten.json?vak=5.5,51.9,5.9,52.1")])),
        Case(
            "map data, country", site, cycle([question("/kaart/punten.json?vak=3.2,50.7,7.3,53.6")])
        ),
        *beside_each_other(site, bare, nginx, feed),
    ]


def never_asked(questions: list[bytes]) -> Iterator[bytes]:
    """The same questions without end, each time under another address."""
    for number, asked in enumerate(cycle(questions)):
        yield asked.replace(b" HTTP", b"&x=%d HTTP" % number)


def beside_each_other(site: int, bare: int, nginx: int | None, feed: Feed) -> Iterator[Case]:
    """The feed as it is, compressed, and unchanged: bare Flask, the site, and nginx."""
    for what, headers in (("200", {}), ("200 gzip", ZIPPED), ("304", {"If-None-Match": ""})):
        name = f"bare Flask {what}"
        for who, port, path in (
            ("bare Flask", bare, STATIC),
            ("feed", site, feed.path),
            ("nginx", nginx, STATIC),
        ):
            if port is not None:
                known = {key: value or tag_of(port, path) for key, value in headers.items()}
                yield Case(f"{who} {what}", port, cycle([question(path, known)]), beside=name)


def tag_of(port: int, path: str) -> str:
    """The tag that a server gives a file."""
    with urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        tag: str = answer.headers["ETag"]
        return tag
