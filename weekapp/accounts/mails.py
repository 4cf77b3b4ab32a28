"""The letters about signing in and being put in charge, one function each."""

from collections.abc import Sequence

from weekapp.accounts.deeds import Deed
from weekapp.accounts.models import Account
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.mail import letter, post


def sign_in(email: str, code: str, secret: str, deed: Deed) -> None:
    """To whoever wants to sign in: the link and the code, once each."""
    written = letter(
        email,
        "accounts/mail/sign_in.txt",
        code=f"{code[:3]} {code[3:]}",
        link=deed.link("accounts.sign_in_link", secret=secret),
    )
    post(db.session(), written, dedupe_key=f"sign_in {digest(secret)}")


def appointed(account: Account, municipalities: Sequence[str], deed: Deed) -> None:
    """To a coordinator: these municipalities are in your care now."""
    written = letter(
        account.email,
        "accounts/mail/appointed.txt",
        municipalities=municipalities,
        link=deed.link("accounts.sign_in", next="/moderatie"),
    )
    key = f"appointed {account.id} {deed.at.isoformat()} {digest(' '.join(municipalities))}"
    post(db.session(), written, dedupe_key=key)
