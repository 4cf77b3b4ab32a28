"""The letters about an activity, one function each."""

from collections.abc import Sequence
from typing import Any

from weekapp.accounts import queries as accounts
from weekapp.accounts.deeds import Deed
from weekapp.activities.models import Activity, Occurrence
from weekapp.activities.welcome import wondered
from weekapp.clock import local
from weekapp.database import db
from weekapp.mail import letter, post
from weekapp.organisations import queries as organisations


def submitted(activity: Activity, deed: Deed) -> None:
    """To who looks after the municipality: something is waiting for you."""
    keepers = accounts.coordinators_of(activity.municipality_code or "", local(deed.at).date())
    addresses = [keeper.email for keeper in keepers or accounts.national_team()]
    _send("submitted", addresses, activity, deed, queue=deed.link("moderation.queue"))


def published(activity: Activity, deed: Deed, is_new: bool) -> None:
    """To the organisation: it can be seen, here."""
    asked = wondered(activity).asked
    _send("published", _members(activity), activity, deed, is_new=is_new, asked=asked)


def returned(activity: Activity, reason: str, deed: Deed) -> None:
    """To the organisation: this has to be different first."""
    _send("returned", _members(activity), activity, deed, reason=reason)


def taken_down(activity: Activity, reason: str, deed: Deed) -> None:
    """To the organisation: it is off the site, for this reason, and how it can come back."""
    _send("taken_down", _members(activity), activity, deed, reason=reason)


def cancelled(activity: Activity, reason: str, deed: Deed) -> None:
    """To the organisation: it is off, and what happens now."""
    _send("cancelled", _members(activity), activity, deed, reason=reason)


def date_cancelled(activity: Activity, date: Occurrence, reason: str, deed: Deed) -> None:
    """To the organisation: this one date is off."""
    _send("date_cancelled", _members(activity), activity, deed, date=date, reason=reason)


def _members(activity: Activity) -> Sequence[str]:
    return organisations.addresses_of(activity.organisation_id)


def _send(name: str, addresses: Sequence[str], activity: Activity, deed: Deed, **more: Any) -> None:
    context = {
        "activity": activity,
        "page": deed.link("agenda.activity", number=activity.id, slug=activity.slug),
        "desk": deed.link("activities.edit", activity_id=activity.id),
        **more,
    }
    for address in addresses:
        written = letter(address, f"activities/mail/{name}.txt", **context)
        # The version makes each decision a letter of its own, and its repetition the same one.
        key = f"{name} {activity.id} {activity.version} {deed.at.isoformat()} {address}"
        post(db.session(), written, dedupe_key=key[:200])
