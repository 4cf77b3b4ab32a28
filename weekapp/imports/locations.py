"""Where a calendar says something is, on one line or on more, as the fields of the form."""

import re

from weekapp.forms import clean_line
from weekapp.places.gazetteer import gazetteer
from weekapp.places.spelling import key

COUNTRIES = {"nederland", "netherlands", "thenetherlands", "nl", "holland"}
LONGEST = 500

_LINK = re.compile(r"<?(https?://[^\s<>,;]+)>?", re.I)
_POSTCODE = re.compile(r"(?<![\w-])([1-9][0-9]{3}) ?([A-Z]{2})(?![\w-])")
_HOUSE = re.compile(
    r"(?=.*[^\W\d]{2}).*\s[0-9]{1,5}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-–/]\s?\w{1,4}){0,2}"
)
_STREET_THEN_PLACE = re.compile(r"(\D*[^\W\d]\D*\s[0-9]{1,5}\s?[a-zA-Z]?)\s+([^\d,]{2,})")
_ROOM = re.compile(r"(?:zaal|ruimte|kamer|lokaal|etage|verdieping|gebouw|unit|hal|lokatie)\b", re.I)
_BETWEEN = re.compile(r"[\n,;|•]|\s\(|\)")
_ONLINE = re.compile(
    r"(?:online|digitaal|videobellen|via zoom|zoom|(?:microsoft )?teams(?:[- ]?vergadering|"
    r"[- ]meeting)?|google meet|jitsi|webinar|livestream)",
    re.I,
)


def fields_of(location: str) -> dict[str, str]:
    """The name, street, postcode, place and link in a text; what is nothing is left out.

    `attendance` only where the text says it: a link or “online” alone, or a place.
    """
    text = location[:LONGEST]
    link = _LINK.search(text)
    parts = [clean_line(part) for part in _BETWEEN.split(_LINK.sub("\n", text))]
    parts = [part for part in parts if key(part) and key(part) not in COUNTRIES]
    offline = [part for part in parts if not _ONLINE.fullmatch(part)]
    found = _place_in(list(offline))
    if link:
        found["online_url"] = link[1]
    if offline:
        found["attendance"] = "both" if link or len(offline) < len(parts) else "in_person"
    elif link or parts:
        found["attendance"] = "online"
    return found


def _place_in(parts: list[str]) -> dict[str, str]:
    parts, found = _postcode_in(parts)
    streets = [at for at, part in enumerate(parts) if _is_street(part)]
    if streets:
        at = streets[-1]
        found["street"] = parts[at]
        before, after = parts[:at], parts[at + 1 :]
        if after and "place" not in found:
            found["place"] = after.pop()
        parts = [*before, *after]
    elif len(parts) == 1 and (match := _STREET_THEN_PLACE.fullmatch(parts[0])):
        found |= {"street": match[1], "place": found.get("place", match[2])}
        parts = []
    elif parts and "place" not in found and is_place(parts[-1]):
        found["place"] = parts.pop()
    if parts:
        found["venue_name"] = ", ".join(parts)
    return found


def _postcode_in(parts: list[str]) -> tuple[list[str], dict[str, str]]:
    """The parts without the one with a postcode, which may have a street and a place around it."""
    for at, part in enumerate(parts):
        if match := _POSTCODE.search(part):
            street, place = part[: match.start()].strip(), part[match.end() :].strip(" -")
            rest = parts[at + 1 :]
            if not place and rest:
                place, rest = rest[0], rest[1:]
            kept = [*parts[:at], *([street] if street else []), *rest]
            found = {"postcode": f"{match[1]} {match[2]}"}
            return kept, found | ({"place": place} if place else {})
    return parts, {}


def _is_street(part: str) -> bool:
    return bool(_HOUSE.fullmatch(part)) and not _ROOM.match(part)


def is_place(text: str) -> bool:
    """Whether there is a place or municipality in the Netherlands with this name."""
    return key(text) in gazetteer().names
