"""One weekly letter: the address it goes to, and around which postcode it looks."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from weekapp.database import Model

REACHES = (1, 5, 15)  # kilometres: on foot, by bicycle, by bus or car


def new_secret() -> str:
    """What stands in a link that nobody can guess."""
    return secrets.token_urlsafe(24)


class WeeklyLetter(Model):
    """Somebody who gets a letter each week, or asked for it and has not confirmed yet.

    Of where they live only the four digits of the postcode are kept; the table refuses more.
    `language` is the code of the one they read the site in. `token` opens the page to confirm and
    to end it. Who asks for two areas has two of these, each with an end of its own.
    """

    __tablename__ = "weekly_letter"
    __table_args__ = (
        UniqueConstraint("email", "pc4"),
        CheckConstraint("length(pc4) = 4", name="four_digits"),
        CheckConstraint("kilometres IN (1, 5, 15)", name="kilometres"),
        Index("ix_weekly_letter_area", "pc4", "kilometres"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    pc4: Mapped[str] = mapped_column(String(4))
    kilometres: Mapped[int]
    language: Mapped[str] = mapped_column(String(5), default="nl")
    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_secret)
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
