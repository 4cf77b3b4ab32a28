"""Writes what was measured to docs/performance.json, and for people to docs/performance.md."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]

DOCS = Path(__file__).resolve().parent.parent / "docs"
# The table stands between these lines of docs/performance.md; all else is written by people.
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
KEPT = ("engine", "case", "activities", "ratio_to_hello", "p50_ms", "p99_ms", "rss_mb", "bytes")
MORE = ("ratio_to_bare", "per_second")
HEAD = (
    "| case | engine | × hello | × bare | p50 ms | p99 ms | p99 at most / least | MB | bytes |",
    "|---|---|---|---|---|---|---|---|---|",
)
STARTS = (
    "| engine | activities | loaded in s | first answer after s |",
    "|---|---|---|---|",
)


def write(rows: list[Row], starts: list[Row]) -> None:
    """Put the rows in both files."""
    told = [{name: row[name] for name in (*KEPT, *MORE)} for row in rows]
    text = ",\n  ".join(json.dumps(row) for row in told)
    (DOCS / "performance.json").write_text(f"[\n  {text}\n]\n")
    page = DOCS / "performance.md"
    before, rest = page.read_text().split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n{tables(rows, starts)}\n{END}{after}")


def tables(rows: list[Row], starts: list[Row]) -> str:
    """The tables in Markdown: one line for a case on an engine, figures by number of activities."""
    sizes = sorted({row["activities"] for row in rows})
    by = {(row["case"], row["engine"], row["activities"]): row for row in rows}
    lines = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} on {machine()}.",
        f"Figures side by side are for {' / '.join(f'{size:,}' for size in sizes)} activities.",
        "",
        *HEAD,
    ]
    for case in dict.fromkeys(row["case"] for row in rows):
        for engine in dict.fromkeys(row["engine"] for row in rows):
            found = [by[case, engine, size] for size in sizes if (case, engine, size) in by]
            if found:
                lines.append(line(case, engine, found))
    lines += [
        "",
        "| engine | activities | loaded in s | first answer after s |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one['engine']} | {one['activities']:,} | {one['load_seconds']} "
        f"| {one['start_seconds']} |"
        for one in starts
    ]
    return "\n".join(lines)


def line(case: str, engine: str, found: list[Row]) -> str:
    """One line of the table."""

    def side_by_side(name: str) -> str:
        return " / ".join(str(row[name]) for row in found)

    growth = round(found[-1]["p99_ms"] / found[0]["p99_ms"], 1)
    names = ("ratio_to_hello", "ratio_to_bare", "p50_ms", "p99_ms")
    figures = " | ".join(side_by_side(name) for name in names)
    return (
        f"| {case} | {engine} | {figures} | {growth} "
        f"| {side_by_side('rss_mb')} | {side_by_side('bytes')} |"
    )


def machine() -> str:
    """What kind of machine this is."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((one.split(":", 1)[1].strip() for one in lines if "model name" in one), "")
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return (
        f"{os.cpu_count()} cores ({model}), {pages / 2**30:.0f} GB, "
        f"Python {platform.python_version()}"
    )
