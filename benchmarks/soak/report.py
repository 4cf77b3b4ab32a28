"""What a soak has to say: a line for each promise, and one for each kind of request."""

import shutil
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.soak.ledger import Ledger
from benchmarks.soak.memory import MOST_GROWTH, Memory
from benchmarks.soak.tally import Tally
from benchmarks.soak.town import Town

COLUMNS = "request               answers   p50 ms   p99 ms  status"

Result = dict[str, Any]


def judged(tally: Tally, ledger: Ledger, memory: Memory, promised_seconds: int) -> None:
    """Hold what is known only at the end to what was promised."""
    for name, (warm, end, growth) in memory.lives().items():
        if growth is not None and growth > MOST_GROWTH:
            tally.breaks(f"memory of {name} grew from {warm} to {end} MB after warming up")
    for entry in ledger.activities.values():
        late = entry.in_feed_at - entry.published_at
        if entry.published_at and entry.in_feed_at and late > promised_seconds:
            tally.breaks(f"{entry.title} was in the feed after {late:.0f} s")


def result(engine: str, seconds: float, tally: Tally, ledger: Ledger, memory: Memory) -> Result:
    """Everything that was measured, for a machine to read."""
    entries = list(ledger.activities.values())
    late = [max(e.in_feed_at - e.published_at, 0) for e in entries if e.in_feed_at]
    statuses = sum(tally.statuses.values(), Counter())
    return {
        "engine": engine,
        "seconds": round(seconds),
        "answers": tally.answers,
        "reads": round(tally.reads / max(tally.answers, 1), 3),
        "server errors": sum(n for code, n in statuses.items() if code >= 500),
        "confirmed writes": ledger.writes,
        "organisations": len(ledger.organisations),
        "activities": len(entries),
        "published": sum(bool(e.published_at) for e in entries),
        "seconds to feed": [round(median(late), 2), round(max(late), 2)] if late else [],
        "memory": memory.lives(),
        "counts": dict(sorted(tally.counts.items())),
        "kinds": {kind: row(tally, kind) for kind in sorted(tally.latencies)},
        "broken": tally.broken,
    }


def keep_logs(town: Town, folder: Path) -> None:
    """Keep what the processes said of themselves, for whoever looks for a cause."""
    folder.mkdir(parents=True, exist_ok=True)
    for log in town.folder.glob("*.log"):
        shutil.copy(log, folder / f"{town.engine}-{log.name}")


def row(tally: Tally, kind: str) -> Result:
    """What is known of one kind of request."""
    return {
        "answers": len(tally.latencies[kind]),
        "p50_ms": tally.percentile_ms(kind, 50),
        "p99_ms": tally.percentile_ms(kind, 99),
        "statuses": dict(sorted(tally.statuses[kind].items())),
    }


def show(found: Result) -> None:
    """The same for people."""
    print(f"\n{found['engine']}: {found['answers']} answers in {found['seconds']} s, "
          f"{found['reads']:.0%} reads, {found['server errors']} server errors")  # fmt: skip
    print(COLUMNS)
    for kind, one in found["kinds"].items():
        statuses = ", ".join(f"{code}: {n}" for code, n in one["statuses"].items())
        print(f"{kind:21}{one['answers']:>8}{one['p50_ms']:>9}{one['p99_ms']:>9}  {statuses}")
    print(
        f"confirmed: {found['confirmed writes']} writes, of {found['organisations']} organisations"
        f" and {found['activities']} activities, {found['published']} published"
    )
    if found["seconds to feed"]:
        middle, most = found["seconds to feed"]
        print(f"from published to seen in the feed: {middle} s, at most {most} s")
    for name, (warm, end, growth) in found["memory"].items():
        how = f"x {growth}" if growth is not None else "too short to judge"
        print(f"memory of {name}: {warm} MB after warming up, {end} MB at the end ({how})")
    for what, times in found["counts"].items():
        print(f"{what}: {times}")
    for promise in found["broken"]:
        print(f"BROKEN  {promise}")
    print("every promise was kept" if not found["broken"] else "promises were broken")
