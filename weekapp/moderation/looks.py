"""An activity as a coordinator looks at it: with what changed, what to watch, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from weekapp.activities import changes, queries as activities
from weekapp.activities.models import Activity, HistoryEntry
from weekapp.database import db
from weekapp.moderation.differences import Difference, differences
from weekapp.moderation.lookalikes import disguised_words
from weekapp.places.models import Municipality


@dataclass(frozen=True)
class Look:
    """One activity, opened to be checked."""

    activity: Activity
    differences: list[Difference]
    warnings: list[str]
    history: Sequence[HistoryEntry]


def look_at(activity: Activity, is_first: bool = False) -> Look:
    """Everything a coordinator wants to know before deciding."""
    return Look(
        activity,
        differences(activity.approved, changes.snapshot(activity), _names(activity)),
        _warnings(activity, is_first),
        activities.history_of(activity),
    )


def changed_labels(activity: Activity) -> list[str]:
    """What changed since a coordinator last agreed, in a few words each."""
    names = changes.between(activity.approved, changes.snapshot(activity))
    return list(dict.fromkeys(str(changes.LABELS[name]) for name in names))


def _names(activity: Activity) -> dict[str, str]:
    before = (activity.approved or {}).get("municipality_code")
    if before in (None, activity.municipality_code):
        return {}
    codes = (before, activity.municipality_code)
    found = select(Municipality.code, Municipality.name).where(Municipality.code.in_(codes))
    return {code: name for code, name in db.session.execute(found)}  # noqa: C416


def _warnings(activity: Activity, is_first: bool) -> list[str]:
    found = []
    if is_first:
        found.append(_("Dit is de eerste activiteit van deze organisatie."))
    disguised = disguised_words(f"{activity.title} {activity.organisation.name}")
    if disguised:
        found.append(
            _(
                "Let op: in “%(words)s” staan letters uit een ander alfabet die op gewone "
                "letters lijken. Is dit wel wie het lijkt?",
                words="”, “".join(disguised),
            )
        )
    if activity.attendance != "online" and not activity.is_located:
        found.append(_("Deze activiteit staat nog niet op de kaart."))
    return found
