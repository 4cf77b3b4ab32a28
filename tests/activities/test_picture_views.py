"""Who gets a picture: everybody when the public sees the activity, else who writes or checks it."""

from collections.abc import Callable
from io import BytesIO

from tests import factories as make
from tests.activities.filled import COMPLETE, begin, only, picture
from tests.client import Client
from tests.conftest import START
from weekapp.accounts.models import Account
from weekapp.database import db


def kept_picture(organiser: Client) -> str:
    """The name of the picture of an activity in Ede, which is a draft."""
    begin(organiser, **COMPLETE, picture=(BytesIO(picture()), "foto.jpg"), picture_alt="Soep")
    kept = only().picture
    assert kept
    return kept.name


def test_a_picture_is_for_who_writes_or_checks_it_until_the_public_sees_the_activity(
    organiser: Client, client: Client, signed_in: Callable[[Account], Client]
) -> None:
    name = kept_picture(organiser)
    people = {
        "stranger": client,
        "other": signed_in(make.member(make.organisation("Elders"), "elders@voorbeeld.nl")),
        "far": signed_in(make.coordinator("Enschede")),
        "near": signed_in(make.coordinator("Ede")),
        "national": signed_in(make.national()),
        "organiser": organiser,
    }

    def seen_by() -> set[str]:
        path = f"/mijn/foto/{name}.jpg"
        return {who for who, one in people.items() if one.get(path, follow=False).status == 200}

    assert seen_by() == {"organiser"}
    only().status, only().submitted_at = "submitted", START
    db.session.commit()
    assert seen_by() == {"organiser", "near", "national"}
    assert {one.get(f"/foto/{name}.jpg").status for one in people.values()} == {404}


def test_a_picture_of_what_the_public_sees_is_for_everybody(
    organiser: Client, client: Client
) -> None:
    name = kept_picture(organiser)
    only().status, only().published_at = "published", START
    db.session.commit()
    shown = client.get(f"/foto/{name}.jpg")
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    page = client.get(f"/activiteiten/{only().id}/{only().slug}")
    assert page.one(".activity__picture")["src"] == f"/foto/{name}.jpg"


def test_a_name_nobody_has_is_not_there(organiser: Client) -> None:
    assert organiser.get("/foto/nergens.jpg").status == 404
    assert organiser.get("/mijn/foto/nergens.jpg").status == 404
