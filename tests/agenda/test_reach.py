"""How far it is on foot and by bicycle, and how to get there; neither tells where from."""

import pytest

from tests.client import Client
from tests.factories import activity
from weekapp.agenda.reach import STEPS, read

# Some 1.1 km north of where 6711 AB is.
NORTH = (52.0502, 5.6649)


def test_who_comes_from_a_list_hears_how_long_the_way_is(client: Client) -> None:
    activity(point=NORTH)
    link = client.get("/activiteiten?waar=6711+AB").one("a.card__link")
    assert "6711" not in str(link["href"])
    page = client.get(str(link["href"]))
    assert "van de plek die je zocht" in page.main and "Lopen duurt ongeveer" in page.main
    plain = str(link["href"]).partition("?")[0]
    assert page.one("link[rel=canonical]")["href"] == f"http://week.test{plain}"
    assert "van de plek die je zocht" not in client.get(plain).main


def test_links_of_a_list_tell_how_far_it_is_in_steps_only(client: Client) -> None:
    for number in range(8):
        activity(f"A{number}", point=(52.0402 + number * 0.0137, 5.6649))
    page = client.get("/activiteiten?waar=6711+AB&straal=25")
    told = {str(link["href"]).partition("?km=")[2] for link in page.soup.select("a.card__link")}
    assert len(told) > 3 and told <= {str(one) for one in STEPS}


def test_the_page_rounds_also_what_an_older_link_tells(client: Client) -> None:
    one = activity(point=NORTH)
    page = client.get(f"/activiteiten/{one.id}/{one.slug}?km=1.2")
    assert "Dat is niet meer dan 2 km van de plek die je zocht." in page.main
    page = client.get(f"/activiteiten/{one.id}/{one.slug}?km=0.1")
    assert "Dat is niet meer dan 500 m van de plek" in page.main


@pytest.mark.parametrize(
    ("km", "walking", "cycling"),
    [("0.3", 10, 5), ("1.2", 40, 15), ("5", 95, 30), ("5.1", None, 40), ("25", None, None)],
)
def test_minutes_are_those_of_somebody_who_takes_their_time(
    km: str, walking: int | None, cycling: int | None
) -> None:
    reach = read(km)
    assert reach and (reach.walking, reach.cycling) == (walking, cycling)


@pytest.mark.parametrize("typed", ["", "nan", "inf", "-1", "0", "181", "ver", "1,2", "1e9"])
def test_what_is_no_distance_is_left_out(client: Client, typed: str) -> None:
    one = activity()
    page = client.get(f"/activiteiten/{one.id}/{one.slug}?km={typed}")
    assert page.status == 200 and "van de plek die je zocht" not in page.main


def test_the_way_there_is_planned_elsewhere_and_they_do_not_hear_from_where(
    client: Client,
) -> None:
    one = activity(point=NORTH)
    page = client.get(f"/activiteiten/{one.id}/{one.slug}?km=1.2")
    [route] = page.soup.select('a[href^="https://www.openstreetmap.org/directions"]')
    assert str(route["href"]).endswith("?to=52.0502%2C5.6649")
    assert "noreferrer" in route["rel"]
    online = activity("Online", attendance="online", point=None)
    assert "openstreetmap" not in str(client.get(f"/activiteiten/{online.id}/{online.slug}").soup)
