"""The limited process in which what people send us is taken apart, and paper is made:
`python child.py TASK`.

It gets bytes and gives JSON; it can write no file (paper: small ones, for the fonts that are read
from them) and last no longer than its limits, which are
set before anything that reads the bytes is even imported. It is started by its file and not as a
module, so that the site itself (and all it imports) stays out of it.
"""

import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

MEGABYTE = 1024 * 1024
WALL_SECONDS = 60
OPEN_FILES = 64


class Task(NamedTuple):
    """The module and the function that does it, given the bytes and named arguments; its limits."""

    module: str
    function: str
    seconds: int = 15  # of a processor
    memory: int = 512 * MEGABYTE
    file: int = 0  # bytes it may write in one file


TASKS = {
    "calendar": Task("weekapp.imports.calendar_files", "read"),
    "sheet": Task("weekapp.imports.sheet_files", "read"),
    "picture": Task("weekapp.activities.drawing", "draw"),
    "paper": Task(
        "weekapp.paper.setting", "pdf", seconds=40, memory=1536 * MEGABYTE, file=MEGABYTE
    ),
}
OTHER = Task("", "")


# openpyxl takes these along when they are there; they cost half of the memory we allow.
UNNEEDED = ("numpy", "lxml")
TOO_MUCH = 3


def limit(task: Task) -> None:
    """Take away what reading does not need; the hard limits cannot be raised again.

    It goes after all others on the machine, and ends by itself when whoever started it is gone.
    """
    signal.alarm(WALL_SECONDS)
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_CPU, task.seconds),
        (resource.RLIMIT_AS, task.memory),
        (resource.RLIMIT_FSIZE, task.file),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.modules.update(dict.fromkeys(UNNEEDED))  # type: ignore[arg-type]


def stand_in() -> None:
    """Let `weekapp.imports` be imported from without running the package it is in."""
    bare = ModuleType("weekapp")
    bare.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["weekapp"] = bare


def main() -> None:
    """Do the task that is named, with the arguments on the first line and the bytes after it."""
    task = TASKS[sys.argv[1]]
    limit(task)
    stand_in()
    arguments = json.loads(sys.stdin.buffer.readline())
    read = getattr(importlib.import_module(task.module), task.function)
    json.dump(read(sys.stdin.buffer.read(), **arguments), sys.stdout)


if __name__ == "__main__":
    try:
        main()
    except (MemoryError, RecursionError):
        sys.exit(TOO_MUCH)
