"""An activity as schema.org/Event, one for each date, safe to stand in a script element."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from weekapp.activities.models import Activity, Occurrence
from weekapp.clock import is_all_day, local
from weekapp.formats import last_date, local_date

MOST_EVENTS = 30
SCHEMA = "https://schema.org"
ATTENDANCE = {"in_person": "Offline", "online": "Online", "both": "Mixed"}
# JSON that cannot end its element or be read as markup (https://html.spec.whatwg.org/#script).
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_script(value: Any) -> Markup:
    """JSON to stand between <script type="application/ld+json"> and its end."""
    return Markup(json.dumps(value, ensure_ascii=False).translate(_ESCAPES))


def events(
    activity: Activity, dates: Iterable[Occurrence], url: str, image: str = ""
) -> list[dict[str, Any]]:
    """One Event for each date, with the address of a picture if there is one; schema.org/Event."""
    same = _same(activity, url) | ({"image": image} if image else {})
    return [same | _date(activity, date) for date in list(dates)[:MOST_EVENTS]]


def _same(activity: Activity, url: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": activity.title,
        "description": activity.summary,
        "url": url,
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[activity.attendance]}EventAttendanceMode",
        "location": _locations(activity, url),
        "organizer": {"@type": "Organization", "name": activity.organisation.name},
        "isAccessibleForFree": activity.is_free,
        "inLanguage": activity.languages,
    }
    if activity.is_free:
        told["offers"] = {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": url}
    if most := activity.capacity or activity.group_size:
        told["maximumAttendeeCapacity"] = most
    return told


def _date(activity: Activity, date: Occurrence) -> dict[str, Any]:
    is_off = "cancelled" in (activity.status, date.status)
    return {
        **_times(date),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if is_off else 'EventScheduled'}",
    }


def _times(date: Occurrence) -> dict[str, str]:
    """Whole days as dates, of which the last one counts too."""
    start, end = date.starts_at, date.ends_at
    if is_all_day(start, end):
        first, last = local_date(start), last_date(start, end)
        return {"startDate": first.isoformat(), "endDate": last.isoformat()}
    return {"startDate": local(start).isoformat(), "endDate": local(end).isoformat()}


def _locations(activity: Activity, url: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    if activity.attendance != "online":
        told.append(_place(activity))
    if activity.attendance != "in_person":
        told.append({"@type": "VirtualLocation", "url": activity.online_url or url})
    return told


def _place(activity: Activity) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": activity.venue_name or activity.street or activity.place,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": activity.street,
            "postalCode": activity.postcode,
            "addressLocality": activity.place,
            "addressCountry": "NL",
        },
    }
    if activity.is_located:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": activity.latitude,
            "longitude": activity.longitude,
        }
    return place
