"""The Dutch gazetteer as tables, and the answers geocoders gave us before."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, true
from sqlalchemy.orm import Mapped, mapped_column

from weekapp.database import Model


class Municipality(Model):
    """A municipality by its CBS code; from `valid_to` on its successor takes its place.

    `latitude` and `longitude` (WGS84 degrees) are a point for its label, inside its border.
    `calendar_label` is what its coordinators call the week in calendars, empty for "Agenda";
    `tells_next_week` says whether its calendar holds the days of the next edition in quiet months;
    `calendar_changed_at` is when either last changed, or its name (kept by a trigger). What begins
    with `help` is whom people can talk to there, as its coordinators say.
    """

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    province: Mapped[str] = mapped_column(String(20))
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
    calendar_label: Mapped[str] = mapped_column(String(40), default="", server_default="")
    tells_next_week: Mapped[bool] = mapped_column(default=True, server_default=true())
    calendar_changed_at: Mapped[datetime | None]
    help_name: Mapped[str] = mapped_column(String(80), default="", server_default="")
    help_phone: Mapped[str] = mapped_column(String(24), default="", server_default="")
    help_hours: Mapped[str] = mapped_column(String(80), default="", server_default="")

    def is_valid_on(self, day: date) -> bool:
        """Whether the municipality exists on that day; `valid_to` is the first day it does not."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class MunicipalitySlug(Model):
    """A slug a municipality had before; its old addresses redirect for ever. Kept by a trigger."""

    __tablename__ = "municipality_slug"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)


class Postcode(Model):
    """A postcode area of four digits (PC4) with a point in it and the municipality it lies in."""

    __tablename__ = "postcode"

    pc4: Mapped[str] = mapped_column(String(4), primary_key=True)
    place: Mapped[str] = mapped_column(String(80))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]


class Place(Model):
    """A town, village or part of a town people name; one row for each municipality it is in."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_name_municipality", "name", "municipality_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    kind: Mapped[str] = mapped_column(String(10))
    population: Mapped[int]
    aliases: Mapped[str] = mapped_column(String(200))


class GeocoderAnswer(Model):
    """What a geocoder answered to a question; None when it knew nothing."""

    __tablename__ = "geocoder_answer"

    geocoder: Mapped[str] = mapped_column(String(20), primary_key=True)
    question: Mapped[str] = mapped_column(String(300), primary_key=True)
    answer: Mapped[Any] = mapped_column(JSON)
    answered_at: Mapped[datetime] = mapped_column(index=True)
