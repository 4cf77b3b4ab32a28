"""A running site in a test: its address, its folder, its letters, its commands."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests import engines
from tools.stores import free_port
from weekapp.config import SITE

LETTER_SECONDS = 30
STARTS_WITHIN_SECONDS = 30


class LiveSite:
    """A site on a free port of this machine, with an instance folder of its own."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("WEEKAPP_")}
        self.environment = kept | {
            "WEEKAPP_INSTANCE": str(instance),
            "WEEKAPP_BASE_URL": self.url,
            "WEEKAPP_TILES_URL": "",
            "PYTHONUNBUFFERED": "1",
            **engines.variables(instance),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a weekapp command that goes on; what it says goes in a file in its folder."""
        command = [sys.executable, "-m", "weekapp", *arguments]
        with (self.instance / f"{arguments[0]}.log").open("wb") as said:
            return subprocess.Popen(
                command, cwd=SITE, env=self.environment, stdout=said, stderr=subprocess.STDOUT
            )

    def run(self, *arguments: str) -> str:
        """Run a weekapp command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "weekapp", *arguments],
            cwd=SITE,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def letters_to(self, address: str, holding: str = "") -> list[EmailMessage]:
        """The letters to an address with these words in them, oldest first."""
        found = []
        for file in sorted(self.instance.glob("letters/*.eml"), key=lambda f: f.stat().st_mtime_ns):
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            if letter["To"] == address and holding in words(letter):
                found.append(letter)
        return found

    def wait_for_letter(self, address: str, holding: str = "", after: int = 0) -> str:
        """The text of the newest letter, once there are more than `after` of them."""
        until = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < until:
            found = self.letters_to(address, holding)
            if len(found) > after:
                return words(found[-1])
            time.sleep(0.1)
        raise AssertionError(f"no letter to {address} with {holding!r}")

    def read(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[bytes, dict[str, str]]:
        """The body and headers of a page, as any program gets them."""
        with urlopen(Request(self.url + path, headers=headers or {}), timeout=10) as answer:
            return answer.read(), dict(answer.headers)


@contextmanager
def running(built: Path, instance: Path, *commands: str) -> Iterator[LiveSite]:
    """A site on a copy of the built database: `serve`, and perhaps `worker`."""
    engines.copy(built, instance)
    site = LiveSite(instance)
    port = {"serve": ("--port", str(site.port))}
    processes = [site.start(command, *port.get(command, ())) for command in commands]
    try:
        wait_for(f"{site.url}/healthz", processes[0])
        yield site
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the site answers; what the process said is the message when it does not."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer; {process.args!r}")


def words(letter: EmailMessage) -> str:
    """Subject and plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return f"{letter['Subject']}\n{body.get_content()}"


def code_in(text: str) -> str:
    """The six digits of a sign-in letter."""
    found = re.search(r"\b(\d{3}) ?(\d{3})\b", text)
    assert found, text
    return found.group(1) + found.group(2)


def link_in(text: str, path: str) -> str:
    """The first address in a letter that has this path in it."""
    found = re.search(rf"https?://\S*{re.escape(path)}\S*", text)
    assert found, text
    return found.group(0)
