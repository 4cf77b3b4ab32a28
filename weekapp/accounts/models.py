"""People who sign in: accounts, the codes they sign in with, and where they are signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from weekapp.database import Model
from weekapp.places.models import Municipality


class Account(Model):
    """A person who can sign in; the address is lower case and is how we know them.

    `calendar_turn` counts how often the secret link to their own calendar was renewed.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    is_national: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    calendar_turn: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]


class SignInCode(Model):
    """A link and a code that were sent to an address; only hashes of both are kept."""

    __tablename__ = "sign_in_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    ticket: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    next_path: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SignIn(Model):
    """One browser in which somebody is signed in; a row that is gone is a session that ended."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    browser: Mapped[str] = mapped_column(String(80), default="")
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    account: Mapped[Account] = relationship(lazy="joined")


class Coordinatorship(Model):
    """A municipality that is in the care of a coordinator."""

    __tablename__ = "coordinatorship"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True, index=True
    )
    since: Mapped[datetime]

    account: Mapped[Account] = relationship()
    municipality: Mapped[Municipality] = relationship()


class ParkedForm(Model):
    """What somebody typed when their session had ended, kept an hour until they are back."""

    __tablename__ = "parked_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[str]
    parked_at: Mapped[datetime] = mapped_column(index=True)
