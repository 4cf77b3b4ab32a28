"""A child process that does what it should not, under the limits of the real one."""

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

from weekapp.confined import child


def memory() -> object:
    """Takes a gigabyte."""
    return len(bytearray(1024 * child.MEGABYTE))


def busy() -> object:
    """Never stops counting."""
    while True:
        pass


def idle() -> object:
    """Never does anything."""
    time.sleep(3600)
    return None


def file() -> object:
    """Writes a file."""
    try:
        Path(sys.argv[0]).with_name("written-by-a-child").write_text("x")
    except OSError as error:
        return type(error).__name__
    return "written"


def files() -> object:
    """Opens more than it needs."""
    try:
        return len([socket.socket() for _ in range(1000)])
    except OSError as error:
        return type(error).__name__


def orphan() -> object:
    """Never does anything, with little time to do it in."""
    return idle()


def family() -> object:
    """Has a child of its own."""
    os.setuid(65534)  # root may always
    try:
        return os.fork()
    except OSError as error:
        return type(error).__name__


def loud() -> object:
    """Gives an answer that has no end."""
    return "x" * 30 * child.MEGABYTE


def secrets() -> object:
    """Tells what it knows of the site."""
    return sorted(name for name in os.environ if "WEEKAPP" in name or "SECRET" in name)


if __name__ == "__main__":
    child.limit(child.OTHER)
    if sys.argv[1] == "orphan":
        signal.alarm(1)
    try:
        json.dump(globals()[sys.argv[1]](), sys.stdout)
    except MemoryError:
        sys.exit(child.TOO_MUCH)
