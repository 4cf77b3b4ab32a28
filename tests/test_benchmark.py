"""The benchmark runs, on little data and for a moment; what it measures is not tested."""

import json
import subprocess
import sys
from pathlib import Path

from tests import engines
from weekapp.config import SITE

BRIEF = ["--engines", engines.NAME, "--activities", "700", "--seconds", "0.05", "--rounds", "1"]


def test_the_benchmark_measures_every_case_and_when_a_feed_is_fresh(tmp_path: Path) -> None:
    run = [sys.executable, "benchmarks/run.py", *BRIEF, "--json", str(tmp_path / "rows")]
    done = subprocess.run(run, cwd=SITE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = {row["case"]: row for row in json.loads((tmp_path / "rows").read_text())}
    assert {
        "hello",
        "feed-200",
        "feed-304",
        "bare-200",
        "bare-304",
        "list-near",
        "map-national",
    } <= rows.keys()
    for name, row in rows.items():
        assert row["statuses"] == [304 if "304" in name else 200], name
    assert "published" in done.stdout
