"""Measures the pages residents and calendars ask for, as ratios to a bare Flask hello.

Everything in one run on this machine: one worker process on the demonstration data times four,
the hello under the same server, and the rounds of all cases taken in turn, because machines are
noisy. Read the ratios; the absolute figures are this machine's, today.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from tqdm import tqdm

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.load import Measured, measure, question  # noqa: E402

POSTCODES = ("3511", "1012", "6711", "9711", "6211", "4331", "8911", "5611", "7511", "2511")


@dataclass(frozen=True)
class Case:
    """One page to measure: the requests taken in turn, and where."""

    name: str
    port: int
    questions: list[bytes]


def main() -> None:
    """Set a site up, measure it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=3.0, help="per round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--json", type=Path, help="write the rows to this file as well")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site_port, hello_port = free_port(), free_port()
        environment = os.environ | {
            "WEEKAPP_INSTANCE": folder,
            "WEEKAPP_BASE_URL": f"http://127.0.0.1:{site_port}",
        }
        weekapp(environment, "init")
        weekapp(environment, "demo", "--activities", str(chosen.activities))
        with serving(environment, site_port, hello_port):
            rows = table(cases(site_port, hello_port), chosen)
    show(rows, chosen)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=2))


def weekapp(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "weekapp", *arguments], env=environment, check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(environment: dict[str, str], site_port: int, hello_port: int) -> Iterator[None]:
    """The site and the hello, one worker process each under the same server."""
    site = [sys.executable, "-m", "weekapp", "serve", "--port", str(site_port)]
    hello = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    hello += ["--port", str(hello_port), "--no-access-log", "benchmarks.hello:app"]
    started = [
        subprocess.Popen(
            command,
            env=environment,
            cwd=HERE.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in (site, hello)
    ]
    try:
        for port in (site_port, hello_port):
            until_answering(port)
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def until_answering(port: int) -> None:
    """Wait until a server on this machine answers."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def cases(site: int, hello: int) -> list[Case]:
    """What residents and calendars ask for most; the hello first."""
    address = f"http://127.0.0.1:{site}"
    with urlopen(f"{address}/activiteiten?waar=6711&straal=30") as answer:
        pages = re.findall(r'href="(/activiteiten/\d+/[^"?#]+)"', answer.read().decode())
    with urlopen(f"{address}/gemeenten/ede/agenda.ics") as answer:
        validator = {"If-None-Match": answer.headers["ETag"]}
    near = [question(f"/activiteiten?waar={postcode}&straal=10") for postcode in POSTCODES]
    return [
        Case("hello", hello, [question("/")]),
        Case("list near a postcode", site, near),
        Case("municipality page", site, [question("/gemeenten/ede")]),
        Case("activity page", site, [question(page) for page in sorted(set(pages))]),
        Case("map data, city", site, [question("/kaart/punten.json?vak=5.5,51.9,5.9,52.1")]),
        Case("map data, country", site, [question("/kaart/punten.json?vak=3.2,50.7,7.3,53.6")]),
        Case("feed 200", site, [question("/gemeenten/ede/agenda.ics")]),
        Case("feed 304", site, [question("/gemeenten/ede/agenda.ics", validator)]),
    ]


def table(measured_cases: list[Case], chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """One row per case: the median round of each, rounds taken in turn."""
    rounds: dict[str, list[Measured]] = {case.name: [] for case in measured_cases}
    for case in measured_cases:  # once round to warm up
        measure(case.port, case.questions, 0.5, chosen.connections)
    for _ in tqdm(range(chosen.rounds), desc="Meten", unit=" ronde"):
        for case in measured_cases:
            done = measure(case.port, case.questions, chosen.seconds, chosen.connections)
            rounds[case.name].append(done)
    hello = median(one.per_second for one in rounds["hello"])
    return [row(name, measured, hello, chosen) for name, measured in rounds.items()]


def row(
    name: str, measured: list[Measured], hello: float, chosen: argparse.Namespace
) -> dict[str, Any]:
    """The figures of one case."""
    per_second = median(one.per_second for one in measured)
    statuses = sorted(set().union(*(one.statuses for one in measured)))
    return {
        "case": name,
        "activities": chosen.activities,
        "ratio_to_hello": round(per_second / hello, 3),
        "per_second": round(per_second),
        "p50_ms": round(median(one.percentile_ms(50) for one in measured), 2),
        "p99_ms": round(median(one.percentile_ms(99) for one in measured), 2),
        "bytes": measured[-1].size,
        "statuses": statuses,
    }


def show(rows: list[dict[str, Any]], chosen: argparse.Namespace) -> None:
    """The table, for people."""
    print(f"{chosen.activities} activities, {chosen.connections} connections, one web process")
    print(f"{'case':24}{'x hello':>9}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'bytes':>9}  status")
    for one in rows:
        print(
            f"{one['case']:24}{one['ratio_to_hello']:>9}{one['per_second']:>8}"
            f"{one['p50_ms']:>8}{one['p99_ms']:>8}{one['bytes']:>9}  {one['statuses']}"
        )


if __name__ == "__main__":
    main()
