"""Pictures that go along when a page is passed on: drawn for each activity and municipality."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any, cast

import pytest
from flask import Flask
from PIL import Image

from tests.client import Client, Page
from tests.factories import THURSDAY, activity, member, organisation
from tests.paper.reading import LEFT
from weekapp.accounts.models import Account
from weekapp.activities.models import Picture
from weekapp.database import db
from weekapp.paper import days

DOOR, LIGHT = (11, 93, 91), (244, 183, 64)


def picture_in(page: Page, name: str) -> Image.Image:
    assert (page.status, page.response.mimetype) == (200, "image/png")
    opened = Image.open(BytesIO(page.response.get_data())).convert("RGB")
    LEFT.mkdir(parents=True, exist_ok=True)
    opened.save(LEFT / f"{name}.png")
    return opened


@pytest.mark.parametrize("title", ["Eten mee", "Koffie en een wandeling " * 3 + "in Ede", "W" * 80])
def test_the_picture_of_an_activity_has_room_for_its_title(client: Client, title: str) -> None:
    one = activity(title)
    shown = client.get(f"/activiteiten/{one.id}/{one.slug}")
    address = str(shown.one('[property="og:image"]')["content"])
    picture = picture_in(client.get(address.removeprefix("http://week.test")), f"deel-{len(title)}")
    assert picture.size == (1200, 630)
    # Nothing is written in the margins, and something is between them.
    margins = picture.crop((0, 0, 50, 600)), picture.crop((0, 0, 1200, 50))
    assert all(len(margin.getcolors() or ()) == 1 for margin in margins)
    assert len(picture.crop((60, 60, 800, 500)).getcolors(100_000) or ()) > 10


def test_a_photograph_stands_beside_the_words(client: Client) -> None:
    made = BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 30)).save(made, "JPEG")
    brug = organisation("De Brug")
    size: dict[str, Any] = {"width": 900, "height": 600, "content": made.getvalue()}
    photo = Picture(name="tafel", organisation_id=brug.id, created_at=THURSDAY, **size)
    db.session.add(photo)
    db.session.flush()
    one = activity("Koffie", by=brug, picture_id=photo.id)
    picture = picture_in(client.get(f"/beeld/activiteit-{one.id}.png"), "deel-foto")
    red, _green, blue = cast(tuple[int, int, int], picture.getpixel((1100, 300)))
    assert red > 150 > 80 > blue
    photo.name, photo.content = "stuk", b"kapot"
    db.session.commit()
    assert client.get(f"/beeld/activiteit-{one.id}.png").status == 200


def test_another_title_makes_another_picture_and_the_same_one_none(client: Client) -> None:
    one = activity("Koffie")
    path = f"/beeld/activiteit-{one.id}.png"
    first = client.get(path)
    etag = first.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status == 304
    one.title = "Thee"
    db.session.commit()
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status == 200 and again.response.get_data() != first.response.get_data()


def test_an_activity_that_is_off_says_so_in_its_picture(client: Client) -> None:
    one = activity("Koffie")
    before = client.get(f"/beeld/activiteit-{one.id}.png").response.get_data()
    one.status = "cancelled"
    db.session.commit()
    assert client.get(f"/beeld/activiteit-{one.id}.png").response.get_data() != before


def test_a_municipality_has_a_picture_and_nothing_else_has(client: Client) -> None:
    page = client.get("/gemeenten/ede")
    assert page.one('[property="og:image"]')["content"] == "http://week.test/beeld/gemeente-ede.png"
    assert picture_in(client.get("/beeld/gemeente-ede.png"), "deel-ede").size == (1200, 630)
    draft = activity("Nog niet", status="draft", published_at=None)
    for path in ("gemeente-nergens", f"activiteit-{draft.id}", "activiteit-999"):
        assert client.get(f"/beeld/{path}.png").status == 404


def test_pictures_for_social_media_have_the_size_they_ask_for(
    app: Flask, signed_in: Callable[[Account], Client]
) -> None:
    brug = organisation("De Brug")
    one = activity("Koffie in de Brug", by=brug)
    browser = signed_in(member(brug))
    sizes = {"vierkant": (1080, 1080), "staand": (1080, 1920), "liggend": (1200, 630)}
    for shape, size in sizes.items():
        page = browser.get(f"/mijn/activiteiten/{one.id}/drukwerk/{shape}.png")
        picture = picture_in(page, f"sociaal-{shape}")
        assert picture.size == size
        assert "no-store" in page.headers["Cache-Control"]
        counted = picture.getcolors(1_000_000) or ()
        drawn = sum(many for many, colour in counted if colour in (DOOR, LIGHT))
        assert drawn > picture.width * picture.height / 20, shape


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 9, 24), date(2026, 9, 30), "24 t/m 30 september 2026"),
        (date(2027, 9, 30), date(2027, 10, 6), "30 sept t/m 6 okt 2027"),
        (date(2027, 12, 30), date(2028, 1, 5), "30 dec 2027 t/m 5 jan 2028"),
    ],
)
def test_the_days_of_a_week_fit_on_one_line(app: Flask, first: date, last: date, said: str) -> None:
    with app.test_request_context():
        assert days.span(first, last) == said
