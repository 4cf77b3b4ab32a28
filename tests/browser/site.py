"""A running site in a test: its address, its folder, its letters, its commands."""

import os
import re
import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.request import Request, urlopen

from weekapp.config import SITE

LETTER_SECONDS = 30


class LiveSite:
    """A site on a free port of this machine, with an instance folder of its own."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("WEEKAPP_")}
        self.environment = kept | {
            "WEEKAPP_INSTANCE": str(instance),
            "WEEKAPP_BASE_URL": self.url,
            "WEEKAPP_TILES_URL": "",
            "PYTHONUNBUFFERED": "1",
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
