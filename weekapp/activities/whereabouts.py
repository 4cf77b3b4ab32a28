"""What a change of an activity means for its place on the map and for its municipality."""

from dataclasses import dataclass
from datetime import date, timedelta

from weekapp import jobs
from weekapp.accounts.deeds import Deed
from weekapp.activities.changes import Snapshot
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.database import db
from weekapp.places.addresses import Address, Candidate, Located
from weekapp.places.gazetteer import gazetteer

# Whoever saves looks at once; the worker follows when that was in vain, then less and less often.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 15, 60, 240, 720, 1440))
ADDRESS = ("attendance", "street", "postcode", "place")


@dataclass(frozen=True)
class Pin:
    """A point somebody pointed out, in WGS84 degrees, and the municipality it lies in."""

    latitude: float
    longitude: float
    municipality_code: str


def pointed_out(latitude: float, longitude: float, on: date) -> Pin | None:
    """A pin at a point in the Netherlands; None elsewhere."""
    from weekapp.places import borders

    code = borders.municipality_at(latitude, longitude)
    if code is None:
        return None
    return Pin(latitude, longitude, gazetteer().current_code(code, on))


def settle(
    activity: Activity, before: Snapshot, pin: Pin | None, by_hand: str | None, deed: Deed
) -> None:
    """Make point and municipality follow what was typed.

    A pin that was moved now stands; a new address is looked for anew, also when the old one had
    a pin; a municipality chosen by hand (`by_hand`, its code) stays.
    """
    is_elsewhere = any(before[name] != getattr(activity, name) for name in ADDRESS)
    is_chosen_anew = by_hand != (
        before["municipality_code"] if activity.is_municipality_manual else None
    )
    _choose(activity, by_hand)
    if activity.attendance == "online":
        _forget(activity)
        activity.wants_location = False
    elif pin:
        _put(activity, pin.latitude, pin.longitude, "manual")
        _follow(activity, pin, local(deed.at).date())
    elif is_elsewhere:
        _forget(activity)
        seek(activity, deed)
    elif is_chosen_anew and not activity.is_located:
        seek(activity, deed)
    elif is_chosen_anew and not by_hand:
        _follow_point(activity, local(deed.at).date())


def take(activity: Activity, found: Located) -> None:
    """Put an activity where a geocoder found its address, unless that is another municipality.

    What is found elsewhere than the text or the organiser says becomes a question to them.
    """
    by_hand = activity.municipality_code if activity.is_municipality_manual else None
    if found.municipality_code != by_hand if by_hand else found.disagrees:
        activity.found_elsewhere_code = found.municipality_code
        return
    _put(activity, found.latitude, found.longitude, found.precision)
    activity.municipality_code = found.municipality_code


def seek(activity: Activity, deed: Deed, tries: int = 0) -> None:
    """Have an activity found on the map by the worker, if there is something to look for.

    The pauses grow with the number of tries; after the last one it is up to the organiser.
    """
    street, postcode, place = address_of(activity)
    activity.wants_location = bool(postcode or place)
    if activity.wants_location and tries < len(PAUSES):
        asked = {"activity_id": activity.id, "address": [street, postcode, place], "tries": tries}
        jobs.enqueue(db.session(), "locate", asked, at=deed.at + PAUSES[tries])


def address_of(activity: Activity) -> tuple[str, str, str]:
    """What is looked for on the map: street, postcode and place."""
    return activity.street, activity.postcode, activity.place


def _put(activity: Activity, latitude: float, longitude: float, precision: str) -> None:
    activity.latitude, activity.longitude = round(latitude, 6), round(longitude, 6)
    activity.precision = precision
    activity.wants_location = precision == "place"
    activity.found_elsewhere_code = None


def _choose(activity: Activity, by_hand: str | None) -> None:
    if by_hand:
        activity.municipality_code, activity.found_elsewhere_code = by_hand, None
    elif activity.is_municipality_manual and activity.status in ("draft", "returned"):
        activity.municipality_code = None
    activity.is_municipality_manual = by_hand is not None


def _forget(activity: Activity) -> None:
    activity.latitude = activity.longitude = activity.precision = None
    activity.found_elsewhere_code = None
    # What is public or being checked stays with its municipality until a better one is known.
    if not activity.is_municipality_manual and activity.status in ("draft", "returned"):
        activity.municipality_code = None


def _follow_point(activity: Activity, on: date) -> None:
    if activity.latitude is not None and activity.longitude is not None:
        pin = pointed_out(activity.latitude, activity.longitude, on)
        if pin:
            _follow(activity, pin, on)


def _follow(activity: Activity, pin: Pin, on: date) -> None:
    """Take over the municipality of a pin, or ask when the address says another one."""
    if activity.is_municipality_manual:
        return
    from weekapp.places.matching import contradicted

    here = Candidate("", "address", pin.latitude, pin.longitude)
    if contradicted(Address(*address_of(activity)), here, pin.municipality_code, on):
        activity.found_elsewhere_code = pin.municipality_code
        if activity.status in ("draft", "returned"):
            activity.municipality_code = None
        return
    activity.municipality_code, activity.found_elsewhere_code = pin.municipality_code, None
