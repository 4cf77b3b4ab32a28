"""What somebody typed when their session had ended: kept an hour, given back after signing in."""

import json
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from weekapp import clock, jobs
from weekapp.accounts.models import ParkedForm
from weekapp.accounts.queries import digest
from weekapp.database import db

KEPT = timedelta(hours=1)
MOST_CHARACTERS = 200_000
# Our own, and no part of what somebody typed.
_OURS = ("csrf_token",)

Fields = dict[str, list[str]]


def park(path: str, fields: Fields) -> str | None:
    """Keep the fields posted to a path; its token, None if they are too much."""
    typed = {name: values for name, values in fields.items() if name not in _OURS}
    written = json.dumps(typed)
    if len(written) > MOST_CHARACTERS or len(path) > 500:
        return None
    token = secrets.token_urlsafe(24)
    db.session.add(
        ParkedForm(token_hash=digest(token), path=path, fields=written, parked_at=clock.now())
    )
    return token


def take(token: str, path: str) -> Fields | None:
    """What was typed on the page with this path; it stays, for who reloads the page."""
    found = db.session.scalar(
        select(ParkedForm).where(
            ParkedForm.token_hash == digest(token),
            ParkedForm.path == path,
            ParkedForm.parked_at > clock.now() - KEPT,
        )
    )
    fields: Fields | None = json.loads(found.fields) if found else None
    return fields


@jobs.every_ten_minutes
def forget_old_forms() -> None:
    """Drop what nobody came back for."""
    db.session.execute(delete(ParkedForm).where(ParkedForm.parked_at <= clock.now() - KEPT))
