"""Which time zone a calendar means: names that are known, never rules that came along with it."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# What Outlook shows people, and some programs write in a file.
_SHOWN = "amsterdam, berlin, bern"


@cache
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of a name as calendars write it; None when nobody knows it.

    “Europe/Amsterdam”, “W. Europe Standard Time” and names in which a known one stands at the end,
    as in “/citadel.org/20210210_1/Europe/Amsterdam”.
    """
    plain = name.strip().strip('"')
    if _SHOWN in plain.casefold():
        return AMSTERDAM
    parts = [part for part in plain.split("/") if part]
    ends = ("/".join(parts[-length:]) for length in (3, 2) if len(parts) >= length)
    for one in (plain, *ends):
        if known := _known().get(one.casefold()):
            return ZoneInfo(known)
    return None


@cache
def _known() -> dict[str, str]:
    windows = {name.casefold(): place for name, place in WINDOWS_TO_OLSON.items()}
    return windows | {name.casefold(): name for name in available_timezones()}
