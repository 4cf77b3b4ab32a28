"""The soak runs, for half a minute and with the plug pulled; how fast it went is not tested."""

import json
import subprocess
import sys
from pathlib import Path

from tests import engines
from weekapp.config import SITE

BRIEF = ["--minutes", "0.45", "--activities", "700", "--readers", "4", "--patience", "3"]
KILLS = ["--kill", "web-2", "worker", "--kill-every", "8"]


def test_nothing_that_was_confirmed_is_lost_when_processes_are_killed(tmp_path: Path) -> None:
    run = [sys.executable, "benchmarks/soak/run.py", "--engine", engines.NAME, *BRIEF, *KILLS]
    run += ["--json", str(tmp_path / "found"), "--logs", str(tmp_path / "logs")]
    done = subprocess.run(run, cwd=SITE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = json.loads((tmp_path / "found").read_text())
    assert (found["broken"], found["server errors"]) == ([], 0)
    assert found["counts"]["killed web-2"] and found["counts"]["killed worker"]
    assert found["confirmed writes"] > 0 and found["kinds"]["feed, polled"]["answers"] > 0
