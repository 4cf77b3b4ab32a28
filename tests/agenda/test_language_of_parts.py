"""What an organiser wrote is Dutch, and says so on a page in another language (WCAG 3.1.2)."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement
from flask import Flask

from tests.client import Client, Page
from tests.factories import THURSDAY, activity, occurrence, organisation, sign_up
from weekapp.activities.models import Activity, Picture
from weekapp.database import db

OURS = "Zz"  # what begins so was written by the organiser
TOLD: dict[str, Any] = {
    "summary": "Zz samenvatting",
    "description": "Zz omschrijving",
    "venue_name": "Zz zaal",
    "street": "Zz straat",
    "place": "Zz dorp",
    "host_name": "Zz gastvrouw",
    "first_visit": "Zz eerste keer",
    "contact_name": "Zz naam",
    "contact_hours": "Zz uren.",
    "price": "Zz prijs",
    "is_free": False,
    "is_met_at_door": True,
    "picture_alt": "Zz beeld",
    "wheelchair": "yes",
    "join_ways": ["walk_in", "here"],
}
PAGES = (
    "/", "/activiteiten?waar=Ede&van=2026-09-01", "/activiteiten?nr=1", "/gemeenten/ede",
    "/activiteiten/1/zz-titel", "/activiteiten/2/zz-weg", "/activiteiten/1/zz-titel/ga-je-mee",
    "/activiteiten/1/zz-titel/aanmelden", "/zoek-samen?nr=1-2", "/organisaties/zz",
    "/op-papier?waar=Ede", "/gemeenten/ede/op-papier", "/aanmelding/een-geheim-van-riet",
)  # fmt: skip


@pytest.fixture
def told(app: Flask) -> Activity:
    """An activity with everything filled in, one that does not go on, and somebody who comes."""
    zz = organisation(
        "Zz organisatie", slug="zz", description="Zz wie wij zijn", contact_name="Zz mens",
        contact_phone="0318 12 34 56",
    )  # fmt: skip
    one = activity("Zz titel", by=zz, **TOLD)
    one.occurrences.append(occurrence(THURSDAY.replace(day=25), note="Zz bijzonder"))
    one.picture = Picture(
        name="b" * 64, organisation_id=zz.id, width=800, height=600,
        content=b"", created_at=one.created_at,
    )  # fmt: skip
    activity("Zz weg", by=zz, status="cancelled", status_reason="Zz reden", **TOLD)
    sign_up(one, token="een-geheim-van-riet")
    db.session.commit()
    return one


def language_of(part: PageElement) -> str:
    """The language that the nearest element around a part says it is in."""
    around = (
        part if isinstance(part, Tag) and part.has_attr("lang") else part.find_parent(lang=True)
    )
    return str(around["lang"]) if around else ""


def unmarked(page: Page) -> list[str]:
    """What an organiser wrote that would be read aloud as another language."""
    soup: BeautifulSoup | Tag = page.soup.body or page.soup
    written = [
        *soup.find_all(string=lambda text: OURS in str(text)),
        *soup.select(f"[alt*={OURS}]"),
    ]
    return [str(part) for part in written if language_of(part) != "nl"]


@pytest.mark.parametrize("code", ["uk", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_what_an_organiser_wrote_is_marked_as_dutch(
    client: Client, told: Activity, path: str, code: str
) -> None:
    page = client.get(f"/{code}{path}")
    assert page.status == 200 and page.one("html")["lang"] == code
    assert OURS in page.text
    assert unmarked(page) == []


def test_every_field_was_looked_for(client: Client, told: Activity) -> None:
    page = client.get("/uk/activiteiten/1/zz-titel")
    hidden = {
        field for field, words in TOLD.items() if str(words).rstrip(".") not in str(page.soup)
    }
    assert hidden - {"is_free", "is_met_at_door", "wheelchair", "join_ways"} == set()
    assert "Zz bijzonder" in page.main


def test_what_is_marked_is_still_made_safe(client: Client) -> None:
    one = activity(contact_name="<b>Kees</b>", contact_hours="<i>altijd</i>")
    for prefix in ("", "/uk"):
        page = client.get(f"{prefix}/activiteiten/{one.id}/{one.slug}")
        assert "<b>Kees</b>" in page.main and not page.soup.select(".facts b, .facts i")
