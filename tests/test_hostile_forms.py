"""What a signed-in visitor sends to make the site stand still for everybody else."""

import io
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests import engines, factories as make
from tests.client import Client
from weekapp.accounts.models import Account

SignedIn = Callable[[Account], Client]


class SlowBody(io.RawIOBase):
    """A body that arrives while somebody else tries to write in the database."""

    def __init__(self, body: bytes, instance: Path) -> None:
        self.body = io.BytesIO(body)
        self.instance = instance
        self.was_locked: bool | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.body.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.body.seek(offset, whence)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self.was_locked = bool(self.was_locked) or not engines.others_may_write(self.instance)
        return self.body.readinto(buffer)


def test_nobody_waits_for_a_form_that_is_still_on_its_way(app: Flask, signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    token = str(client.get("/mijn/account").soup.select("main [name=csrf_token]")[0]["value"])
    body = f"name=Anna&csrf_token={token}".encode()
    slow = SlowBody(body, Path(app.instance_path))
    client.post(
        "/mijn/account",
        follow=False,
        input_stream=slow,
        content_length=len(body),
        content_type="application/x-www-form-urlencoded",
    )
    assert slow.was_locked is False
    assert "Anna" in str(client.get("/mijn/account").one("#name")["value"])


def test_a_web_address_costs_no_more_than_its_length(signed_in: SignedIn) -> None:
    client = signed_in(make.account())
    page = client.get("/mijn/organisatie/nieuw")
    # An answer at all is what is tested: an expression that tries every split needs an hour.
    page = client.submit(page, "main form", website="http://" + "a." * 25_000 + "@")
    assert "webadres klopt niet" in page.error_beside("website")
