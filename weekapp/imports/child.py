"""The limited process in which what people send us is taken apart: `python child.py TASK`.

It gets bytes and gives JSON; it can write no file and last no longer than its limits, which are
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

MEGABYTE = 1024 * 1024
CPU_SECONDS, WALL_SECONDS = 15, 60
MEMORY = 512 * MEGABYTE
OPEN_FILES = 64

# Each task: the module and the function that does it, given the bytes and named arguments.
TASKS = {
    "calendar": ("weekapp.imports.calendar_files", "read"),
    "sheet": ("weekapp.imports.sheet_files", "read"),
}


# openpyxl takes these along when they are there; they cost half of the memory we allow.
UNNEEDED = ("numpy", "lxml")
TOO_MUCH = 3


def limit() -> None:
    """Take away what reading does not need; the hard limits cannot be raised again.

    It goes after all others on the machine, and ends by itself when whoever started it is gone.
    """
    signal.alarm(WALL_SECONDS)
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
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
    limit()
    stand_in()
    arguments = json.loads(sys.stdin.buffer.readline())
    module, function = TASKS[sys.argv[1]]
    read = getattr(importlib.import_module(module), function)
    json.dump(read(sys.stdin.buffer.read(), **arguments), sys.stdout)


if __name__ == "__main__":
    try:
        main()
    except (MemoryError, RecursionError):
        sys.exit(TOO_MUCH)
