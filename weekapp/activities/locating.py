"""Finds activities on the map: at once for whoever saves, and again by the worker."""

from weekapp import clock, jobs
from weekapp.accounts.access import link
from weekapp.accounts.deeds import Deed
from weekapp.activities import changes, operations, whereabouts
from weekapp.activities.models import Activity
from weekapp.activities.whereabouts import address_of
from weekapp.database import db
from weekapp.places.addresses import Address, NotLocated
from weekapp.places.geocoding import locate


def find(activity_id: int) -> None:
    """Look for an activity and put it on the map; NotLocated when that was in vain.

    Nothing may be pending in the session: it is committed, so that no transaction is open while
    the network is waited for. What is found counts only if the address is still the same; the
    caller commits it.
    """
    activity = db.session.get(Activity, activity_id)
    if activity is None or not activity.wants_location:
        return
    asked = address_of(activity)
    db.session.commit()
    found = locate(Address(*asked))
    activity = db.session.get(Activity, activity_id, populate_existing=True)
    if activity is None or not activity.wants_location or address_of(activity) != asked:
        return
    before = changes.snapshot(activity)
    whereabouts.take(activity, found)
    operations.revise(activity, before, _by_the_site())


@jobs.work("locate")
def look_again(payload: jobs.Payload) -> None:
    """What the worker does: look, and when it is not found, later again."""
    activity = db.session.get(Activity, payload["activity_id"])
    if activity is None or list(address_of(activity)) != payload["address"]:
        return
    try:
        find(activity.id)
    except NotLocated as failure:
        if failure.is_temporary:
            raise jobs.NotYet(f"geocoder: {failure.reason}", failure.retry_after) from failure
    if activity.wants_location:
        whereabouts.seek(activity, _by_the_site(), payload["tries"] + 1)


def _by_the_site() -> Deed:
    return Deed(by=None, at=clock.now(), link=link)
