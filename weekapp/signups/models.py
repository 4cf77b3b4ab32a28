"""One sign-up for one date: who comes, with how many, and what they were told."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from weekapp.activities.models import Activity, Occurrence
from weekapp.database import Model

MOST_PEOPLE = 10
# How it is with a date for who comes: it goes on, it is called off, or it is off the site.
ON, OFF, GONE = "on", "off", "gone"
# Who has a place, and who would like one.
ON_THE_LIST = ("coming", "waiting")


def new_secret() -> str:
    """What stands in a link that nobody can guess."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """Six digits, to be typed by whoever got the letter."""
    return f"{secrets.randbelow(10**6):06}"


class SignUp(Model):
    """Somebody who wants to come on a date.

    `status` is asked (not confirmed yet), coming, waiting or cancelled. `language` is the code of
    the one they read the site in. `token` opens the page to change it, `ticket` only the page where
    the `code` of the letter is typed. What was told of time and place is kept beside it: who was
    told something else is written to again. Who has no e-mail address is rung by the organisation;
    `ring_about` says what about: that they want to come, or what changed.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        CheckConstraint("people BETWEEN 1 AND 10", name="people"),
        CheckConstraint("email <> '' OR phone <> ''", name="reachable"),
        Index("ix_sign_up_occurrence_status", "occurrence_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(24), default="")
    people: Mapped[int] = mapped_column(default=1)
    wants_meeting: Mapped[bool] = mapped_column(default=False)
    remarks: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(5), default="nl")
    is_added: Mapped[bool] = mapped_column(default=False)

    token: Mapped[str] = mapped_column(String(32), unique=True, default=new_secret)
    ticket: Mapped[str] = mapped_column(String(32), unique=True, default=new_secret)
    ticket_at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(6), default=new_code)
    tries: Mapped[int] = mapped_column(default=0)

    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    told_starts_at: Mapped[datetime]
    told_ends_at: Mapped[datetime]
    told_place: Mapped[str] = mapped_column(Text, default="")
    told_state: Mapped[str] = mapped_column(String(4), default=ON)
    ring_about: Mapped[str] = mapped_column(String(10), default="")

    activity: Mapped[Activity] = relationship()
    occurrence: Mapped[Occurrence] = relationship()

    @property
    def is_on_the_list(self) -> bool:
        """Whether they come, or wait for a place."""
        return self.status in ON_THE_LIST
