"""What happened to an activity, written down as it happens."""

from weekapp.accounts.deeds import Deed
from weekapp.activities.models import Activity, HistoryEntry
from weekapp.database import db


def remember(
    activity: Activity,
    deed: Deed,
    what: str,
    before: str,
    reason: str = "",
    fields: list[str] | None = None,
) -> None:
    """Write down who did what, when and why; `before` is the status it had."""
    entry = HistoryEntry(
        activity_id=activity.id,
        at=deed.at,
        account_id=deed.by.id if deed.by else None,
        deed=what,
        status_before=before,
        status_after=activity.status,
        reason=reason,
        fields=fields or [],
    )
    db.session.add(entry)
