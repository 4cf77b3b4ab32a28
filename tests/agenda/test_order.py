"""In which order a list stands, and that turning its pages skips nothing and repeats nothing."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy.orm import Session

from tests.client import Client, Page
from tests.factories import EDE, THURSDAY, activity, organisation
from weekapp import clock
from weekapp.activities.models import Activity
from weekapp.agenda import candidates, looking, nearness, places_in_list
from weekapp.agenda.days import Period
from weekapp.agenda.filters import Filters
from weekapp.agenda.near import near, nearest
from weekapp.agenda.questions import Around, Question
from weekapp.database import db
from weekapp.database.sqlite import kilometres

DAY = timedelta(days=1)
STEP = 0.005  # of a degree north: some 550 metres


def spread(count: int) -> list[Activity]:
    """Activities on end, each a little further, and each a quarter of an hour later."""
    by = organisation()
    return [
        activity(
            f"Nummer {number:02}",
            by=by,
            at=THURSDAY + number * DAY / 96,
            point=(EDE[0] + number * STEP / 8, EDE[1]),
        )
        for number in range(count)
    ]


def next_page(client: Client, page: Page) -> Page:
    link = page.one(".pager [rel=next]")
    assert isinstance(link, Tag)
    return client.get(str(link["href"]))


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("", ["Morgen dichtbij", "Vandaag dichtbij", "Vandaag ver"]),
        ("beide", ["Vandaag dichtbij", "Vandaag ver", "Morgen dichtbij"]),
        ("tijd", ["Vandaag ver", "Vandaag dichtbij", "Morgen dichtbij"]),
    ],
)
def test_a_list_stands_in_the_order_that_is_asked(
    client: Client, order: str, titles: list[str]
) -> None:
    activity("Vandaag ver", at=THURSDAY, point=(EDE[0] + 4 * STEP, EDE[1]))
    activity("Vandaag dichtbij", at=THURSDAY + DAY / 24, point=(EDE[0] + STEP, EDE[1]))
    activity("Morgen dichtbij", at=THURSDAY + DAY, point=EDE)
    page = client.get(f"/activiteiten?waar=52.0402,5.6649&straal=10&volgorde={order}")
    assert page.all(".card__title") == titles


@pytest.mark.parametrize(
    "where", ["", "&waar=Ede", "&waar=Ede&volgorde=beide", "&waar=Ede&volgorde=tijd"]
)
def test_pages_neither_skip_nor_repeat_when_activities_change(client: Client, where: str) -> None:
    made = spread(50)
    first = client.get(f"/activiteiten?van=2026-09-01{where}")
    seen = first.all(".card__title")
    made[3].status = "cancelled"  # above what was seen last: every number moves up
    activity("Nieuw", by=made[0].organisation, at=THURSDAY - DAY, point=EDE)
    db.session.commit()
    second = next_page(client, first)
    seen += second.all(".card__title")
    made[5].status = "cancelled"
    db.session.commit()
    seen += next_page(client, second).all(".card__title")
    assert sorted(seen) == [f"Nummer {number:02}" for number in range(50)]


def test_a_page_that_begins_somewhere_has_the_address_of_its_number(client: Client) -> None:
    spread(30)
    page = next_page(client, client.get("/activiteiten?waar=Ede"))
    assert str(page.one("link[rel=canonical]")["href"]).endswith("?waar=Ede&pagina=2")


@pytest.mark.parametrize("garbage", ["x", "1_2", "-1_1758700800_1", "1e999_1_1", "'"])
def test_a_place_that_is_none_is_left_out(client: Client, garbage: str) -> None:
    spread(30)
    page = client.get(f"/activiteiten?waar=Ede&pagina=2&na={garbage}")
    assert page.status == 200
    assert page.all(".card__title") == [f"Nummer {number:02}" for number in range(20, 30)]


def test_a_place_survives_its_address(session: Session) -> None:
    place = places_in_list.read("0.10000000000000001_1790582400_12")
    assert place is not None
    assert (place.kilometres, place.number) == (0.1, 12)
    assert places_in_list.read("x_1790582400_12") is not None


def question(here: tuple[float, float], reach: int, **asked: object) -> Question:
    return Question(
        Filters().with_(**asked), Period(THURSDAY.date()), clock.now(), Around(*here, reach)
    )


def far_and_wide(rng: Random) -> tuple[float, float]:
    """A point in the country, some on one spot so that they are equally far."""
    if rng.random() < 0.2:
        return 52.1, 5.1
    return rng.uniform(50.8, 53.5), rng.uniform(3.4, 7.2)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("reach", [1, 15, 60, 180])
def test_near_finds_what_measuring_all_would_find(app: Flask, seed: int, reach: int) -> None:
    rng, by = Random(seed), organisation()
    points = {}
    for number in range(60):
        point = far_and_wide(rng)
        points[activity(f"Nummer {number}", by=by, point=point).id] = point
    here = far_and_wide(rng)
    far = {one: kilometres(*here, *point) for one, point in points.items()}
    expected = sorted((one for one in far if far[one] <= reach), key=lambda one: (far[one], one))
    rows = near(question(here, reach), shown=100).rows
    assert [row.id for row in rows] == expected


@pytest.mark.parametrize(("few", "days"), [(0, 14), (30, 14), (candidates.FEW, 14), (0, 1)])
@pytest.mark.parametrize("order", ["", "beide", "tijd"])
def test_looking_no_further_than_needed_finds_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch, order: str, few: int, days: int
) -> None:
    """With most on one day, which is gone through by nearness, and little on others."""
    rng, by = Random(few), organisation()
    for number in range(80):
        on = [THURSDAY + rng.choice((0, 0, 0, 1, 2, 5)) * DAY for _ in range(rng.choice((1, 2)))]
        asked: dict[str, Any] = {"at": sorted(set(on)), "is_free": rng.random() < 0.5}
        activity(f"Nummer {number}", by=by, point=far_and_wide(rng), **asked)
    activity("Online", by=by, attendance="online", online_url="https://a.test", is_free=True)
    around = Around(52.1, 5.2, 180, by.municipality_code)
    asking = replace(question((52.1, 5.2), 180, volgorde=order, gratis=True), around=around)
    whole = [(row.id, row.starts_at, row.dates) for row in near(asking, shown=100).rows]
    monkeypatch.setattr(candidates, "MOST_COUNTED", 5)
    monkeypatch.setattr(candidates, "FEW", few)
    monkeypatch.setattr(looking, "MOST_DAYS", days)
    found = near(asking, shown=10)
    assert [(row.id, row.starts_at, row.dates) for row in found.rows] == whole[:10]
    assert [(row.id, row.starts_at, row.dates) for row in near(asking, 100).rows] == whole
    assert nearness.narrowed(Around(52.1, 5.2, 180), 10).kilometres < 180


@pytest.mark.parametrize("few", [candidates.FEW, 0])
@pytest.mark.parametrize("asked", [{"gratis": True}, {"q": "zwemmen"}, {"taal": ("uk", "tr")}])
def test_what_few_have_is_found_however_far_it_is(
    app: Flask, monkeypatch: pytest.MonkeyPatch, asked: dict[str, object], few: int
) -> None:
    """By what is asked as by where it is, with an online meeting of the municipality last."""
    rng, by = Random(4), organisation()
    for number in range(60):
        activity(f"Nummer {number}", by=by, point=far_and_wide(rng), is_free=False)
    rare: dict[str, Any] = {"is_free": True, "languages": ["nl", "uk"]}
    far = [activity("Zwemmen", by=by, point=(52.1 + step, 6.2), **rare) for step in (1, 0.1, 0.5)]
    online = activity("Zwemmen", by=by, attendance="online", online_url="https://a.test", **rare)
    monkeypatch.setattr(candidates, "MOST_COUNTED", 5)
    monkeypatch.setattr(candidates, "FEW", few)
    around = Around(52.1, 5.2, 180, by.municipality_code)
    asking = replace(question((52.1, 5.2), 180, **asked), around=around)
    expected = [far[1], far[2], far[0], online]
    assert [row.id for row in near(asking).rows] == [one.id for one in expected]
    assert [row.id for row in nearest(asking, 2)] == [far[1].id, far[2].id]
