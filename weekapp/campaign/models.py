"""The campaign week of each year."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from weekapp import clock
from weekapp.database import Model


class Edition(Model):
    """One year's campaign week, first and last day included.

    `sequence` counts changes of its days, and whether they are sure; kept by a trigger.
    """

    __tablename__ = "edition"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days_in_order"),)

    year: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date] = mapped_column(index=True)
    is_provisional: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(200), default="")
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime] = mapped_column(
        default=clock.now, onupdate=clock.now, server_default="2026-01-01 00:00:00.000000"
    )
