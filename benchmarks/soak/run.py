"""Lets people and programs use a site for half an hour, while parts of it may be killed.

Two web processes and a worker on demonstration data; nine of ten requests read or poll, the others
sign in, write, edit, hand in, import and publish. Afterwards every write that was confirmed is
looked for. The status is 1 when a promise was broken, and it is told which.
"""

import argparse
import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.soak import check, report
from benchmarks.soak.browser import Browser, Lost
from benchmarks.soak.kills import Killer
from benchmarks.soak.ledger import Ledger
from benchmarks.soak.memory import Memory
from benchmarks.soak.people import Coordinator, Organiser
from benchmarks.soak.readers import Poller, Reader, addresses, watching
from benchmarks.soak.report import Result
from benchmarks.soak.tally import Tally
from benchmarks.soak.town import Town, running

CLAIM_SECONDS = 100  # what a killed worker had in hand is done by the next after a minute
ENDS_WITHIN_SECONDS = 120


def main() -> None:
    """Soak on each engine, tell what came of it."""
    chosen = arguments()
    found = [soaked(engine, chosen) for engine in chosen.engine]
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=2))
    sys.exit(any(one["broken"] for one in found))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--engine", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"])
    parser.add_argument("--activities", type=int, default=5000)
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--organisers", type=int, default=3)
    parser.add_argument(
        "--kill",
        nargs="*",
        metavar="PART",
        help="kill -9 these in turn (web-1, web-2, worker, redis, postgresql), or all",
    )
    parser.add_argument("--kill-every", type=float, default=30, help="seconds")
    parser.add_argument(
        "--patience",
        type=float,
        default=CLAIM_SECONDS,
        help="seconds to wait at the end for what a killed worker had in hand",
    )
    parser.add_argument("--json", type=Path, help="write what was found to this file as well")
    parser.add_argument("--logs", type=Path, help="keep what the processes said in this folder")
    return parser.parse_args()


def soaked(engine: str, chosen: argparse.Namespace) -> Result:
    """One soak on one engine."""
    tally, ledger = Tally(), Ledger()
    with running(engine, chosen.activities) as town:
        memory, poller = Memory(town), Poller(Browser(town.ports, tally), ledger)
        began = time.monotonic()
        live(actors(town, tally, ledger, poller, chosen), memory, tally, chosen.minutes * 60)
        seconds = time.monotonic() - began
        try:
            check.whole(town, ledger, tally, chosen.patience)
        except Exception:
            tally.breaks(traceback.format_exc(limit=-3))
        report.judged(tally, ledger, memory, poller.promised_seconds)
        if chosen.logs:
            report.keep_logs(town, chosen.logs)
    found = report.result(engine, seconds, tally, ledger, memory)
    report.show(found)
    return found


def actors(
    town: Town, tally: Tally, ledger: Ledger, poller: Poller, chosen: argparse.Namespace
) -> list[Callable[[], None]]:
    """What everybody does, a step at a time."""

    def visitor() -> Browser:
        return Browser(town.ports, tally)

    def writer() -> Browser:
        return Browser(town.ports, tally, lets_readers_first=True)

    pages = addresses(visitor())
    steps = [Reader(visitor(), pages).step for _ in range(chosen.readers)]
    steps += [poller.step, watching(visitor())]
    steps += [
        Organiser(chr(ord("a") + n), writer, town.letters, ledger).step
        for n in range(chosen.organisers)
    ]
    steps.append(Coordinator(writer, town.letters, ledger).step)
    if chosen.kill is not None:
        victims = [one for one in chosen.kill or town.victims if one in town.victims]
        steps.append(Killer(town, tally, victims, chosen.kill_every).step)
    return steps


def live(steps: list[Callable[[], None]], memory: Memory, tally: Tally, seconds: float) -> None:
    """Let all of them go on for so long."""
    until = time.monotonic() + seconds

    def going_on(step: Callable[[], None]) -> None:
        while time.monotonic() < until:
            try:
                step()
            except Lost as lost:
                tally.count("people who began anew")
                print(lost, file=sys.stderr)
            except (Exception, SystemExit):  # the second is how a process says it does not start
                tally.breaks(traceback.format_exc(limit=-3))
                return

    threads = [
        threading.Thread(target=going_on, args=(step,), daemon=True)
        for step in (*steps, memory.step)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    tally.is_over = True
    for thread in threads:
        thread.join(ENDS_WITHIN_SECONDS)
        if thread.is_alive():
            tally.breaks("somebody did not come to an end")


if __name__ == "__main__":
    main()
