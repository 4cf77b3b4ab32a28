"""The secret link to somebody's own calendar: nothing of it is kept, and renewing ends the old."""

import base64
import hashlib
import hmac
import re

from weekapp.accounts.models import Account
from weekapp.database import db

_TOKEN = re.compile(r"([1-9][0-9]{0,8})-([A-Za-z0-9_-]{43})")
PURPOSE = "own calendar"  # no other secret of ours is sealed with the same words


def token_of(account: Account, key: str) -> str:
    """The token of an account as it is now; `key` is the secret key of the site."""
    return f"{account.id}-{_seal(account.id, account.calendar_turn, key)}"


def owner_of(token: str, key: str) -> Account | None:
    """Whose token this is; None when it never was one, or was renewed since."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    account = db.session.get(Account, int(match[1]))
    sealed = _seal(int(match[1]), account.calendar_turn if account else 0, key)
    return account if hmac.compare_digest(sealed, match[2]) else None


def _seal(account_id: int, turn: int, key: str) -> str:
    words = f"{PURPOSE} {account_id} {turn}".encode()
    sealed = hmac.digest(key.encode(), words, hashlib.sha256)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")
