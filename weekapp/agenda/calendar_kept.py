"""Keeps calendars as they went out, for all processes and for the next one that starts."""

import gzip
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import CursorResult, Select, and_, case, delete, func, or_, select, update
from sqlalchemy.exc import DatabaseError

from weekapp import clock, jobs
from weekapp.agenda import calendar_lookups
from weekapp.agenda.calendar_lookups import Kept
from weekapp.agenda.models import KeptCalendar
from weekapp.agenda.ready import Header, Ready
from weekapp.database import db, upsert, writing
from weekapp.encodings import GZIP

MEGABYTE = 1024 * 1024
MOST_KEPT, MOST_BYTES = 5_000, 256 * MEGABYTE
LISTS = "lijst "  # how the names of calendars of lists begin
PART_OF_LISTS = 4  # of all bytes one in so many may be theirs
LONGEST = timedelta(days=40)
CACHE_CONTROL = "public, max-age=300, stale-if-error=86400"

log = logging.getLogger(__name__)

_is_list = KeptCalendar.name.startswith(LISTS)


@dataclass(frozen=True)
class Calendar(Ready):
    """A calendar file as it goes out, plain and compressed, with its validators.

    `state` is that of what it was made from, `keys` stand for all that is in it. Programs that poll
    ask for gzip; that is how the table keeps it, and each coding would add to what is kept.
    """

    offered = (GZIP,)
    is_weak = False

    state: str
    keys: str
    body: bytes
    zipped: bytes
    tag: str
    changed_at: datetime
    file_name: str
    told: list[Header] = field(default_factory=list, init=False, compare=False)

    @property
    def modified_at(self) -> datetime:
        return self.changed_at

    def packed(self, coding: str) -> bytes:
        return self.zipped if coding else self.body

    def tagged(self, coding: str) -> str:
        return f"{self.tag}-{coding}" if coding else self.tag

    def about(self) -> list[Header]:
        return [
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Disposition", f'inline; filename="{self.file_name}"'),
        ]

    @cached_property
    def lasting(self) -> list[Header]:
        return [*super().lasting, ("Cache-Control", CACHE_CONTROL)]


def unpacked(kept: Kept | None, here: Calendar | None) -> Calendar | None:
    """The calendar in the table, whose bytes may be here already; else the one that is here."""
    if kept is None:
        return here
    if kept.zipped is None:
        return here and _as_kept(kept, here.body, here.zipped)
    return _as_kept(kept, gzip.decompress(kept.zipped), kept.zipped)


def last(name: str) -> Calendar | None:
    """The calendar as it last went out, whatever happened since."""
    return unpacked(calendar_lookups.last_kept(name), None)


def keep(name: str, made: Calendar, last: Calendar | None, is_endless: bool) -> Calendar:
    """Keep a calendar; what another process made of the same state first is the one that counts.

    Of calendars of which there can be endlessly many, none is added once the table is full. When
    it cannot be written now, the calendar is good all the same.
    """
    db.session.rollback()
    try:
        with writing():
            is_ours = last is not None and last.tag == made.tag and _touch(name, made)
            is_ours = is_ours or _write(name, made, is_endless)
            db.session.commit()
        first = None if is_ours else calendar_lookups.last_kept(name)
    except DatabaseError as error:
        db.session.rollback()
        log.warning("calendar %s could not be kept: %s", name, error)
        return made
    is_same = first is not None and first.state == made.state
    return (unpacked(first, made) if is_same else made) or made


def _touch(name: str, made: Calendar) -> bool:
    """Say of what is kept that it is right in this state too; False when it is not kept."""
    its = (KeptCalendar.name == name, KeptCalendar.tag == made.tag)
    now = {"state": made.state, "keys": made.keys, "kept_at": clock.now()}
    touched: CursorResult[Any] = db.session.execute(update(KeptCalendar).where(*its).values(now))  # type: ignore[assignment]
    return bool(touched.rowcount)


def _write(name: str, made: Calendar, is_endless: bool) -> bool:
    """Write a calendar; False when another process was first, or when there is no room."""
    row = {
        "name": name,
        "state": made.state,
        "keys": made.keys,
        "tag": made.tag,
        "changed_at": made.changed_at,
        "kept_at": clock.now(),
        "file_name": made.file_name,
        "size": len(made.zipped),
        "zipped": made.zipped,
    }
    if is_endless and calendar_lookups.last_kept(name) is None and not _has_room(name):
        return False
    writes = upsert(KeptCalendar).values(row)
    news = {column: writes.excluded[column] for column in row if column != "name"}
    is_news = KeptCalendar.state != writes.excluded.state
    written = db.session.execute(
        writes.on_conflict_do_update(index_elements=["name"], set_=news, where=is_news).returning(
            KeptCalendar.name
        )
    )
    return written.first() is not None


def _has_room(name: str) -> bool:
    """Whether another calendar can be kept: lists, of which all can be large, have a part."""
    of_lists = case((_is_list, KeptCalendar.size), else_=0)
    count, size, theirs = db.session.execute(
        select(
            func.count(),
            *(func.coalesce(func.sum(one), 0) for one in (KeptCalendar.size, of_lists)),
        )
    ).one()
    is_crowded = name.startswith(LISTS) and theirs >= MOST_BYTES // PART_OF_LISTS
    return bool(count < MOST_KEPT and size < MOST_BYTES and not is_crowded)


def _as_kept(kept: Kept, body: bytes, zipped: bytes) -> Calendar:
    return Calendar(kept.state, kept.keys, body, zipped, kept.tag, kept.changed_at, kept.file_name)


@jobs.every_ten_minutes
def forget_calendars() -> None:
    """Drop what was not asked for in a long time, and the oldest of what is too much."""
    db.session.execute(
        delete(KeptCalendar).where(
            or_(
                KeptCalendar.kept_at < clock.now() - LONGEST,
                KeptCalendar.name.in_(_too_many()),
            )
        )
    )


def _too_many() -> Select[str]:
    newest = (KeptCalendar.kept_at.desc(), KeptCalendar.name)
    size = func.sum(KeptCalendar.size)
    ranked = select(
        KeptCalendar.name,
        _is_list.label("is_list"),
        func.row_number().over(order_by=newest).label("place"),
        size.over(order_by=newest).label("bytes"),
        size.over(order_by=newest, partition_by=_is_list).label("of_its_kind"),
    ).subquery()
    its = ranked.c
    is_crowded = and_(its.is_list, its.of_its_kind > MOST_BYTES // PART_OF_LISTS)
    is_over = or_(its.place > MOST_KEPT, its.bytes > MOST_BYTES, is_crowded)
    return select(its.name).where(is_over)
