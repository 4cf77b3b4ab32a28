"""What an activity still needs before it can be checked and shown."""

from datetime import datetime

from flask_babel import gettext as _

from weekapp.activities.models import Activity
from weekapp.activities.rows import is_filled, rows_in
from weekapp.activities.wall import is_yet_to_come

Missing = dict[str, str]


def missing(activity: Activity, at: datetime) -> Missing:
    """A sentence for each thing that is missing, by the name of its field; empty when ready."""
    return {
        **_missing_texts(activity),
        **_missing_dates(activity, at),
        **_missing_place(activity),
        **_missing_municipality(activity),
        **_missing_contact(activity),
    }


def _missing_texts(activity: Activity) -> Missing:
    said: Missing = {}
    if not activity.title:
        said["title"] = _("Geef de activiteit een titel.")
    if not activity.summary:
        said["summary"] = _("Vertel in één zin wat jullie gaan doen.")
    if not activity.themes:
        said["themes"] = _("Kies ten minste één thema.")
    if not activity.audiences:
        said["audiences"] = _("Kies voor wie het is. Voor iedereen kan ook.")
    if not activity.is_free and not activity.price:
        said["price"] = _("Vul in wat het kost, bijvoorbeeld: € 3 voor de lunch.")
    if activity.picture_id and not activity.picture_alt:
        said["picture_alt"] = _(
            "Beschrijf wat er op de foto staat, voor wie de foto niet kan zien."
        )
    return said


def _missing_dates(activity: Activity, at: datetime) -> Missing:
    if any(is_filled(row) for row in rows_in(activity.unfinished or {})):
        return {"dates": _("Maak de datums af, of haal weg wat je niet nodig hebt.")}
    planned = [date for date in activity.occurrences if date.status != "cancelled"]
    if not any(is_yet_to_come(date.starts_at, date.ends_at, at) for date in planned):
        return {"dates": _("Zet er ten minste één datum bij die nog komt.")}
    return {}


def _missing_place(activity: Activity) -> Missing:
    said: Missing = {}
    if activity.attendance != "online":
        if not activity.street and activity.precision != "manual":
            said["street"] = _(
                "Vul de straat en het huisnummer in. Is er geen straat? Wijs de plek dan aan."
            )
        if not activity.postcode and not activity.place:
            said["place"] = _("Vul een postcode of een plaats in.")
    if activity.attendance != "in_person" and not activity.online_url:
        said["online_url"] = _("Vul de link in waarmee mensen online meedoen.")
    return said


def _missing_municipality(activity: Activity) -> Missing:
    if activity.municipality_code:
        return {}
    if activity.attendance == "online":
        return {
            "municipality_code": _("Kies voor de inwoners van welke gemeente deze activiteit is.")
        }
    if activity.found_elsewhere:
        return {"municipality_code": elsewhere(activity)}
    return {
        "municipality_code": _(
            "We konden het adres niet vinden. Kies zelf in welke gemeente het is."
        )
    }


def elsewhere(activity: Activity) -> str:
    """The question when the map and the address, or the organiser, say different municipalities."""
    found = activity.found_elsewhere
    name = found.name if found else ""
    says: str = _(
        "Op de kaart ligt dit in %(name)s, maar de postcode of plaats hoort bij een andere "
        "gemeente. Kies welke gemeente klopt.",
        name=name,
    )
    if activity.is_municipality_manual:
        says = _(
            "Op de kaart ligt dit in %(name)s, maar jij koos een andere gemeente. "
            "Klopt het adres? Wijs anders zelf de plek aan.",
            name=name,
        )
    return says


def about_place(activity: Activity) -> str:
    """What is still to be done about its place on the map; empty when nothing is."""
    if activity.found_elsewhere_code:
        return elsewhere(activity)
    says = ""
    if activity.wants_location and activity.latitude is None:
        says = _(
            "Dit adres is nog niet gevonden op de kaart. We zoeken verder. "
            "Wijs de plek zelf aan als je niet wilt wachten."
        )
    elif activity.wants_location:
        says = _(
            "We vonden alleen de plaats, niet het adres. Wijs de plek zelf aan. "
            "Dan weten mensen precies waar ze moeten zijn."
        )
    return says


def _missing_contact(activity: Activity) -> Missing:
    ways = activity.join_ways
    said: Missing = {}
    if not ways:
        said["join_ways"] = _("Kies ten minste één manier om mee te doen.")
    if "phone" in ways and not activity.contact_phone:
        said["contact_phone"] = _("Vul het telefoonnummer in dat mensen kunnen bellen.")
    elif not activity.contact_phone and not activity.contact_hours:
        said["contact_phone"] = _(
            "Vul een telefoonnummer in, of leg hieronder uit hoe iemand zonder internet je bereikt."
        )
    if "email" in ways and not activity.contact_email:
        said["contact_email"] = _("Vul het e-mailadres in waar mensen naartoe kunnen mailen.")
    if "link" in ways and not activity.join_url:
        said["join_url"] = _("Vul de website in waar mensen zich aanmelden.")
    return said
