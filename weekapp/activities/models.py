"""An activity, its dates, whom it is for, what happened to it, and its picture."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    false,
)
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship
from uuid_utils import uuid7

from weekapp.accounts.models import Account
from weekapp.activities.vocabulary import day_part
from weekapp.clock import is_all_day, local
from weekapp.database import Long, Model
from weekapp.organisations.models import Organisation
from weekapp.places.models import Municipality

# Part of every UID for ever, whatever host the site runs on (RFC 7986, 5.3).
UID_DOMAIN = "weekapp"
SEEN_BY_PUBLIC = ("published", "cancelled")


class Audience(Model):
    """Whom an activity is for; `code` is a key of vocabulary.AUDIENCES."""

    __tablename__ = "activity_audience"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Theme(Model):
    """What an activity is about; `code` is a key of vocabulary.THEMES."""

    __tablename__ = "activity_theme"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Occurrence(Model):
    """One date of an activity, with its own status.

    `is_filled` tells that it is full because all places are taken here: then there is room again
    by itself. `on_date` and `day_part` are the start on the Amsterdam wall clock, kept for filters;
    whole days are in every part of the day and have an empty one. `sequence` counts changes of time
    and status (RFC 5545, 3.8.7.4).
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="ends_after_start"),
        Index("ix_occurrence_by_time", "on_date", "starts_at", "activity_id"),
        Index("ix_occurrence_activity_start", "activity_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(
        String(60), unique=True, default=lambda: f"{uuid7()}@{UID_DOMAIN}"
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    on_date: Mapped[date]
    day_part: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="planned")
    is_filled: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(String(160), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    def take_place(self, starts_at: datetime, ends_at: datetime) -> None:
        """Set the times, in UTC, and what is derived from them."""
        self.starts_at, self.ends_at = starts_at, ends_at
        self.on_date, self.day_part = on_the_wall(starts_at, ends_at)


def on_the_wall(starts_at: datetime, ends_at: datetime) -> tuple[date, str]:
    """The date by the wall clock, and the part of the day; empty for whole days."""
    wall = local(starts_at)
    return wall.date(), "" if is_all_day(starts_at, ends_at) else day_part(wall.hour)


class Activity(Model):
    """What people can join.

    `municipality_code` decides whose queue, page and feed it is in. A point is WGS84 degrees;
    `precision` says how exact it is; `wants_location` is set while a better one is looked for.
    `queued_at` is set while a coordinator has to look at it: new when submitted, changed when
    published. `approved` is what the coordinator last agreed to, to mark what changed since.
    `sequence` counts changes of place and status, `changed_at` any change the public can see.
    `capacity` is how many people can sign up here for one date; None is no end of them.
    `found_elsewhere_code` is where the map puts the address while its text says another
    municipality: a question to the organiser. `unfinished` holds what was typed in a draft that
    cannot be kept as it is yet, by the name of its field; `form_token` is the form that made it,
    so that sending it twice makes one activity.
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index(
            "ix_activity_municipality_status",
            "municipality_code",
            "status",
            "changed_at",
        ),
        Index(
            "ix_activity_municipality_organisation",
            "municipality_code",
            "status",
            "organisation_id",
        ),
        Index("ix_activity_organisation_status", "organisation_id", "status"),
        Index("ix_activity_queue", "municipality_code", "queued_at"),
        Index("ix_activity_queued_at", "queued_at"),
        Index("ix_activity_point", "latitude", "longitude"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[str] = mapped_column(String(10), default="draft")
    status_reason: Mapped[str] = mapped_column(Text, default="")

    title: Mapped[str] = mapped_column(String(80), default="")
    slug: Mapped[str] = mapped_column(String(100), default="")
    summary: Mapped[str] = mapped_column(String(160), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    novelty: Mapped[str] = mapped_column(String(10), default="new")

    attendance: Mapped[str] = mapped_column(String(10), default="in_person")
    venue_name: Mapped[str] = mapped_column(String(80), default="")
    street: Mapped[str] = mapped_column(String(100), default="")
    postcode: Mapped[str] = mapped_column(String(7), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[str | None] = mapped_column(String(10))
    wants_location: Mapped[bool] = mapped_column(default=False)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    is_municipality_manual: Mapped[bool] = mapped_column(default=False)
    found_elsewhere_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    online_url: Mapped[str] = mapped_column(String(500), default="")

    is_free: Mapped[bool] = mapped_column(default=True)
    price: Mapped[str] = mapped_column(String(80), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=lambda: ["nl"])
    wheelchair: Mapped[str] = mapped_column(String(7), default="unknown")
    accessible_toilet: Mapped[str] = mapped_column(String(7), default="unknown")
    ring_loop: Mapped[str] = mapped_column(String(7), default="unknown")
    quiet: Mapped[str] = mapped_column(String(7), default="unknown")
    companion_dog: Mapped[str] = mapped_column(String(7), default="unknown")
    group_size: Mapped[int | None]
    capacity: Mapped[int | None]

    join_ways: Mapped[list[str]] = mapped_column(JSON, default=list)
    join_url: Mapped[str] = mapped_column(String(500), default="")
    contact_name: Mapped[str] = mapped_column(String(80), default="")
    contact_phone: Mapped[str] = mapped_column(String(24), default="")
    contact_hours: Mapped[str] = mapped_column(String(80), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")

    host_name: Mapped[str] = mapped_column(String(40), default="")
    first_visit: Mapped[str] = mapped_column(Text, default="")
    may_bring_someone: Mapped[bool] = mapped_column(default=False)
    is_met_at_door: Mapped[bool] = mapped_column(default=False)
    is_picked_up: Mapped[bool] = mapped_column(default=False)
    continues_weekly: Mapped[bool] = mapped_column(default=False)
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("picture.id", ondelete="SET NULL"), index=True
    )
    picture_alt: Mapped[str] = mapped_column(String(160), default="")

    sequence: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    queued_at: Mapped[datetime | None]
    approved: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    unfinished: Mapped[dict[str, list[str]] | None] = mapped_column(JSON(none_as_null=True))
    form_token: Mapped[str | None] = mapped_column(String(40), unique=True)

    organisation: Mapped[Organisation] = relationship()
    municipality: Mapped[Municipality | None] = relationship(foreign_keys=[municipality_code])
    found_elsewhere: Mapped[Municipality | None] = relationship(foreign_keys=[found_elsewhere_code])
    picture: Mapped["Picture | None"] = relationship()
    occurrences: Mapped[list[Occurrence]] = relationship(
        order_by=Occurrence.starts_at, cascade="all, delete-orphan"
    )
    audience_rows: Mapped[list[Audience]] = relationship(cascade="all, delete-orphan")
    theme_rows: Mapped[list[Theme]] = relationship(cascade="all, delete-orphan")
    audiences: AssociationProxy[list[str]] = association_proxy(
        "audience_rows", "code", creator=lambda code: Audience(code=code)
    )
    themes: AssociationProxy[list[str]] = association_proxy(
        "theme_rows", "code", creator=lambda code: Theme(code=code)
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_public(self) -> bool:
        """Whether the public sees it: published, or cancelled after it was published."""
        return self.status == "published" or (
            self.status == "cancelled" and self.published_at is not None
        )

    def open_dates(self, at: datetime) -> list[Occurrence]:
        """The dates that can be changed: not called off, nor gone by once the public saw them."""
        return [
            date
            for date in self.occurrences
            if date.status != "cancelled" and (self.published_at is None or date.ends_at > at)
        ]

    @property
    def is_located(self) -> bool:
        """Whether there is a point people can be sent to."""
        return self.latitude is not None and not self.wants_location


# What an activity must be for the public to see it, as a question to the database.
IS_SEEN = (Activity.status.in_(SEEN_BY_PUBLIC), Activity.published_at.is_not(None))


class HistoryEntry(Model):
    """One thing that happened to an activity: who did what, when and why."""

    __tablename__ = "history_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    deed: Mapped[str] = mapped_column(String(20))
    status_before: Mapped[str] = mapped_column(String(10))
    status_after: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)

    account: Mapped[Account | None] = relationship()


class CalendarVersion(Model):
    """Counts up with each change in a municipality's calendar; kept by triggers on `activity`."""

    __tablename__ = "calendar_version"

    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True
    )
    version: Mapped[int] = mapped_column(Long)
    changed_at: Mapped[datetime]


class PublicStamp(Model):
    """One row whose stamp is another one after each change the public can see, kept by triggers."""

    __tablename__ = "public_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    stamp: Mapped[bytes]


class Picture(Model):
    """A picture as we made it anew: JPEG, at most 1600 pixels, without what a camera adds."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]
