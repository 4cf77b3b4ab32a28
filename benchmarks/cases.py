"""What is asked for: what residents and calendars ask most, and the same bytes of others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.request import urlopen

from benchmarks.feeds import Feed
from benchmarks.load import question

POSTCODES = ("3511", "1012", "6711", "9711", "6211", "4331", "8911", "5611", "7511", "2511")
CITIES = ((52.09, 5.12), (52.37, 4.89), (51.92, 4.48), (52.04, 5.66), (53.22, 6.57), (51.44, 5.48))
MUNICIPALITIES = ("ede", "utrecht", "groningen", "zwolle", "texel", "goes", "sittard-geleen")
WORDS = ("koffie", "wandelen", "samen+eten", "soep", "zingen", "muziek", "kaarten", "schilderen")
SIX_FILTERS = "&doelgroep=ouderen&thema=koffie&gratis=ja&dagdeel=middag&binnenlopen=ja&taal=nl"
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
    """Everything to measure; the hello first.

    Each address is asked again and again, as in a busy hour: most answers are ready. What ends in
    "-new" was never asked before, so that each has to be made.
    """
    near = [f"/activiteiten?waar={postcode}&straal=10" for postcode in POSTCODES]
    lists = {
        "list-near": near,
        "list-words": [f"/activiteiten?q={words}" for words in WORDS],
        "list-filters": [address + SIX_FILTERS for address in near],
        "map-national": ["/kaart/punten.json?vak=3.2,50.7,7.3,53.6"],
        "map-city": [view(lat, lon, 0.2) for lat, lon in CITIES],
        "map-street": [view(lat, lon, 0.01) for lat, lon in CITIES],
        "municipality": [f"/gemeenten/{slug}" for slug in MUNICIPALITIES],
        "activity": activity_pages(site),
    }
    assert all(lists.values()), "a case with nothing to ask would wait for ever"
    return [
        Case(HELLO, bare, cycle([question("/")])),
        *(Case(name, site, cycle(map(question, asked))) for name, asked in lists.items()),
        *(Case(f"{name}-new", site, never_asked(asked)) for name, asked in lists.items()),
        *beside_each_other(site, bare, nginx, feed),
    ]


def view(latitude: float, longitude: float, high: float) -> str:
    """The address of what a map of this height in degrees shows around a point."""
    sides = (longitude - high, latitude - high / 2, longitude + high, latitude + high / 2)
    return f"/kaart/punten.json?vak={','.join(f'{side:.4f}' for side in sides)}"


def activity_pages(site: int) -> list[str]:
    """The addresses of some activities."""
    with urlopen(f"http://127.0.0.1:{site}/activiteiten?waar=6711&straal=30") as answer:
        found = re.findall(r'href="(/activiteiten/\d+/[^"?#]+)["?]', answer.read().decode())
    return sorted(set(found))


def never_asked(addresses: list[str]) -> Iterator[bytes]:
    """The same questions without end, each time under another address."""
    for number, address in enumerate(cycle(addresses)):
        yield question(f"{address}{'&' if '?' in address else '?'}x={number}")


def beside_each_other(site: int, bare: int, nginx: int | None, feed: Feed) -> Iterator[Case]:
    """The feed as it is, compressed, and unchanged: bare Flask, the site, and nginx."""
    for what, headers in (("200", {}), ("200-gzip", ZIPPED), ("304", {"If-None-Match": ""})):
        name = f"bare-{what}"
        for who, port, path in (
            ("bare", bare, STATIC),
            ("feed", site, feed.path),
            ("nginx", nginx, STATIC),
        ):
            if port is not None:
                known = {key: value or tag_of(port, path) for key, value in headers.items()}
                yield Case(f"{who}-{what}", port, cycle([question(path, known)]), beside=name)


def tag_of(port: int, path: str) -> str:
    """The tag that a server gives a file."""
    with urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        tag: str = answer.headers["ETag"]
        return tag
