"""The answers geocoders gave before: kept in the database, without what was typed."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from weekapp import clock, jobs
from weekapp.database import db, upsert
from weekapp.places.models import GeocoderAnswer

FOUND, NOTHING = timedelta(days=30), timedelta(days=1)
SUGGESTED = timedelta(days=1)


def lifetime(kind: str, answer: Any) -> timedelta:
    """How long an answer is kept: one that says there is nothing shorter than one that does."""
    if kind == "suggest":
        return SUGGESTED
    is_refusal = not answer or "reason" in answer
    return NOTHING if is_refusal else FOUND


def question(kind: str, asked: str) -> str:
    """The key of a question; the same for small differences in writing, and not readable."""
    same = " ".join(asked.casefold().split())
    return f"{kind}:{hashlib.sha256(same.encode()).hexdigest()}"


def kept(geocoder: str, asked: str, at: datetime) -> GeocoderAnswer | None:
    """The answer to a question() if it is not too old."""
    known = db.session.get(GeocoderAnswer, (geocoder, asked))
    if known is None:
        return None
    is_fresh = at < known.answered_at + lifetime(asked.partition(":")[0], known.answer)
    return known if is_fresh else None


def keep(geocoder: str, asked: str, answer: Any, at: datetime) -> None:
    """Keep an answer, in the caller's transaction; None when there is nothing."""
    fresh = upsert(GeocoderAnswer).values(
        geocoder=geocoder, question=asked, answer=answer, answered_at=at
    )
    db.session.execute(
        fresh.on_conflict_do_update(
            index_elements=[GeocoderAnswer.geocoder, GeocoderAnswer.question],
            set_={"answer": fresh.excluded.answer, "answered_at": at},
        )
    )


@jobs.every_ten_minutes
def forget_old_answers() -> None:
    """Drop answers that are no longer used."""
    at = clock.now()
    db.session.execute(delete(GeocoderAnswer).where(GeocoderAnswer.answered_at < at - FOUND))
    is_suggestion = GeocoderAnswer.question.startswith("suggest:")
    old_suggestions = GeocoderAnswer.answered_at < at - SUGGESTED
    db.session.execute(delete(GeocoderAnswer).where(is_suggestion, old_suggestions))
