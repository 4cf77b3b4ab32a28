"""Questions about what comes in."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from weekapp.accounts.models import Account
from weekapp.activities.models import Activity, Occurrence
from weekapp.database import db
from weekapp.imports.models import Batch, Entry, Origin, Source
from weekapp.imports.venues import Venue
from weekapp.organisations import queries as organisations

SHOWN_BATCHES = 10
KEPT_BATCHES = 20
MOST_SOURCES = 20
MOST_EARLIER = 300
MOST_VENUES = 200
MOST_GIVEN = 1000

# All that the form shows of an activity.
_WHOLE = (
    joinedload(Activity.picture),
    selectinload(Activity.occurrences),
    selectinload(Activity.audience_rows),
    selectinload(Activity.theme_rows),
)


def batches_of(account: Account) -> Select[Batch]:
    """The batches an account may see: those of its organisations."""
    return select(Batch).where(Batch.organisation_id.in_(organisations.ids_of(account)))


def sources_of(account: Account) -> Select[Source]:
    """The followed calendars an account may change: those of its organisations."""
    return select(Source).where(Source.organisation_id.in_(organisations.ids_of(account)))


def last_batches(account: Account) -> Sequence[Batch]:
    """What came in last, newest first; a calendar that had nothing new left out."""
    return db.session.scalars(
        batches_of(account)
        .options(joinedload(Batch.organisation))
        .where((Batch.is_automatic.is_(False)) | (Batch.state != "done"))
        .order_by(Batch.changed_at.desc(), Batch.id.desc())
        .limit(SHOWN_BATCHES)
    ).all()


def old_batches(organisation_id: int) -> Select[int]:
    """The ids of an organisation's batches but for the last ones."""
    return (
        select(Batch.id)
        .where(Batch.organisation_id == organisation_id)
        .order_by(Batch.id.desc())
        .offset(KEPT_BATCHES)
    )


def is_following_enough(organisation_id: int) -> bool:
    """Whether an organisation has as many calendars followed as it may."""
    count = select(func.count()).where(Source.organisation_id == organisation_id)
    return (db.session.scalar(count) or 0) >= MOST_SOURCES


def followed(account: Account) -> Sequence[Source]:
    """The calendars an account's organisations let us follow."""
    return db.session.scalars(
        sources_of(account).options(joinedload(Source.organisation)).order_by(Source.id)
    ).all()


def followed_at(organisation_id: int, address: str) -> Source | None:
    """The followed calendar with this address."""
    return db.session.scalar(
        select(Source).where(Source.organisation_id == organisation_id, Source.address == address)
    )


def due(at: datetime) -> Sequence[Source]:
    """The followed calendars it is time to look at."""
    return db.session.scalars(
        select(Source).where(Source.next_at <= at).order_by(Source.next_at).limit(100)
    ).all()


def entries_of(batch: Batch) -> Sequence[Entry]:
    """Everything in a batch, in its own order."""
    return db.session.scalars(
        select(Entry).where(Entry.batch_id == batch.id).order_by(Entry.number)
    ).all()


def unjudged(batch: Batch, most: int) -> Sequence[Entry]:
    """The entries nobody looked at yet."""
    return db.session.scalars(
        select(Entry)
        .where(Entry.batch_id == batch.id, Entry.state == "")
        .order_by(Entry.number)
        .limit(most)
    ).all()


def entries_with(batch: Batch, ids: Iterable[int]) -> Sequence[Entry]:
    """Those entries of a batch."""
    return db.session.scalars(
        select(Entry).where(Entry.batch_id == batch.id, Entry.id.in_(list(ids)))
    ).all()


def to_make(batch: Batch, most: int) -> Sequence[Entry]:
    """The entries that were picked and of which nothing has become yet."""
    return db.session.scalars(
        select(Entry)
        .where(Entry.batch_id == batch.id, Entry.is_picked, Entry.outcome == "")
        .order_by(Entry.number)
        .limit(most)
    ).all()


def origins(organisation_id: int, channel: str, keys: Iterable[str]) -> dict[str, Origin]:
    """What is known already of these keys, with its activity."""
    known = db.session.scalars(
        select(Origin)
        .options(joinedload(Origin.activity).options(*_WHOLE))
        .where(
            Origin.organisation_id == organisation_id,
            Origin.channel == channel,
            Origin.key.in_(list(keys)),
        )
    )
    return {one.key: one for one in known}


def activities_of(organisation_id: int, ids: Iterable[int]) -> Sequence[Activity]:
    """Those of an organisation's activities, with all that the form shows of them."""
    wanted = select(Activity).where(
        Activity.organisation_id == organisation_id, Activity.id.in_(list(ids))
    )
    return db.session.scalars(wanted.options(*_WHOLE)).all()


def to_give_out(organisation_id: int, at: datetime) -> Sequence[Activity]:
    """An organisation's activities that have a date to come or none yet, for a sheet."""
    over = ~exists().where(Occurrence.activity_id == Activity.id, Occurrence.ends_at > at)
    was = exists().where(Occurrence.activity_id == Activity.id)
    wanted = select(Activity).where(
        Activity.organisation_id == organisation_id,
        Activity.status != "cancelled",
        ~and_(was, over),
    )
    return db.session.scalars(wanted.options(*_WHOLE).order_by(Activity.id).limit(MOST_GIVEN)).all()


def sheet_keys(organisation_id: int) -> dict[int, str]:
    """What activities are known by in the sheet they came from, by their id."""
    rows = db.session.execute(
        select(Origin.activity_id, Origin.key).where(
            Origin.organisation_id == organisation_id,
            Origin.channel == "sheet",
            Origin.activity_id.is_not(None),
        )
    )
    return {row.activity_id: row.key for row in rows}


def vanished(source: Source, keys: set[str], at: datetime) -> list[Origin]:
    """What a followed calendar had and has no more, while it still has a date to come."""
    coming = select(Occurrence.activity_id).where(
        Occurrence.ends_at > at, Occurrence.status != "cancelled"
    )
    known = db.session.scalars(
        select(Origin)
        .options(joinedload(Origin.activity))
        .where(Origin.source_id == source.id, Origin.activity_id.in_(coming))
        .order_by(Origin.id)
    )
    return [one for one in known if one.key not in keys]


def waiting_for(source: Source) -> Batch | None:
    """What a followed calendar has that the organiser should look at, or that is being read."""
    return db.session.scalar(
        select(Batch)
        .where(Batch.source_id == source.id, Batch.state != "done")
        .order_by(Batch.id.desc())
        .limit(1)
    )


def gone_at_source(source: Source, since: datetime | None = None) -> Sequence[Origin]:
    """The activities that a followed calendar no longer has, or does not since a moment."""
    return db.session.scalars(
        select(Origin)
        .options(joinedload(Origin.activity))
        .where(
            Origin.source_id == source.id,
            Origin.gone_at.is_not(None) if since is None else Origin.gone_at >= since,
            Origin.activity_id.is_not(None),
        )
        .order_by(Origin.gone_at.desc(), Origin.id)
    ).all()


def earlier(organisation_id: int, today: date, since: date) -> Sequence[Activity]:
    """The activities of an organisation whose last date is over, by their first date."""
    first, last = func.min(Occurrence.on_date), func.max(Occurrence.on_date)
    over = (
        select(Occurrence.activity_id, first.label("first"))
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.organisation_id == organisation_id)
        .group_by(Occurrence.activity_id)
        .having(last < today, last >= since)
        .subquery()
    )
    return db.session.scalars(
        select(Activity)
        .join(over, over.c.activity_id == Activity.id)
        .options(*_WHOLE)
        .order_by(over.c.first, Activity.id)
        .limit(MOST_EARLIER)
    ).all()


def venues_of(organisation_id: int) -> tuple[Venue, ...]:
    """The places where an organisation had something before, the last used first."""
    where = (Activity.venue_name, Activity.street, Activity.postcode, Activity.place)
    rows = db.session.execute(
        select(*where)
        .where(Activity.organisation_id == organisation_id, Activity.venue_name != "")
        .where(Activity.street != "")
        .group_by(*where)
        .order_by(func.max(Activity.id).desc())
        .limit(MOST_VENUES)
    )
    return tuple(Venue(*row) for row in rows)
