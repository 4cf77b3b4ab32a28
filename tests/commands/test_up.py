"""`weekapp up`: web and worker start together, and end together."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser.site import LiveSite

STARTS_WITHIN = 30
ENDS_WITHIN = 10
Started = subprocess.Popen[bytes]


@pytest.fixture
def up(elsewhere: LiveSite) -> Iterator[Started]:
    """A site that is up."""
    process = elsewhere.start("up", "--port", str(elsewhere.port))
    wait_until(lambda: "Stoppen: Ctrl-C" in said(elsewhere) or process.poll() is not None)
    yield process
    process.kill()
    process.wait()


def wait_until(fact: Callable[[], bool]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while not fact():
        assert time.monotonic() < until
        time.sleep(0.05)


def said(site: LiveSite) -> str:
    return (site.instance / "up.log").read_text()


def family(site: LiveSite) -> list[int]:
    """Every process that has this site's folder in its environment."""
    mark = f"WEEKAPP_INSTANCE={site.instance}\0".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if mark in entry.read_bytes():
                found.append(int(entry.parent.name))
    return found


def child(up: Started, name: str) -> int:
    """The process of a command that `up` started."""
    for pid in Path(f"/proc/{up.pid}/task/{up.pid}/children").read_text().split():
        if name.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            return int(pid)
    raise AssertionError(f"{name} does not run")


def test_it_says_where_the_site_is_and_the_site_is_there(elsewhere: LiveSite, up: Started) -> None:
    assert f"De site staat klaar: {elsewhere.url}\n" in said(elsewhere)
    body, _ = elsewhere.read("/healthz")
    assert body
    assert "De werker draait" in elsewhere.run("doctor")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_all_of_it_without_a_murmur(
    elsewhere: LiveSite, up: Started, sign: signal.Signals
) -> None:
    assert len(family(elsewhere)) >= 3
    up.send_signal(sign)
    assert up.wait(ENDS_WITHIN) == 0
    assert family(elsewhere) == []
    assert "Traceback" not in said(elsewhere)


@pytest.mark.parametrize("name", ["serve", "worker"])
def test_when_one_process_dies_the_other_is_ended(
    elsewhere: LiveSite, up: Started, name: str
) -> None:
    os.kill(child(up, name), signal.SIGKILL)
    assert up.wait(ENDS_WITHIN) == 1
    assert "is gestopt, dus de site stopt" in said(elsewhere)
    wait_until(lambda: family(elsewhere) == [])


def test_nothing_stays_behind_when_it_is_killed(elsewhere: LiveSite, up: Started) -> None:
    up.kill()
    up.wait()
    wait_until(lambda: family(elsewhere) == [])


def test_a_port_that_is_taken_is_said_in_one_line(elsewhere: LiveSite) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", elsewhere.port))
        taken.listen()
        process = elsewhere.start("up", "--port", str(elsewhere.port))
        assert process.wait(STARTS_WITHIN) == 1
    assert len(said(elsewhere).splitlines()) == 1
    assert f"make run PORT={elsewhere.port + 1}" in said(elsewhere)
