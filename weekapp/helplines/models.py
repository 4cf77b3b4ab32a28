"""Whom people can ring anywhere in the country, and who changed that."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from weekapp.accounts.models import Account
from weekapp.database import Model


class Helpline(Model):
    """Somebody to talk to, by telephone; lowest `position` first.

    What a municipality has of its own stands with the municipality.
    """

    __tablename__ = "helpline"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(24))
    hours: Mapped[str] = mapped_column(String(80), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    sentence: Mapped[str] = mapped_column(String(200), default="")
    is_shown: Mapped[bool] = mapped_column(default=True, server_default=true())


class HelplineChange(Model):
    """One thing that happened to a helpline, which may be gone by now: who did what and when."""

    __tablename__ = "helpline_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    deed: Mapped[str] = mapped_column(String(10))
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)

    account: Mapped[Account | None] = relationship()
