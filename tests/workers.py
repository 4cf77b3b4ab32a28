"""A worker in a process of its own, for tests that need two of them or kill one.

python -m tests.workers FILE, with the settings of a site in its variables: does what is due; the
work "note" writes a line to FILE, the work "stall" writes one and then never ends.
"""

import sys
import time
from pathlib import Path

from weekapp import config, create_app, jobs


def start(file: Path) -> None:
    """Do what is due, once."""

    def write(line: str) -> None:
        with file.open("a") as opened:
            opened.write(f"{line}\n")

    @jobs.work("note")
    def note(payload: jobs.Payload) -> None:
        write(str(payload["line"]))

    @jobs.work("stall")
    def stall(payload: jobs.Payload) -> None:
        write("begun")
        time.sleep(120)

    site = create_app(config.read())
    with site.app_context():
        jobs.run_due()


if __name__ == "__main__":
    start(Path(sys.argv[1]))
