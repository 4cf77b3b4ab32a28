"""The letters about what came in, one function each."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from weekapp import limits
from weekapp.accounts import queries as accounts
from weekapp.accounts.deeds import Deed
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.database import db
from weekapp.imports.models import Batch, Entry, Source
from weekapp.mail import letter, post
from weekapp.organisations import queries as organisations

MOST_LETTERS = "5/day"


def handed_in(batch: Batch, entries: Sequence[Entry], deed: Deed) -> None:
    """To who looks after each municipality: one letter for all that came in at once.

    Who brings in a hundred batches a day fills the queue, and not the letter box.
    """
    activities = [entry.activity for entry in entries if entry.activity]
    for code, how_many in Counter(one.municipality_code for one in activities).items():
        if not limits.allows(MOST_LETTERS, "handed in", str(batch.organisation_id), code or ""):
            continue
        mine = [one for one in activities if one.municipality_code == code]
        keepers = accounts.coordinators_of(code or "", local(deed.at).date())
        for address in [one.email for one in keepers or accounts.national_team()]:
            written = letter(
                address,
                "imports/mail/handed_in.txt",
                organisation=batch.organisation.name,
                municipality=mine[0].municipality.name if mine[0].municipality else "",
                titles=[one.title for one in mine[:5]],
                how_many=how_many,
                queue=deed.link("moderation.queue"),
            )
            post(db.session(), written, dedupe_key=f"handed in {batch.id} {code} {address}"[:200])


def followed(
    source: Source, batch: Batch, waiting: Sequence[Entry], gone: Sequence[Activity], deed: Deed
) -> None:
    """To the organisation: what is new in its calendar, and what is gone from it."""
    if not waiting and not gone:
        return
    told = " ".join([*(entry.key for entry in waiting), *(f"-{one.id}" for one in gone)])
    for address in organisations.addresses_of(source.organisation_id):
        written = letter(
            address,
            "imports/mail/followed.txt",
            source=source,
            new=[entry.title for entry in waiting],
            gone=[one.title for one in gone],
            page=deed.link("imports.source", source_id=source.id),
        )
        # What was told once is not told again at the next reading.
        post(
            db.session(),
            written,
            dedupe_key=f"followed {source.id} {_digest(told)} {address}"[:200],
        )


def unreadable(source: Source, deed: Deed) -> None:
    """To the organisation: its calendar has not answered for a day."""
    for address in organisations.addresses_of(source.organisation_id):
        written = letter(
            address,
            "imports/mail/unreadable.txt",
            source=source,
            page=deed.link("imports.source", source_id=source.id),
        )
        since = source.good_at.isoformat() if source.good_at else ""
        post(db.session(), written, dedupe_key=f"unreadable {source.id} {since} {address}"[:200])


def _digest(told: str) -> str:
    return sha256(told.encode()).hexdigest()[:16]
