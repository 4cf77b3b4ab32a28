"""The form of an activity: where it is, and what somebody types to make it whole."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select

from tests.client import Client, Page
from weekapp.activities.models import Activity
from weekapp.database import db

NEW = "/mijn/activiteiten/nieuw"
FORM = "form#activiteit"
KEEP = "doe=bewaar"
HAND_IN = "doe=insturen"
EDE, ARNHEM = "GM0228", "GM0202"
COMPLETE: dict[str, Any] = {
    "title": "Koffie met de buren",
    "summary": "Samen koffie drinken aan de lange tafel.",
    "themes": ["koffie"],
    "dates-0-day": "2026-09-24",
    "dates-0-starts": "14:00",
    "dates-0-ends": "16:00",
    "street": "Dorpsstraat 1",
    "postcode": "6711ab",
    "place": "Ede",
    "audiences": ["iedereen"],
    "join_ways": ["walk_in"],
    "contact_phone": "0318 12 34 56",
}


def send(client: Client, page: Page, press: str = KEEP, **typed: Any) -> Page:
    """Type in the form of a page and press one of its buttons."""
    return client.submit(page, FORM, press, **typed)


def begin(client: Client, press: str = KEEP, **typed: Any) -> Page:
    """Type in a new form and press one of its buttons."""
    return send(client, client.get(NEW), press, **typed)


def only() -> Activity:
    """The one activity there is."""
    return db.session.scalars(select(Activity)).one()


def address(activity: Activity) -> str:
    """Where its form is."""
    return f"/mijn/activiteiten/{activity.id}"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A photo as somebody sends it."""
    written = BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, (200, 30, 30)).save(written, kind, **more)
    return written.getvalue()
