"""The letters the site sent in a test, oldest first."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from weekapp import jobs
from weekapp.database import db


class Letters:
    """The letter folder; reading it first does the jobs that are due."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[EmailMessage]:
        jobs.run_due()
        db.session.rollback()
        files = sorted(self.folder.glob("*.eml"), key=lambda f: f.stat().st_mtime_ns)
        return [message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]

    def to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.all() if one["To"] == address]

    def last_to(self, address: str) -> EmailMessage:
        found = self.to(address)
        assert found, f"no letter to {address}"
        return found[-1]


def words(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def links(letter: EmailMessage) -> list[str]:
    """The addresses in a letter, without the host."""
    return re.findall(r"http://week\.test(/\S*)", words(letter))
