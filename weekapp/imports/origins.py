"""What is known already of what was found: by where it came from, or by a sheet we gave out."""

from collections.abc import Iterable
from datetime import datetime

from weekapp.activities.typed import typed_of
from weekapp.imports import queries
from weekapp.imports.models import Batch, Entry, Origin
from weekapp.imports.sheet_export import own_number


def channel_of(batch: Batch) -> str:
    """Within what the keys of a batch are one and the same thing."""
    return f"earlier {batch.name}" if batch.kind == "earlier" else batch.kind


def known(batch: Batch, entries: Iterable[Entry], at: datetime) -> dict[str, Origin]:
    """The origins of entries by their key, each with its activity.

    A row of a sheet that we gave out names an activity of ours: what it leaves out stays.
    """
    by_key = {entry.key: entry for entry in entries}
    found = queries.origins(batch.organisation_id, channel_of(batch), by_key)
    ours = {
        number: key
        for key in by_key.keys() - found.keys()
        if batch.kind == "sheet" and (number := own_number(key))
    }
    for activity in queries.activities_of(batch.organisation_id, ours) if ours else ():
        key = ours[activity.id]
        told = by_key[key].found
        said = {
            name: values
            for name, values in typed_of(activity, at).items()
            if name in told or name.startswith("dates-")
        }
        found[key] = Origin(
            organisation_id=batch.organisation_id,
            activity_id=activity.id,
            activity=activity,
            channel=channel_of(batch),
            key=key,
            fields=said,
            seen_at=at,
        )
    return found
