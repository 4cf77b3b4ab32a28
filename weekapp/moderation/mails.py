"""The letters that remind: to coordinators, and to the national team when they are silent."""

from collections.abc import Sequence

from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.clock import local
from weekapp.database import db
from weekapp.mail import letter, post
from weekapp.moderation.queries import Queue


def reminded(coordinator: Account, queues: Sequence[Queue], deed: Deed) -> None:
    """To a coordinator: somebody waits for you; at most once a day."""
    _send("reminded", coordinator, queues, deed, page=deed.link("moderation.queue"))


def silent(member: Account, queues: Sequence[Queue], deed: Deed) -> None:
    """To the national team: here nobody answers; one letter a day tells of all of them."""
    _send("silent", member, queues, deed, page=deed.link("moderation.national"))


def _send(name: str, to: Account, queues: Sequence[Queue], deed: Deed, page: str) -> None:
    written = letter(to.email, f"moderation/mail/{name}.txt", queues=queues, page=page)
    day = local(deed.at).date().isoformat()
    post(db.session(), written, dedupe_key=f"{name} {to.id} {day}")
