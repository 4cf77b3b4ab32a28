"""What a change of an activity means for its place on the map and for its municipality."""

from dataclasses import dataclass
from datetime import date, timedelta

from weekapp import jobs
from weekapp.accounts.deeds import Deed
from weekapp.activities.changes import Snapshot
from weekapp.activities.models import Activity
from weekapp.clock import local
from weekapp.database import db
from weekapp.places.borders import municipality_at
from weekapp.places.gazetteer import gazetteer
from weekapp.places.spelling import key

# Whoever saves looks at once; the worker follows when that was in vain.
FIRST_PAUSE = timedelta(minutes=1)
ADDRESS = ("attendance", "street", "postcode", "place")


@dataclass(frozen=True)
class Pin:
    """A point in WGS84 degrees, how exact it is, and the code of the municipality it lies in."""

    latitude: float
    longitude: float
    precision: str = "manual"
    municipality_code: str | None = None


def pointed_out(latitude: float, longitude: float, on: date) -> Pin | None:
    """A pin at a point in the Netherlands; None elsewhere."""
    code = municipality_at(latitude, longitude)
    if code is None:
        return None
    return Pin(latitude, longitude, municipality_code=gazetteer().current_code(code, on))


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
        take(activity, pin, local(deed.at).date())
    elif is_elsewhere:
        _forget(activity)
        seek(activity, deed)
    elif is_chosen_anew and not activity.is_located:
        seek(activity, deed)
    elif is_chosen_anew and not by_hand:
        _follow_point(activity, local(deed.at).date())


def take(activity: Activity, pin: Pin, on: date) -> None:
    """Put an activity at a point, unless it is found where the address says it is not."""
    expected = _expected(activity, on)
    if pin.precision != "manual" and expected and pin.municipality_code not in expected:
        activity.found_elsewhere_code = pin.municipality_code
        return
    activity.latitude, activity.longitude = round(pin.latitude, 6), round(pin.longitude, 6)
    activity.precision = pin.precision
    activity.wants_location = pin.precision == "place"
    activity.found_elsewhere_code = None
    if not activity.is_municipality_manual:
        _follow(activity, pin.municipality_code, on)


def seek(activity: Activity, deed: Deed) -> None:
    """Have an activity found on the map by the worker, if there is something to look for."""
    activity.wants_location = any(address_of(activity))
    if activity.wants_location:
        at = deed.at + FIRST_PAUSE
        jobs.enqueue(db.session(), "locate", {"activity_id": activity.id, "tries": 0}, at=at)


def address_of(activity: Activity) -> tuple[str, str, str]:
    """What is looked for on the map: street, postcode and place."""
    return activity.street, activity.postcode, activity.place


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


def _expected(activity: Activity, on: date) -> set[str]:
    """Where the activity says it is: its municipality by hand, else what its address may mean."""
    if activity.is_municipality_manual and activity.municipality_code:
        return {activity.municipality_code}
    return municipalities_named(activity.postcode, activity.place, on)


def municipalities_named(postcode: str, place: str, on: date) -> set[str]:
    """The codes of the municipalities an address may be in; none when it names no place we know."""
    known = gazetteer()
    area = known.postcodes.get(postcode[:4])
    codes = {area.municipality_code, *area.other_codes} if area else set()
    codes |= {known.municipality_of(one).code for one in known.names.get(key(place), ())}
    return {known.current_code(code, on) for code in codes}


def _follow_point(activity: Activity, on: date) -> None:
    if activity.latitude is not None and activity.longitude is not None:
        pin = pointed_out(activity.latitude, activity.longitude, on)
        _follow(activity, pin.municipality_code if pin else None, on)


def _follow(activity: Activity, code: str | None, on: date) -> None:
    """Take over the municipality of the point, or ask when the address says another one."""
    if code is None:
        return
    expected = _expected(activity, on)
    if expected and code not in expected:
        activity.found_elsewhere_code = code
        if activity.status in ("draft", "returned"):
            activity.municipality_code = None
        return
    activity.municipality_code, activity.found_elsewhere_code = code, None
