"""Measures the pages residents and calendars ask for, as ratios to a bare Flask hello.

Everything in one run on this machine, for each number of activities: one worker process on the
demonstration data, a bare Flask application under the same server, an nginx if there is one, and
the rounds of all cases taken in turn, because machines are noisy. Read the ratios; the absolute
figures are this machine's, today.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import feeds, report, servers
from benchmarks.cases import HELLO, Case, cases
from benchmarks.feeds import Feed, Fresh
from benchmarks.load import Measured, measure
from benchmarks.servers import Site, Stores

WARMING_SECONDS = 0.5
ENGINES = ("sqlite", "postgresql")
COLUMNS = (
    "case                   x hello  x bare   req/s  p50 ms  p99 ms    bytes    MB  asker  status"
)

Row = dict[str, Any]


def main() -> None:
    """Set sites up, measure them, print the tables."""
    chosen = arguments()
    rows, starts = [], []
    for engine in chosen.engines:
        for activities in chosen.activities:
            with tempfile.TemporaryDirectory() as folder, servers.stores(engine) as stores:
                found, start = measured(Path(folder), stores, engine, activities, chosen)
            rows += found
            starts.append(start)
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=2))
    if chosen.docs:
        report.write(rows, starts)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--seconds", type=float, default=3.0, help="per round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--json", type=Path, help="write the rows to this file as well")
    parser.add_argument("--docs", action="store_true", help="write docs/performance.* as well")
    return parser.parse_args()


def measured(
    folder: Path, stores: Stores, engine: str, activities: int, chosen: argparse.Namespace
) -> tuple[list[Row], Row]:
    """The rows for a site with so many activities, shown as well, and how it started."""
    load_seconds = filled(folder, stores, activities)
    with servers.site(folder, stores) as site:
        feed = feeds.chosen(site)
        public = folder / "public"
        lay_down(public, feed)
        with servers.bare(public / "agenda.ics") as bare, servers.nginx(public) as nginx:
            found = table(cases(site.port, bare, nginx, feed), site, chosen)
        fresh = feeds.freshness(site, feed)
    about = {"engine": engine, "activities": activities}
    start = about | {
        "load_seconds": round(load_seconds),
        "start_seconds": round(site.started_seconds, 2),
    }
    rows = [about | row for row in found]
    show(rows, start, feed, chosen)
    if nginx is None:
        print("nginx: not on this machine, so not measured (apt install nginx-light)")
    tell(fresh)
    return rows, start


def filled(folder: Path, stores: Stores, activities: int) -> float:
    """Make tables and demonstration data; how many seconds the data took."""
    variables = servers.environment(folder, 0) | stores
    weekapp = [sys.executable, "-m", "weekapp"]
    subprocess.run([*weekapp, "init"], env=variables, check=True)
    started = time.perf_counter()
    demo = [*weekapp, "demo", "--activities", str(activities)]
    subprocess.run(demo, env=variables, check=True)
    return time.perf_counter() - started


def lay_down(public: Path, feed: Feed) -> None:
    """Put the bytes of the feed where others send them from, plain and compressed."""
    public.mkdir()
    (public / "agenda.ics").write_bytes(feed.body)
    (public / "agenda.ics.gz").write_bytes(gzip.compress(feed.body, mtime=0))


def table(measured_cases: list[Case], site: Site, chosen: argparse.Namespace) -> list[Row]:
    """One row per case: the median round of each, rounds taken in turn."""
    megabytes = dict.fromkeys((case.name for case in measured_cases), 0.0)
    rounds: dict[str, list[Measured]] = {case.name: [] for case in measured_cases}
    for case in measured_cases:  # once round to warm up
        measure(case.port, case.questions, min(WARMING_SECONDS, chosen.seconds), chosen.connections)
    for _ in tqdm(range(chosen.rounds), desc="Meten", unit=" ronde"):
        for case in measured_cases:
            done = measure(case.port, case.questions, chosen.seconds, chosen.connections)
            rounds[case.name].append(done)
            megabytes[case.name] = max(megabytes[case.name], site.megabytes())
    rate = {name: median(one.per_second for one in done) for name, done in rounds.items()}
    return [
        {
            "case": case.name,
            "ratio_to_hello": round(rate[case.name] / rate[HELLO], 3),
            "ratio_to_bare": round(rate[case.name] / rate[case.beside], 3),
            "per_second": round(rate[case.name]),
            "rss_mb": round(megabytes[case.name]),
        }
        | figures(rounds[case.name])
        for case in measured_cases
    ]


def figures(done: list[Measured]) -> Row:
    """The other figures of one case."""
    return {
        "p50_ms": round(median(one.percentile_ms(50) for one in done), 2),
        "p99_ms": round(median(one.percentile_ms(99) for one in done), 2),
        "bytes": done[-1].size,
        "asker_busy": round(median(one.busy for one in done), 2),
        "statuses": sorted(set().union(*(one.statuses for one in done))),
    }


def show(rows: list[Row], start: Row, feed: Feed, chosen: argparse.Namespace) -> None:
    """The table, for people."""
    print(f"{start['engine']}, {start['activities']} activities, loaded in", end=" ")
    print(f"{start['load_seconds']} s; first answer after {start['start_seconds']} s;", end=" ")
    print(f"{chosen.connections} connections, one web process;", end=" ")
    print(f"the feed is {feed.path}, with {feed.events} events")
    print(COLUMNS)
    for one in rows:
        print(
            f"{one['case']:21}{one['ratio_to_hello']:>9}{one['ratio_to_bare']:>8}"
            f"{one['per_second']:>8}{one['p50_ms']:>8}{one['p99_ms']:>8}{one['bytes']:>9}{one['rss_mb']:>6}"
            f"{one['asker_busy']:>7}  {one['statuses']}"
        )


def tell(fresh: Fresh) -> None:
    """How soon what is published is in the feed."""
    if not fresh.seconds:
        print("nothing waits to be published in this municipality, so freshness is not measured")
        return
    print(
        f"from published to in the feed: {median(fresh.seconds) * 1000:.0f} ms, at most "
        f"{max(fresh.seconds) * 1000:.0f} ms in {len(fresh.seconds)} times; whoever keeps the feed "
        f"may do so for {fresh.promised_seconds} s"
    )


if __name__ == "__main__":
    main()
