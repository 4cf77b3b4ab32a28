"""The campaign week of each year."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from weekapp.database import Model


class Edition(Model):
    """One year's campaign week, first and last day included."""

    __tablename__ = "edition"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days_in_order"),)

    year: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date] = mapped_column(index=True)
    is_provisional: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(200), default="")
