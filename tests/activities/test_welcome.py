"""What the form tells an organiser that a nervous first visitor would miss."""

from tests.activities.filled import COMPLETE, begin, only
from tests.client import Client

ANSWERS = {
    "host_name": "Ineke",
    "first_visit": "Ineke schenkt koffie in.",
    "is_met_at_door": "y",
    "may_bring_someone": "y",
    "group_size": "12",
    "wheelchair": "yes",
}


def test_the_preview_tells_what_somebody_who_hesitates_wonders(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE)
    asked = {str(tag["href"])[1:] for tag in page.soup.select(".wondered a")}
    assert asked == {*ANSWERS, "picture"}
    for name in asked:
        assert page.soup.find(id=name), f"there is no field {name} to go to"


def test_what_is_answered_is_not_asked_again(organiser: Client) -> None:
    page = begin(organiser, **COMPLETE, **ANSWERS)
    assert page.all(".wondered li") == ["Hoe ziet het eruit?"]


def test_who_is_at_home_needs_no_room_for_a_wheelchair(organiser: Client) -> None:
    online = {"attendance": "online", "online_url": "https://voorbeeld.nl/koffie"}
    page = begin(organiser, **(COMPLETE | online))
    assert "#wheelchair" not in {str(tag["href"]) for tag in page.soup.select(".wondered a")}
    assert only().attendance == "online"
