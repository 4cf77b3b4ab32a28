"""What an activity says at one moment, and what of it differs from another moment."""

import hashlib
import json
from typing import Any

from flask_babel import lazy_gettext as _

from weekapp.activities.models import Activity, Occurrence

Snapshot = dict[str, Any]

PLACE = {
    "attendance": _("op een plek of online"),
    "venue_name": _("naam van de plek"),
    "street": _("straat en huisnummer"),
    "postcode": _("postcode"),
    "place": _("plaats"),
    "online_url": _("link"),
}
CONTACT = {
    "join_ways": _("hoe je meedoet"),
    "join_url": _("website om aan te melden"),
    "contact_name": _("naam van de contactpersoon"),
    "contact_phone": _("telefoonnummer"),
    "contact_hours": _("wanneer je kunt bellen"),
    "contact_email": _("e-mailadres"),
}
DATES = {"dates": _("datums en tijden")}
TEXT = {
    "title": _("titel"),
    "summary": _("samenvatting"),
    "description": _("beschrijving"),
    "novelty": _("nieuw of bestaand"),
    "audiences": _("doelgroep"),
    "themes": _("thema"),
    "is_free": _("gratis"),
    "price": _("prijs"),
    "languages": _("talen"),
    "wheelchair": _("rolstoel"),
    "accessible_toilet": _("aangepast toilet"),
    "ring_loop": _("ringleiding"),
    "quiet": _("rustige omgeving"),
    "companion_dog": _("hulphond"),
    "group_size": _("grootte van de groep"),
    "capacity": _("aantal plekken"),
    "host_name": _("gastvrouw of gastheer"),
    "first_visit": _("de eerste keer"),
    "may_bring_someone": _("iemand meenemen"),
    "is_met_at_door": _("iemand vangt je op"),
    "is_picked_up": _("opgehaald worden"),
    "continues_weekly": _("gaat wekelijks door"),
    "picture_id": _("foto"),
    "picture_alt": _("beschrijving van de foto"),
}
POINT = {"latitude": _("plek op de kaart"), "longitude": _("plek op de kaart")}
FOUND = {*POINT, "municipality_code"}
LABELS = PLACE | CONTACT | DATES | TEXT | POINT | {"municipality_code": _("gemeente")}
# A change of these has to be looked at again: people would go to the wrong place or nowhere.
MATERIAL = set(PLACE) | set(CONTACT) | set(DATES) | set(POINT) | {"municipality_code"}


def snapshot(activity: Activity) -> Snapshot:
    """Everything the public reads of an activity, as plain JSON values."""
    said: Snapshot = {
        name: getattr(activity, name)
        for name in LABELS
        if name not in ("dates", "audiences", "themes")
    }
    said["audiences"] = sorted(activity.audiences)
    said["themes"] = sorted(activity.themes)
    said["dates"] = [
        [date.starts_at.isoformat(), date.ends_at.isoformat(), _decided(date), date.note]
        for date in sorted(activity.occurrences, key=lambda o: o.starts_at)
    ]
    return said


def _decided(date: Occurrence) -> str:
    """The status somebody gave a date; that its places ran out is nobody's decision."""
    return "planned" if date.is_filled else date.status


def between(before: Snapshot | None, after: Snapshot) -> list[str]:
    """The names of what differs, in the order people read them."""
    if before is None:
        return []
    return [name for name in LABELS if before.get(name) != after.get(name)]


def is_material(names: list[str]) -> bool:
    """Whether a coordinator has to look again when these change: time, place or contact."""
    return not MATERIAL.isdisjoint(names)


def stamp(activity: Activity) -> str:
    """Stands for what the form shows of an activity: another stamp, and somebody else wrote.

    Where the map puts it is not in it: that may be found while somebody types.
    """
    said = {name: value for name, value in snapshot(activity).items() if name not in FOUND}
    said |= {"status": activity.status, "unfinished": activity.unfinished}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]
