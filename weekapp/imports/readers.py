"""Where each kind of batch is read, in the limited child process or over the guarded line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from weekapp import fetching
from weekapp.campaign import queries as campaign
from weekapp.clock import local
from weekapp.fetching import CannotFetch, Validators
from weekapp.imports import calendars, earlier, queries, sheets
from weekapp.imports.found import CannotRead, Reading
from weekapp.imports.models import Batch
from weekapp.imports.venues import Venue

LOOKED_BACK = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Question:
    """What is to be read, as it stands in the database; `reading` when it is known already."""

    batch_id: int
    kind: str
    at: datetime
    content: bytes = b""
    venues: tuple[Venue, ...] = ()
    address: str = ""
    etag: str = ""
    last_modified: str = ""
    reading: Reading | None = None


@dataclass(frozen=True)
class Answer:
    """What a source says; `reading` is None when that is what it said before."""

    reading: Reading | None
    etag: str = ""
    last_modified: str = ""


def asked(batch: Batch, at: datetime) -> Question:
    """What has to be read for a batch."""
    source = batch.source if batch.is_automatic else None
    return Question(
        batch_id=batch.id,
        kind=batch.kind,
        at=at,
        content=batch.content or b"",
        venues=queries.venues_of(batch.organisation_id) if batch.kind == "sheet" else (),
        address=batch.address,
        etag=source.etag if source else "",
        last_modified=source.last_modified if source else "",
        reading=_earlier(batch, at) if batch.kind == "earlier" else None,
    )


def read(question: Question) -> Answer:
    """Read it; CannotRead says in the organiser's words why that is not possible."""
    if question.reading is not None:
        return Answer(question.reading)
    if question.kind == "sheet":
        return Answer(sheets.read(question.content, question.venues, local(question.at).date()))
    return _calendar(question)


def _calendar(question: Question) -> Answer:
    if not question.address:
        return Answer(calendars.read(question.content, question.at))
    known = Validators(question.etag, question.last_modified)
    try:
        fetched = fetching.fetch(question.address, known)
    except CannotFetch as refusal:
        raise CannotRead(refusal.reason) from refusal
    told = fetched.validators
    reading = None if fetched.body is None else calendars.read(fetched.body, question.at)
    return Answer(reading, told.etag, told.last_modified)


def _earlier(batch: Batch, at: datetime) -> Reading:
    today = local(at).date()
    new = campaign.edition_of(int(batch.name))
    assert new is not None, batch.name
    activities = queries.earlier(batch.organisation_id, today, today - LOOKED_BACK)
    return earlier.reading(activities, campaign.editions(), new, at)
