"""The columns of a sheet: what they are called in ours, and what others call them."""

import re
from collections.abc import Sequence
from functools import cache

from weekapp.places.spelling import key

# Our own names, in the order of our template. They are part of a format: never translated.
LABELS = {
    "key": "Kenmerk",
    "title": "Titel",
    "summary": "Samenvatting",
    "description": "Omschrijving",
    "day": "Datum",
    "starts": "Van",
    "ends": "Tot",
    "last_day": "Einddatum",
    "note": "Bijzonderheid van deze datum",
    "weekly_until": "Elke week tot en met",
    "continues_weekly": "Gaat daarna elke week door",
    "attendance": "Waar kunnen mensen meedoen",
    "venue_name": "Naam van de plek",
    "street": "Straat en huisnummer",
    "postcode": "Postcode",
    "place": "Plaats",
    "municipality_code": "Gemeente",
    "online_url": "Link om online mee te doen",
    "themes": "Thema",
    "audiences": "Voor wie",
    "novelty": "Speciaal voor de week",
    "price": "Kosten",
    "join_ways": "Aanmelden",
    "join_url": "Website om je aan te melden",
    "contact_name": "Contactpersoon",
    "contact_phone": "Telefoonnummer",
    "contact_hours": "Wanneer bellen",
    "contact_email": "E-mailadres",
    "host_name": "Gastvrouw of gastheer",
    "first_visit": "De eerste keer",
    "is_met_at_door": "Iemand vangt je op bij de deur",
    "may_bring_someone": "Je mag iemand meenemen",
    "is_picked_up": "Je kunt opgehaald worden",
    "group_size": "Groepsgrootte",
    "languages": "Talen",
    "wheelchair": "Rolstoel",
    "accessible_toilet": "Aangepast toilet",
    "ring_loop": "Ringleiding",
    "quiet": "Rustige omgeving",
    "companion_dog": "Hulphond welkom",
}
# Columns of others that we read and do not have.
THEIRS = {"when": "Wanneer", "times": "Tijd", "free": "Gratis", "house_number": "Huisnummer"}
# What others call them; spaces, capitals, accents and punctuation do not count.
SYNONYMS = {
    "key": "id, referentie, activiteitnummer, eigen kenmerk",
    "title": "naam activiteit, naam van de activiteit, activiteit, naam, activiteitnaam, "
    "evenement, onderwerp, title, titel activiteit, titel van de activiteit, wat",
    "summary": "korte omschrijving, korte beschrijving, in het kort, intro, inleiding, "
    "korte tekst, in één zin",
    "description": "beschrijving, toelichting, uitleg, meer vertellen, meer informatie, "
    "lange omschrijving, uitgebreide omschrijving, description, tekst, inhoud, "
    "omschrijving activiteit, omschrijving van de activiteit",
    "day": "dag, begindatum, startdatum, date, datum activiteit, datums, data, op welke dag",
    "starts": "begin, aanvang, start, starttijd, begintijd, aanvangstijd, van tijd, tijd van, "
    "tijdstip van, hoe laat, begint om, vanaf",
    "ends": "einde, eind, eindtijd, tot tijd, tijd tot, tot en met tijd, afgelopen, eindigt om, "
    "tijdstip tot",
    "last_day": "laatste dag, tot en met datum, eindigt op, einde datum, eind datum",
    "note": "bijzonderheid, bijzonderheden, opmerking bij datum, bijzonderheid datum",
    "weekly_until": "elke week t/m, wekelijks tot en met, wekelijks t/m, herhalen tot en met, "
    "herhalen tot, wekelijks tot",
    "continues_weekly": "daarna gaat het elke week door, gaat wekelijks door, wekelijks, "
    "gaat daarna door",
    "attendance": "vorm, op een plek of online, fysiek of online, waar kunnen mensen meedoen?, "
    "online of op locatie",
    "venue_name": "locatie, plek, zaal, naam locatie, locatienaam, gebouw, ruimte, waar, "
    "naam van de locatie, venue, accommodatie",
    "street": "adres, straat, straat + huisnummer, straat en nummer, straatnaam, "
    "adres locatie, straat en huisnr, bezoekadres, adres van de locatie",
    "postcode": "post code, pc, postcode locatie, zip",
    "place": "woonplaats, stad, dorp, plaatsnaam, city, plaats locatie, vestigingsplaats",
    "municipality_code": "gemeentenaam, naam gemeente, in welke gemeente",
    "online_url": "online link, link online, online, zoom, teams, meeting link, deelnamelink, "
    "videolink, zoom link, teams link",
    "themes": "thema's, soort, categorie, categorieën, soort activiteit, type, "
    "type activiteit, theme, wat voor activiteit",
    "audiences": "doelgroep, doelgroepen, bestemd voor, voor wie is het, publiek",
    "novelty": "nieuw of bestaand, nieuw, speciaal voor de week of bestaand",
    "price": "prijs, entree, wat kost het, kostprijs, bijdrage, eigen bijdrage, toegangsprijs, "
    "kosten deelname, kosten p.p., hoeveel kost het",
    "join_ways": "aanmelding, hoe aanmelden, meedoen, hoe doen mensen mee, manier van aanmelden, "
    "aanmelden via, inschrijven, opgeven, reserveren",
    "join_url": "website, link, url, webadres, webpagina, aanmeldlink, website aanmelden, site, "
    "link aanmelden, meer info link, internetadres",
    "contact_name": "contact, naam contactpersoon, contactgegevens naam",
    "contact_phone": "telefoon, tel, telnr, telefoonnr, mobiel, telefoon contactpersoon, "
    "06 nummer, gsm, phone, tel nummer, telefoonnummer contactpersoon, telnummer",
    "contact_hours": "bereikbaar, belmomenten, wanneer kunnen mensen bellen, bereikbaarheid, "
    "telefonisch bereikbaar",
    "contact_email": "mail, e-mail, email, mailadres, e-mailadres contactpersoon, "
    "e-mail contactpersoon, emailadres contactpersoon",
    "host_name": "gastvrouw, gastheer, gastvrouw/gastheer, gastheer/gastvrouw, gastpersoon, "
    "ontvangst door, host, wie ontvangt je",
    "first_visit": "eerste keer, eerste bezoek, wat gebeurt er de eerste keer, "
    "wat gebeurt er als je voor het eerst komt",
    "is_met_at_door": "opvang bij de deur, iemand bij de deur, ontvangst bij de deur",
    "may_bring_someone": "iemand meenemen, meenemen toegestaan, introducé",
    "is_picked_up": "ophalen, ophaaldienst, opgehaald worden, vervoer",
    "group_size": "grootte van de groep, aantal mensen, aantal deelnemers, aantal, "
    "max aantal, maximum aantal, aantal plaatsen, groep, deelnemers, max deelnemers",
    "languages": "taal, gesproken talen, voertaal, welke talen",
    "wheelchair": "rolstoeltoegankelijk, toegankelijk met een rolstoel, "
    "toegankelijk voor rolstoel, rolstoelvriendelijk, toegankelijk voor rolstoelen",
    "accessible_toilet": "invalidentoilet, mindervalidentoilet, toegankelijk toilet, "
    "rolstoeltoilet",
    "ring_loop": "ringleiding voor slechthorenden, ringleiding aanwezig",
    "quiet": "rustig, prikkelarm, rustige plek",
    "companion_dog": "hulphond, hulphonden welkom, hulphond toegestaan",
    "when": "datum en tijd, datum/tijd, datum + tijd, moment, tijdstip en datum",
    "times": "tijden, tijdstip, van tot, van - tot, tijd van tot, uur, duur van tot, begin en eind",
    "house_number": "huisnr, huisnummer en toevoeging, huisnummer + toevoeging",
    "free": "is gratis, gratis?, kosteloos",
}
# A row of a million cells is no header, and costs no more than one of a hundred.
MOST_LOOKED_AT, LONGEST = 100, 200
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")


def field_of(heading: str) -> str | None:
    """What a heading is the heading of; without what stands in brackets or on a next line."""
    known = _known()
    first = heading.strip().partition("\n")[0]
    for text in (heading, _ASIDE.sub("", heading), first, _ASIDE.sub("", first)):
        if field := known.get(key(text)):
            return field
    return None


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names a title and a date, without which there is no activity."""
    fields = fields_of(cells)
    return "title" in fields and bool(fields & {"day", "when", "starts"})


def fields_of(cells: Sequence[str]) -> set[str]:
    """The fields that a row of headings names."""
    likely = (cell for cell in cells[:MOST_LOOKED_AT] if 0 < len(cell) <= LONGEST)
    return {field for cell in likely if (field := field_of(cell))}


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for field, label in (LABELS | THEIRS).items():
        for name in (label, *SYNONYMS.get(field, "").split(",")):
            known.setdefault(key(name), field)
    return known
