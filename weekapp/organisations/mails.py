"""The letters about belonging to an organisation, one function each."""

from weekapp.accounts.deeds import Deed
from weekapp.accounts.queries import digest
from weekapp.database import db
from weekapp.mail import letter, post
from weekapp.organisations.models import ROLES, Organisation


def invited(organisation: Organisation, email: str, role: str, token: str, deed: Deed) -> None:
    """To whoever was invited: by whom, for what, and the link to say yes with."""
    written = letter(
        email,
        "organisations/mail/invited.txt",
        organisation=organisation,
        inviter=(deed.by.name or deed.by.email) if deed.by else "",
        role=ROLES[role].lower(),
        link=deed.link("organisations.invitation", token=token),
    )
    post(db.session(), written, dedupe_key=f"invited {digest(token)}")
