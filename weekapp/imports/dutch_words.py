"""Yes, no and the fixed words of an activity, as people write them in a sheet."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from weekapp.activities import vocabulary
from weekapp.places.spelling import key

_YES = {
    "ja",
    "j",
    "x",
    "v",
    "y",
    "yes",
    "waar",
    "true",
    "1",
    "wel",
    "aanwezig",
    "beschikbaar",
    "✓",
    "✔",
    "☑",
}
_NO = {"nee", "n", "no", "onwaar", "false", "0", "niet", "geen", "neen", "-"}
_UNKNOWN = {"", "?", "onbekend", "weetikniet", "nvt", "weetniet"}
_SEPARATOR = re.compile(r"\s*[,;/|\n•]\s*")
_AND = re.compile(r"\s+(?:en|of|&|\+)\s+")

# What else people call them; spaces, capitals and accents do not count.
AUDIENCES = {
    "iedereen": "alle leeftijden, alle inwoners, allen, voor iedereen, inwoners, buurtbewoners",
    "ouderen": "senioren, 55+, 60+, 65+, 70+, 75+, oudere mensen, bejaarden, 55-plussers, "
    "65-plussers, 75-plussers",
    "volwassenen": "18+",
    "jongeren": "jeugd, tieners, jongvolwassenen, studenten, jongere mensen",
    "gezinnen": "gezin, kinderen, ouders, ouders en kinderen, ouders met kinderen, families",
    "mantelzorgers": "mantelzorger, mantelzorg",
    "nieuwkomers": "vluchtelingen, statushouders, anderstaligen, migranten, inburgeraars",
    "nabestaanden": "rouwenden, weduwen, weduwnaars, weduwen en weduwnaars, rouw",
    "beperking": "mensen met een handicap, gehandicapten, lichamelijke beperking, "
    "verstandelijke beperking, met een beperking",
    "alleenstaanden": "alleenstaande, alleenwonenden, singles, alleengaanden",
    "lhbtiq": "lhbti, lhbt, lhbti+, lhbtqi+, lhbtiqa+, queer, regenboog",
}
THEMES = {
    "koffie": "ontmoeting, ontmoeten, koffie drinken, inloop, koffieochtend, koffie en thee",
    "eten": "maaltijd, lunch, diner, eten en drinken, koken, samen koken",
    "wandelen": "wandeling, wandelen en bewegen, lopen",
    "bewegen": "sport, beweging, sporten, gym, dansen, fietsen, bewegen en sport",
    "creatief": "creativiteit, handwerken, knutselen, schilderen, creatieve activiteit",
    "muziek": "zang, zingen, koor, concert, muziek maken",
    "spel": "spelletjes, spellen, bingo, kaarten, sjoelen, bordspellen, games",
    "natuur": "tuin, tuinieren, groen, buiten",
    "cultuur": "kunst, film, theater, museum, toneel, voorstelling",
    "digitaal": "computer, internet, digitale vaardigheden, tablet, telefoonhulp",
    "gesprek": "praten, gesprek, gespreksgroep, ontmoeting en gesprek, dialoog, praatgroep",
    "leren": "lezing, workshop, cursus, lezen, voorlezen, training, leeskring, lezingen",
    "helpen": "vrijwilligerswerk, vrijwilliger, hulp, burenhulp",
}
LANGUAGES = {
    "nl": "ned, dutch", "en": "english", "ar": "arabic", "tr": "turkish", "uk": "oekrains",
    "pl": "polish", "fa": "perzisch, dari", "fy": "frysk", "pap": "papiamentu, papiamento",
    "ngt": "gebarentaal",
}  # fmt: skip
ATTENDANCES = {
    "in_person": "fysiek, op locatie, live, locatie, ter plekke",
    "online": "digitaal, via internet",
    "both": "hybride, beide, allebei, fysiek en online, op locatie en online",
}
NOVELTIES = {
    "new": "nieuw, ja, speciaal, j, x",
    "existing": "bestaand, nee, bestaat al, bestaande activiteit, n",
}
JOIN_WAYS = {
    "walk_in": "binnenlopen, inloop, vrije inloop, nee, niet nodig, geen, niet, "
    "aanmelden niet nodig, aanmelden is niet nodig, zonder aanmelden, nvt, n.v.t., "
    "geen aanmelding nodig, vrij toegankelijk, gewoon komen",
    "phone": "telefoon, telefonisch, per telefoon, via telefoon, tel, bel, bellen, even bellen",
    "email": "mail, mailen, e-mailen, e-mail, per mail, via mail, via e-mail, per e-mail, "
    "stuur een mail",
    "link": "website, online, via website, via de website, site, link, via site, via de site, "
    "via internet, aanmelden via website, aanmelden via de website",
    "here": "aanmelden hier, hier aanmelden, via deze site",
}


def yes_or_no(text: str) -> str | None:
    """The code of an answer; None when it is none."""
    said = key(text) or text.strip()
    for code, words in (("yes", _YES), ("no", _NO), ("unknown", _UNKNOWN)):
        if said in words:
            return code
    return None


def codes(field: str, text: str) -> tuple[list[str], list[str]]:
    """The codes of what a text names in a field of CHOICES, and what it names that has none."""
    known = _known(field, tuple(str(label) for label in CHOICES[field][0].values()))
    if _word(text) in known:
        return [known[_word(text)]], []
    found: list[str] = []
    strange: list[str] = []
    for part in filter(None, _SEPARATOR.split(text.strip())):
        smaller = [part] if _word(part) in known else list(filter(None, _AND.split(part)))
        if all(_word(one) in known for one in smaller):
            found += [known[_word(one)] for one in smaller]
        else:
            strange.append(part)
    return list(dict.fromkeys(found)), strange


def named(field: str) -> str:
    """The words that can be chosen from in a field of CHOICES, one after the other."""
    return ", ".join(str(label) for label in CHOICES[field][0].values())


@cache
def _known(field: str, labels: tuple[str, ...]) -> dict[str, str]:
    words, others = CHOICES[field]
    known = {_word(code): code for code in words}
    known |= {_word(word): code for code in words for word in others.get(code, "").split(",")}
    known |= {_word(label): code for label, code in zip(labels, words, strict=True)}
    return {word: code for word, code in known.items() if word}


def _word(text: str) -> str:
    """The key of a word; “LHBTIQ+” and “55-plus” keep what tells them from others."""
    return key(text) or text.strip()


CHOICES: dict[str, tuple[Mapping[str, Any], Mapping[str, str]]] = {
    "themes": (vocabulary.THEMES, THEMES),
    "audiences": (vocabulary.AUDIENCES, AUDIENCES),
    "languages": (vocabulary.LANGUAGES, LANGUAGES),
    "join_ways": (vocabulary.JOIN_WAYS, JOIN_WAYS),
    "attendance": (vocabulary.ATTENDANCES, ATTENDANCES),
    "novelty": (vocabulary.NOVELTIES, NOVELTIES),
}
