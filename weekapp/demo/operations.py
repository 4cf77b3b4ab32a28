"""Fills a site with demonstration data, in bulk and in one transaction."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import exists, func, insert, select

from weekapp.accounts.models import Account, Coordinatorship
from weekapp.activities import search_terms
from weekapp.activities.models import Activity, Audience, HistoryEntry, Occurrence, Picture, Theme
from weekapp.clock import local
from weekapp.database import Model, bulk, db, is_postgresql
from weekapp.demo import accounts, dates, drawings, texts
from weekapp.demo.country import Country
from weekapp.demo.rows import Row, Writer, Written
from weekapp.organisations.models import Membership, Organisation

SEED = 2026
ORGANISATIONS = 600
BATCH = 1000
ONLINE_SHARE = 0.04
AT_HOME = 12  # activities of the organisation the demonstration organiser owns


class RealAccounts(Exception):
    """There are accounts of real people: demonstration data never goes among them."""


class AlreadyThere(Exception):
    """The demonstration data was made before."""


def fill(
    activities: int, at: datetime, week: tuple[date, date], advance: Callable[[int], Any]
) -> None:
    """Make so many activities for the week given; `advance` is told as each batch is in."""
    _ask_empty()
    rng = Random(SEED)
    writer, country = Writer(rng, at), Country(rng)
    organisations = _organisations(writer, country)
    db.session.execute(insert(Organisation), organisations)
    search_terms.learn(db.session(), {organisation["name"] for organisation in organisations})
    _people(at)
    db.session.execute(insert(Picture), drawings.rows(rng, organisations[0]["id"], at))
    by_municipality: dict[str, list[Row]] = defaultdict(list)
    for organisation in organisations:
        by_municipality[organisation["municipality_code"]].append(organisation)
    homes = [(accounts.HOME, organisations[0])] * AT_HOME
    others = country.shares(activities - AT_HOME, least=2)
    plans = homes + [(code, rng.choice(by_municipality[code])) for code in others]
    today = local(at).date()
    with bulk.loading(db.session()):
        for start in range(0, activities, BATCH):
            batch = [
                _activity(writer, country, code, organisation, week, today)
                for code, organisation in plans[start : start + BATCH]
            ]
            _insert(batch)
            advance(len(batch))
    _count_on()


def _ask_empty() -> None:
    if db.session.scalar(select(exists().where(Account.is_demo.is_(False)))):
        raise RealAccounts
    if db.session.scalar(select(exists().where(Organisation.id > 0))):
        raise AlreadyThere


def _organisations(writer: Writer, country: Country) -> list[Row]:
    codes = [accounts.HOME, *country.shares(ORGANISATIONS - 1, least=1)]
    rows = [writer.organisation(country.spot(code).place, code) for code in codes]
    rows[0] |= {"name": "Buurthuis De Brug", "slug": "buurthuis-de-brug", "kind": "welzijn"}
    return rows


def _people(at: datetime) -> None:
    """The three people one can sign in as: the organiser owns the first organisation."""
    for email in accounts.ROLES:
        is_national = email == accounts.NATIONAL
        db.session.add(Account(email=email, is_demo=True, is_national=is_national, created_at=at))
    db.session.flush()
    ids = {row.email: row.id for row in db.session.execute(select(Account.email, Account.id))}
    organiser, coordinator = ids[accounts.ORGANISER], ids[accounts.COORDINATOR]
    db.session.add(Membership(account_id=organiser, organisation_id=1, role="owner", since=at))
    db.session.add(
        Coordinatorship(account_id=coordinator, municipality_code=accounts.HOME, since=at)
    )
    db.session.flush()


def _activity(
    writer: Writer,
    country: Country,
    code: str,
    organisation: Row,
    week: tuple[date, date],
    today: date,
) -> Written:
    rng = writer.rng
    is_online = rng.random() < ONLINE_SHARE
    kind = texts.ONLINE if is_online else rng.choice(texts.KINDS)
    planned = dates.plan(rng, kind, week, today)
    return writer.activity(kind, country.spot(code), organisation, planned, is_online)


def _insert(batch: list[Written]) -> None:
    _put(Activity, [written.activity for written in batch])
    _put(Occurrence, [row for written in batch for row in written.dates])
    _put(Audience, [row for written in batch for row in written.audiences])
    _put(Theme, [row for written in batch for row in written.themes])
    _put(HistoryEntry, [started(written) for written in batch])
    public = [written.activity for written in batch if written.activity["published_at"]]
    search_terms.learn(db.session(), {row[name] for row in public for name in search_terms.TEXTS})


def _put(model: type[Model], rows: list[Row]) -> None:
    bulk.put(db.session(), db.metadata.tables[model.__tablename__], rows)


def _count_on() -> None:
    """Let PostgreSQL number what comes next after what was numbered here; SQLite does so itself."""
    for model in (Organisation, Picture, Activity, Occurrence) if is_postgresql() else ():
        counter = func.pg_get_serial_sequence(model.__tablename__, "id")
        db.session.execute(
            select(func.setval(counter, select(func.max(model.id)).scalar_subquery()))
        )


def started(written: Written) -> Row:
    """The first line of an activity's history."""
    return {
        "activity_id": written.activity["id"],
        "at": written.activity["created_at"],
        "deed": "start",
        "status_before": "draft",
        "status_after": "draft",
        "reason": "",
        "fields": [],
    }
