"""What the site tells an organiser that a nervous first visitor would miss."""

from collections.abc import Callable
from typing import Any

from tests import factories as make
from tests.activities.filled import COMPLETE, HAND_IN, address, begin, only
from tests.client import Client, Page
from tests.letters import Letters, links, words
from weekapp import clock
from weekapp.accounts.models import Account
from weekapp.activities.models import Picture
from weekapp.organisations.models import Organisation

ANSWERS = {
    "host_name": "Ineke",
    "first_visit": "Ineke schenkt koffie in.",
    "group_size": "12",
    "wheelchair": "yes",
}
OFFERS = {"is_met_at_door": "y", "may_bring_someone": "y"}


def asked(page: Page, of_what: str = "asked") -> set[str]:
    return {str(tag["href"])[1:] for tag in page.soup.select(f".wondered__{of_what} a")}


def test_the_form_tells_what_somebody_who_hesitates_wonders(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE)
    assert asked(page) == {*ANSWERS, "picture"}
    assert asked(page, "offers") == set(OFFERS)
    for name in asked(page) | asked(page, "offers"):
        assert page.soup.find(id=name), f"there is no field {name} to go to"


def test_it_stands_in_no_fold_above_the_buttons_and_in_short_on_top(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE)
    assert not page.one(".wondered").find_parent("details")
    assert page.one(".wondered").find_next(class_="form__foot")
    short = page.one(".wondered-in-short")
    assert "Nog 5 vragen" in short.text
    assert short.find_next("form", id="activiteit")
    assert [tag["href"] for tag in short.find_all("a")] == ["#nog-gevraagd", "#host_name"]


def test_what_is_answered_is_not_asked_again(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE, **ANSWERS)
    assert page.all(".wondered__asked li") == ["Hoe ziet het eruit?"]
    assert "Nog 1 vraag" in page.one(".wondered-in-short").text


def test_a_box_that_stays_open_may_be_a_no_and_does_not_count(
    organiser: Client, brug: Organisation
) -> None:
    drawn = {"width": 1, "height": 1, "content": b"x", "created_at": clock.now()}
    picture = Picture(name="foto", organisation_id=brug.id, **drawn)
    answers: dict[str, Any] = ANSWERS | {"group_size": 12}
    make.activity(by=brug, picture=picture, **answers)
    page = organiser.get(address(only()))
    assert page.soup.select(".wondered-in-short") == []
    assert (asked(page), asked(page, "offers")) == (set(), set(OFFERS))
    assert "Nog " not in organiser.get("/mijn").one(".desk-table tbody").text


def test_once_handed_in_the_desk_still_tells_how_much_is_asked(organiser: Client) -> None:
    page = begin(organiser, HAND_IN, **COMPLETE, host_name="Ineke")
    [link] = [tag for tag in page.soup.select(".desk-table a") if "Nog 4 vragen" in tag.text]
    assert link["href"] == f"{address(only())}#first_visit"


def test_the_letter_that_it_is_on_the_site_tells_it_too(
    brug: Organisation, organiser: Client, letters: Letters, signed_in: Callable[[Account], Client]
) -> None:
    one = make.activity(by=brug, status="submitted")
    checks = signed_in(make.coordinator("Ede"))
    checks.submit(checks.get(f"/moderatie/{one.id}"), "form[action$='publiceren']")
    told = words(letters.last_to("ineke@debrug.nl"))
    assert "vraagt zich nog 5 dingen af. Het eerste: Wie doet er open?" in told
    assert f"{address(one)}#host_name" in links(letters.last_to("ineke@debrug.nl"))


def test_who_is_at_home_needs_no_room_for_a_wheelchair(organiser: Client) -> None:
    online = {"attendance": "online", "online_url": "https://voorbeeld.nl/koffie"}
    page = begin(organiser, **(COMPLETE | online))
    assert "wheelchair" not in asked(page)
    assert "is_met_at_door" not in asked(page, "offers")
    assert only().attendance == "online"
