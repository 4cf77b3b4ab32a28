"""What the worker does for the map by itself: forget what is over, and get the week ready."""

from datetime import datetime

from sqlalchemy import delete, select

from weekapp import clock, jobs
from weekapp.agenda.days import is_near
from weekapp.agenda.models import MapPoint, MapSpan
from weekapp.campaign import queries as campaign
from weekapp.campaign.models import Edition
from weekapp.database import bulk, db
from weekapp.database.map_sums import EVERY_DAY

# PostgreSQL takes longer for each time a row, here that of a cell, is written in one transaction.
BATCH = 1000


@jobs.every_ten_minutes
def keep_the_map_up() -> None:
    """Count what is on in the week once people look for that, and take away what is over."""
    at = clock.now()
    _get_ready(at)
    _take_away(at)


def _take_away(at: datetime) -> None:
    over = (
        select(MapPoint.activity_id)
        .where(MapPoint.until <= at)
        .order_by(MapPoint.until)
        .limit(BATCH)
    )
    while gone := db.session.scalars(over).all():
        is_one = MapPoint.activity_id.in_(gone)
        db.session.execute(delete(MapPoint).where(is_one, MapPoint.until <= at))
        db.session.commit()  # others may write in between


def _get_ready(at: datetime) -> None:
    today = clock.local(at).date()
    week = campaign.running_or_next(today)
    if week is not None and not is_near(week, today):
        week = None
    known = db.session.scalars(select(MapSpan).where(MapSpan.id != EVERY_DAY)).all()
    for span in known:
        if not _is_same(span, week):
            db.session.delete(span)
            db.session.flush()
            bulk.fill_map(db.session(), span.id)
    if week is not None and not any(_is_same(span, week) for span in known):
        db.session.add(MapSpan(id=week.year, first_day=week.first_day, last_day=week.last_day))
        db.session.flush()
        bulk.fill_map(db.session(), week.year)


def _is_same(span: MapSpan, week: Edition | None) -> bool:
    days = (span.id, span.first_day, span.last_day)
    return week is not None and days == (week.year, week.first_day, week.last_day)
