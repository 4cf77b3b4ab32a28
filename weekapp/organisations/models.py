"""Organisations, who belongs to them, and who was asked to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from weekapp.accounts.models import Account
from weekapp.database import Model
from weekapp.places.models import Municipality

KINDS = {
    "welzijn": "Welzijn",
    "zorg": "Zorg",
    "bibliotheek": "Bibliotheek",
    "geloof": "Kerk of moskee",
    "sport": "Sport",
    "wonen": "Wonen",
    "bedrijf": "Bedrijf",
    "bewoners": "Bewonersinitiatief",
    "gemeente": "Gemeente",
    "anders": "Anders",
}
ROLES = {"owner": "Beheerder", "editor": "Redacteur"}


class Organisation(Model):
    """Who organises activities; everything but its members is public."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    website: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(80), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(24), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    municipality: Mapped[Municipality] = relationship(lazy="joined")


class OrganisationSlug(Model):
    """A slug an organisation had before; its old addresses redirect for ever."""

    __tablename__ = "organisation_slug"

    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )


class Membership(Model):
    """An account that belongs to an organisation, as owner or as editor."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]

    account: Mapped[Account] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Invitation(Model):
    """Somebody was asked by letter to join; the token is kept as a hash."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
