"""Finds addresses on the map by the geocoder of the settings; the one place that asks outside.

Call these with nothing pending in the session: they commit it, so that no lock is held while the
network is waited for, and read and write what they keep in short transactions of their own.
With the embedded gazetteer there is no network, no database and no waiting.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from flask import Flask, current_app

from weekapp import clock, limits
from weekapp.config import Settings
from weekapp.database import db, writing
from weekapp.places import answers, nearby, suggestions, where
from weekapp.places.addresses import Address, Candidate, Located, Locator, NotLocated, address_in

REST_SECONDS = 20.0  # so long pages do not ask a geocoder that just failed
SUGGESTIONS_PER_NETWORK = "120/minute"
SEARCHES = "5/second"  # of residents together: half of what PDOK gets is left for organisers
FEWEST_CHARACTERS = 3

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Pending(RuntimeError):
    """Something in the session is not saved yet; save it before anything is looked up."""


@dataclass
class Geocoding:
    """The geocoder of an application, and until when (monotonic seconds) it is left in peace."""

    settings: Settings
    rests_until: float = 0.0

    @cached_property
    def locator(self) -> Locator:
        from weekapp.places.geocoders.choice import locator_of

        return locator_of(self.settings)

    @property
    def is_embedded(self) -> bool:
        return self.settings.geocoder == "gazetteer"

    @property
    def suggests(self) -> bool:
        """Whether it knows more than the gazetteer of what somebody may go on to type."""
        return not self.is_embedded and self.locator.suggests

    @property
    def rest(self) -> timedelta:
        """How long it is still left in peace."""
        return timedelta(seconds=max(0.0, self.rests_until - time.monotonic()))


def locate(address: Address, *leave: str) -> Located:
    """Where an address is; NotLocated when that is not known (yet).

    `leave` is a limit of the asker's own, such as ("5/second", "find").
    """
    geocoding, today = _geocoding(), clock.today()
    if not address.pc4 and not address.place.strip():
        raise NotLocated("incomplete")
    from weekapp.places import matching

    if geocoding.is_embedded:
        return matching.choose(address, geocoding.locator.candidates(address), today)
    found = _asked(
        geocoding,
        "locate",
        str(address),
        lambda: _choice(geocoding.locator, address, today),
        leave,
    )
    if found.get("reason"):
        raise NotLocated(found["reason"])
    return Located(**found)


def find(text: str, on: date) -> where.Answer:
    """Where a resident means, as where.find; a full address by the geocoder of the settings."""
    geocoding = _geocoding()
    address = address_in(text) if where.is_address(text) else None
    if geocoding.is_embedded or address is None:
        return where.find(text, on)
    try:
        found = locate(address, SEARCHES, "find")
    except NotLocated:
        return where.find(text, on)
    if found.precision not in ("address", "street") or found.disagrees:
        return where.find(text, on)
    return where.Found(
        found.latitude,
        found.longitude,
        found.label,
        found.precision,
        found.municipality_code,
        where.NEAR,
    )


def suggest(text: str, network: str) -> list[Candidate]:
    """What somebody from that network may go on to type; from the gazetteer if nothing better."""
    own = suggestions.suggest(text)
    geocoding = _geocoding()
    typed = text[: suggestions.LONGEST].strip()
    if not geocoding.suggests or len(typed) < FEWEST_CHARACTERS:
        return own
    per_network = (SUGGESTIONS_PER_NETWORK, "suggest", network)
    try:
        found = _asked(
            geocoding,
            "suggest",
            typed,
            lambda: [asdict(one) for one in geocoding.locator.suggestions(typed)],
            per_network,
        )
    except NotLocated:
        return own
    return [Candidate(**one) for one in found] or own


def nearest(latitude: float, longitude: float, network: str) -> Candidate | None:
    """What is at or near a point; None outside the Netherlands."""
    own = nearby.nearest(latitude, longitude)
    geocoding = _geocoding()
    if own is None or not geocoding.suggests:
        return own
    at = f"{latitude:.5f},{longitude:.5f}"
    per_network = (SUGGESTIONS_PER_NETWORK, "suggest", network)
    try:
        found = _asked(
            geocoding,
            "reverse",
            at,
            lambda: _as_json(geocoding.locator.nearest(latitude, longitude)),
            per_network,
        )
    except NotLocated:
        return own
    return Candidate(**found) if found else own


def _choice(locator: Locator, address: Address, today: date) -> dict[str, Any]:
    from weekapp.places import matching

    try:
        return asdict(matching.choose(address, locator.candidates(address), today))
    except NotLocated as refusal:
        return {"reason": refusal.reason}


def _as_json(candidate: Candidate | None) -> dict[str, Any] | None:
    return asdict(candidate) if candidate else None


def _asked(
    geocoding: Geocoding,
    kind: str,
    asked: str,
    ask: Callable[[], Any],
    per_network: tuple[str, ...] = (),
) -> Any:
    """The answer that was kept, or that of the geocoder; NotLocated while it cannot be asked."""
    if db.session.new or db.session.dirty or db.session.deleted:
        raise Pending
    name, question = geocoding.locator.name, answers.question(kind, asked)
    db.session.commit()
    known = answers.kept(name, question, clock.now())
    answer = known.answer if known else None
    db.session.commit()
    if known:
        return answer
    _ask_leave(geocoding, per_network)
    answer = _outside(geocoding, ask)
    with writing():
        answers.keep(name, question, answer, clock.now())
        db.session.commit()
    return answer


def _ask_leave(geocoding: Geocoding, per_network: tuple[str, ...]) -> None:
    """Count the question for all processes together; NotLocated when there were too many."""
    if geocoding.rest:
        raise NotLocated("busy", geocoding.rest)
    with writing():
        is_allowed = not per_network or limits.allows(*per_network)
        is_allowed = is_allowed and limits.allows(
            geocoding.locator.rule, "geocoder", geocoding.locator.name
        )
        db.session.commit()
    if not is_allowed:
        raise NotLocated("busy", timedelta(seconds=5))


def _outside(geocoding: Geocoding, ask: Callable[[], Answer]) -> Answer:
    """Ask the network; every failure becomes NotLocated, and a pause for who comes next.

    Besides what geopy raises, reading an answer that is not what was agreed can raise anything.
    """
    from weekapp.places.geocoders import failures

    try:
        return ask()
    except Exception as error:
        # Never in its own words: where somebody looked stands in the address it could not read.
        log.warning("%s: %s", geocoding.locator.name, type(error).__name__)
        failure = failures.read(error)
        if not failure.is_of_question:
            seconds = failure.pause.total_seconds() if failure.pause else REST_SECONDS
            geocoding.rests_until = time.monotonic() + seconds
        reason = "busy" if failure.is_busy else "unavailable"
        raise NotLocated(reason, failure.pause) from error


def _geocoding() -> Geocoding:
    found: Geocoding = current_app.extensions["geocoding"]
    return found


def init_app(app: Flask, settings: Settings) -> None:
    """The geocoder of the settings is made when it is first asked."""
    app.extensions["geocoding"] = Geocoding(settings)
