"""A picture is drawn anew before anybody sees it; what is no picture is refused kindly."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from PIL import Image

from tests import factories as make
from tests.activities.filled import COMPLETE, HAND_IN, address, begin, only, picture, send
from tests.client import Client, Page
from weekapp import jobs, limits
from weekapp.activities import uploads
from weekapp.activities.models import Picture
from weekapp.activities.pictures import Drawn, NotAPicture, draw
from weekapp.database import db
from weekapp.organisations import queries
from weekapp.organisations.models import Organisation

PAYLOAD = b"<script>alert(1)</script>"


def photographed() -> bytes:
    """A picture of a telephone: lying on its side, with the place it was taken in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 2.0, 24.0)})
    return picture(exif=exif)


def bomb(side: int) -> bytes:
    """Little to send, much to unpack."""
    written = BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    return written.getvalue()


def upload(client: Client, content: bytes, name: str = "foto.jpg", **typed: Any) -> Page:
    return begin(client, title="Soep", picture=(BytesIO(content), name), **typed)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_shown_as_a_jpeg_of_ours(organiser: Client, kind: str) -> None:
    page = upload(organiser, picture(kind, (2000, 1000)), picture_alt="Een pan soep")
    source = str(page.one("img.picture-now")["src"])
    shown = organiser.get(source)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["Cache-Control"] == "no-store"
    drawn = Image.open(BytesIO(shown.response.data))
    assert (drawn.format, drawn.size) == ("JPEG", (1600, 800))


def test_where_and_how_it_was_taken_is_left_out(app: Flask) -> None:
    drawn = Image.open(BytesIO(draw(photographed()).content))
    assert drawn.size == (30, 40), "stands upright"
    assert not drawn.getexif()
    assert "exif" not in drawn.info


def test_what_is_hidden_behind_a_picture_does_not_come_along(app: Flask) -> None:
    assert PAYLOAD not in draw(picture() + PAYLOAD).content
    assert PAYLOAD not in draw(picture(comment=PAYLOAD)).content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "geen foto"),
        (b"GIF89a" + PAYLOAD, "geen foto"),
        (b"%PDF-1.7", "geen foto"),
        (b"\xff\xd8\xff\xe0 kapot", "beschadigd"),
        (picture(size=(4000, 3000))[:2000], "beschadigd"),
        (picture() + b"0" * (8 * 1024 * 1024), "hooguit 8 MB"),
    ],
    ids=["svg", "gif", "pdf", "broken", "half", "heavy"],
)
def test_what_is_no_picture_is_said_beside_the_field(
    organiser: Client, content: bytes, says: str
) -> None:
    page = upload(organiser, content)
    assert page.status == 422
    assert says in page.error_beside("picture")
    assert page.one("[name=title]")["value"] == "Soep"
    assert db.session.query(Picture).count() == 0


@pytest.mark.parametrize("side", [3600, 10_000, 20_000])
def test_a_bomb_is_refused_before_it_goes_off(app: Flask, side: int) -> None:
    packed = bomb(side)
    assert len(packed) < 200_000
    with pytest.raises(NotAPicture, match="te veel beeldpunten"):
        draw(packed)


def test_a_picture_of_an_ordinary_telephone_is_not_too_big(app: Flask) -> None:
    assert draw(picture(size=(4080, 3060))).width == 1600


def test_a_picture_stays_when_another_field_is_wrong(organiser: Client) -> None:
    page = upload(organiser, picture(), postcode="0000ZZ")
    assert page.status == 422
    kept = page.one("#activiteit [name=picture_name]")["value"]
    send(organiser, page, postcode="6711 AB")
    picture_now = only().picture
    assert picture_now
    assert picture_now.name == kept


def test_a_picture_needs_words_before_it_is_handed_in(organiser: Client) -> None:
    page = begin(organiser, HAND_IN, **COMPLETE, picture=(BytesIO(picture()), "foto.jpg"))
    assert "Beschrijf wat er op de foto staat" in page.error_beside("picture_alt")


def test_a_picture_can_be_taken_away(organiser: Client) -> None:
    page = upload(organiser, picture())
    send(organiser, page, picture_away="y")
    assert only().picture_id is None


def test_the_picture_of_another_organisation_cannot_be_taken(organiser: Client) -> None:
    upload(organiser, picture())
    made = only()
    assert made.picture
    made.picture.organisation_id = make_another()
    made.picture_id = None
    name = made.picture.name
    db.session.commit()
    send(organiser, organiser.get(address(only())), picture_name=name)
    assert only().picture_id is None


def make_another() -> int:
    return make.organisation("Elders").id


def test_a_picture_nobody_kept_is_forgotten_after_a_day(
    organiser: Client, clock: time_machine.Traveller
) -> None:
    upload(organiser, picture(), postcode="0000ZZ")
    jobs.make_rounds()
    assert db.session.query(Picture).count() == 1
    clock.shift(timedelta(days=2))
    jobs.make_rounds()
    assert db.session.query(Picture).count() == 0


def test_others_can_write_while_a_picture_is_drawn(
    organiser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def meanwhile(content: bytes) -> Drawn:
        with db.engine.begin():  # takes the write lock
            drawn.append(draw(content))
        return drawn[0]

    monkeypatch.setattr(uploads, "draw", meanwhile)
    upload(organiser, picture())
    assert len(drawn) == 1
    assert only().picture


def test_who_sends_very_many_pictures_is_told_to_wait_and_keeps_what_they_typed(
    organiser: Client, brug: Organisation
) -> None:
    who = str(queries.members_of(brug.id)[0].account_id)
    while limits.allows(uploads.PER_ACCOUNT, "picture", who):
        pass
    db.session.commit()
    page = upload(organiser, picture())
    assert page.status == 422
    assert "Probeer het over een uur nog eens" in page.error_beside("picture")
    assert page.one("[name=title]")["value"] == "Soep"
    assert db.session.query(Picture).count() == 0


def test_a_form_that_came_too_late_leaves_no_picture_and_says_to_choose_it_again(
    organiser: Client,
) -> None:
    begin(organiser, title="Soep")
    mine = organiser.get(address(only()))
    send(organiser, organiser.get(address(only())), summary="Van de ander")
    page = send(organiser, mine, summary="Van mij", picture=(BytesIO(picture()), "foto.jpg"))
    assert page.status == 409
    assert page.one("[name=summary]")["value"] == "Van mij"
    assert "Kies je foto opnieuw" in page.error_beside("picture")
    assert db.session.query(Picture).count() == 0
