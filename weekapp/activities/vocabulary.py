"""The fixed words of an activity: code in the address and the database, label for people."""

from flask_babel import lazy_gettext as _

AUDIENCES = {
    "iedereen": _("Iedereen"),
    "ouderen": _("Ouderen"),
    "volwassenen": _("Volwassenen"),
    "jongeren": _("Jongeren"),
    "gezinnen": _("Gezinnen met kinderen"),
    "mantelzorgers": _("Mantelzorgers"),
    "nieuwkomers": _("Nieuwkomers"),
    "nabestaanden": _("Mensen die iemand missen"),
    "beperking": _("Mensen met een beperking"),
    "alleenstaanden": _("Mensen die alleen wonen"),
    "lhbtiq": _("LHBTIQ+"),
}
THEMES = {
    "koffie": _("Koffie en ontmoeting"),
    "eten": _("Samen eten"),
    "wandelen": _("Wandelen"),
    "bewegen": _("Sport en bewegen"),
    "creatief": _("Creatief"),
    "muziek": _("Muziek en zang"),
    "spel": _("Spel"),
    "natuur": _("Natuur en tuin"),
    "cultuur": _("Kunst en cultuur"),
    "digitaal": _("Digitaal"),
    "gesprek": _("Goed gesprek"),
    "leren": _("Leren en lezingen"),
    "helpen": _("Iets doen voor een ander"),
}
LANGUAGES = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "uk": _("Oekraïens"),
    "pl": _("Pools"),
    "fa": _("Farsi"),
    "ti": _("Tigrinya"),
    "fy": _("Fries"),
    "pap": _("Papiaments"),
    "ngt": _("Nederlandse Gebarentaal"),
}
NOVELTIES = {
    "new": _("Speciaal voor de week"),
    "existing": _("Bestaat al, nu in het zonnetje"),
}
ATTENDANCES = {
    "in_person": _("Op een plek"),
    "online": _("Online"),
    "both": _("Op een plek en online"),
}
ANSWERS = {"yes": _("Ja"), "no": _("Nee"), "unknown": _("Weet ik niet")}
FACILITIES = {
    "wheelchair": _("Rolstoel"),
    "accessible_toilet": _("Aangepast toilet"),
    "ring_loop": _("Ringleiding"),
    "quiet": _("Rustige omgeving"),
    "companion_dog": _("Hulphond welkom"),
}
JOIN_WAYS = {
    "walk_in": _("Gewoon binnenlopen"),
    "phone": _("Bellen"),
    "email": _("Mailen"),
    "link": _("Aanmelden op een website"),
    "here": _("Aanmelden op deze site"),
}
PRECISIONS = {
    "address": _("op het adres"),
    "street": _("in de straat"),
    "postcode": _("in het postcodegebied"),
    "place": _("ergens in de plaats"),
    "manual": _("zelf aangewezen"),
}
STATUSES = {
    "draft": _("Concept"),
    "submitted": _("Ingestuurd"),
    "published": _("Gepubliceerd"),
    "returned": _("Terug naar jou"),
    "cancelled": _("Gaat niet door"),
}
DATE_STATUSES = {
    "planned": _("Gaat door"),
    "full": _("Vol"),
    "cancelled": _("Gaat niet door"),
}
DEEDS = {
    "start": _("Begonnen"),
    "change": _("Veranderd"),
    "submit": _("Ingestuurd"),
    "withdraw": _("Teruggetrokken door de organisator"),
    "publish": _("Gepubliceerd"),
    "return": _("Teruggestuurd"),
    "take down": _("Van de site gehaald"),
    "cancel": _("Afgelast"),
    "date cancelled": _("Een datum afgelast"),
    "date full": _("Een datum is vol"),
    "date planned": _("Weer plek op een datum"),
    "sign-ups seen": _("Aanmeldingen bekeken"),
}
DAY_PARTS = {"ochtend": _("Ochtend"), "middag": _("Middag"), "avond": _("Avond")}


def day_part(hour: int) -> str:
    """The part of the day an hour of the wall clock falls in."""
    return "ochtend" if hour < 12 else "middag" if hour < 18 else "avond"
