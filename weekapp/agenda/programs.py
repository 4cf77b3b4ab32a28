"""Where each calendar program takes a calendar from, and a page as a picture for a telephone."""

from urllib.parse import quote, urlencode

import segno
from flask_babel import gettext as _
from markupsafe import Markup

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb"
QUIET_ZONE = 4  # ISO/IEC 18004: four modules of nothing around a code


def addresses(feed: str, name: str) -> dict[str, str]:
    """The address a calendar has for each program, by the name of the program.

    Nextcloud has no address of its own: its calendars stand on the servers of others.
    """
    webcal = "webcal://" + feed.partition("://")[2]
    # Outlook wants %20 where forms write a plus.
    from_web = urlencode({"url": feed, "name": name}, quote_via=quote)
    return {
        "webcal": webcal,
        "google": f"{GOOGLE}?{urlencode({'cid': webcal})}",
        "outlook": f"{OUTLOOK}?{from_web}",
        "office": f"{OFFICE}?{from_web}",
    }


def code_of(page: str) -> Markup:
    """A QR code as SVG, dark on light whatever the colours of the page are.

    It holds the address of a page, and not of the calendar: a camera on Android knows nothing of
    webcal: and saves a file once, while the page has the right button for every telephone.
    """
    code = segno.make(page, error="m", micro=False)
    drawn = code.svg_inline(
        omitsize=True, border=QUIET_ZONE, light="#fff", title=_("QR-code van deze pagina")
    )
    return Markup(drawn)
