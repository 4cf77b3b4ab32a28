"""What each kind of answer costs in processor time, and so how much one core carries.

All that the site started counts: web processes, worker, database. Time that others use of this
machine does not, so these figures hold on a busy one too. They are of this machine.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import feeds, servers
from benchmarks.cases import HELLO, Case, cases
from benchmarks.load import measure
from benchmarks.soak.browser import Browser
from benchmarks.soak.ledger import Entry, Ledger
from benchmarks.soak.people import KEEP, Organiser, sign_in
from benchmarks.soak.tally import Tally
from benchmarks.soak.town import Town, running
from tools.processes import children

SHOWN = (HELLO, "list-near", "list-near-new", "activity", "feed-200-gzip", "feed-304")
TIMES = 40
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure each kind, and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4)
    chosen = parser.parse_args()
    with running(chosen.engine, chosen.activities) as town, tempfile.TemporaryDirectory() as folder:
        port = town.web_ports[0]
        feed = feeds.read(port, "ede")
        (Path(folder) / "agenda.ics").write_bytes(feed.body)
        with servers.bare(Path(folder) / "agenda.ics") as bare:
            found = {
                case.name: read(case, chosen.seconds)
                for case in cases(port, bare, None, feed)
                if case.name in SHOWN
            }
        found |= written(town)
    print(f"\n{chosen.engine}, {chosen.activities} activities")
    print("kind                   ms    a core, per s")
    for name, seconds in found.items():
        print(f"{name:21}{seconds * 1000:>8.2f}{1 / seconds:>12.0f}")


def read(case: Case, seconds: float) -> float:
    """Processor seconds for one answer to a question of this case."""
    measure(case.port, case.questions, 0.5, 4)
    before = used()
    answers = len(measure(case.port, case.questions, seconds, 4).latencies)
    return (used() - before) / answers


def written(town: Town) -> dict[str, float]:
    """Processor seconds for a sign-in with its letter, and for opening a form and keeping it."""
    tally, numbers = Tally(), count()
    person = Organiser("kosten", lambda: Browser(lambda: town.web_ports[:1], tally), town.letters,
                       Ledger())  # fmt: skip
    browser = person.visitor()
    sign_in(browser, town.letters, "kosten@soak.example")
    person.register(browser, "Soak kosten")
    entry: Entry = person.write(browser, "Soak kosten")

    def comes_in() -> None:
        sign_in(person.visitor(), town.letters, f"kosten{next(numbers)}@soak.example")

    return {
        "sign-in, letter too": each(comes_in),
        "form opened and kept": each(lambda: person.edit(entry, KEEP)),
    }


def each(does: Callable[[], None]) -> float:
    """Processor seconds of the site for something that is done many times."""
    does()
    before = used()
    for _ in range(TIMES):
        does()
    time.sleep(1)  # what the worker does afterwards counts too
    return (used() - before) / TIMES


def used() -> float:
    """Processor seconds of all that we started."""
    total = 0.0
    for process in children(os.getpid()):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        # Of itself, and of its children that ended and were waited for.
        total += sum(map(int, fields[11:15])) / TICKS
    return total


if __name__ == "__main__":
    main()
