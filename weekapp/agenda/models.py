"""What calendars and the map remember; triggers keep all of it but the calendars themselves."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from weekapp.database import Long, Model


class ActivityStamp(Model):
    """Another number after each change of what the public reads of an activity or its dates."""

    __tablename__ = "activity_stamp"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    stamp: Mapped[int] = mapped_column(BigInteger)


class Departure(Model):
    """A municipality that an activity was public in and left, how many times, and when last.

    Coming back leaves it as it is: where an activity is now, it says itself.
    """

    __tablename__ = "activity_departure"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True, index=True
    )
    times: Mapped[int]
    left_at: Mapped[datetime]


class OrganisationVersion(Model):
    """Counts up with each change in an organisation's calendar."""

    __tablename__ = "organisation_version"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(Long)
    changed_at: Mapped[datetime]


class KeptCalendar(Model):
    """A calendar as it last went out, made by one process for all of them.

    It is right while `state` is what it is made from; when only that is another and `keys`, which
    stand for all that is in it, are the same, it still is. `zipped` is the file, `size` its length.
    """

    __tablename__ = "kept_calendar"
    __table_args__ = (Index("ix_kept_calendar_age", "kept_at", "size"),)

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    state: Mapped[str] = mapped_column(String(64))
    keys: Mapped[str] = mapped_column(String(64))
    tag: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime]
    kept_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    zipped: Mapped[bytes] = mapped_column(LargeBinary)


class MapSpan(Model):
    """Days for which the map has its points ready: every day, which is 0, and a week's by year."""

    __tablename__ = "map_span"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]


class MapPoint(Model):
    """Where an activity is that goes on in a span of days, until its last date there is over.

    `x` and `y` count steps from the south-west, as in database.map_sums. What ended since is still
    here until the worker comes by.
    """

    __tablename__ = "map_point"
    __table_args__ = (
        Index("ix_map_point_place", "span", "x", "y", "activity_id", "until"),
        Index("ix_map_point_until", "until"),
    )

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    span: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int]
    y: Mapped[int]
    until: Mapped[datetime]


class MapCell(Model):
    """How many points are in a cell of a level, and the sums of their places for the middle."""

    __tablename__ = "map_cell"
    __table_args__ = {"sqlite_with_rowid": False}

    span: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int] = mapped_column(primary_key=True)
    y: Mapped[int] = mapped_column(primary_key=True)
    how_many: Mapped[int]
    sum_x: Mapped[int] = mapped_column(Long)
    sum_y: Mapped[int] = mapped_column(Long)


class Traits(Model):
    """What is known of an activity as one number, kept by triggers; see `traits`."""

    __tablename__ = "activity_traits"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    traits: Mapped[int] = mapped_column(Long)
