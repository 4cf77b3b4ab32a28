"""An organiser's own calendar, by a secret link that can be renewed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from tests import factories as make
from tests.calendars.reading import events, parsed, summaries
from tests.client import Client
from weekapp.accounts.calendar_links import token_of
from weekapp.accounts.models import Account
from weekapp.activities import wall
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation

PAGE = "/mijn/agenda"
KEY = "a secret for tests only"


@pytest.fixture
def brug(app: Flask) -> Organisation:
    """An organisation in Ede."""
    return make.organisation("De Brug", slug="de-brug")


@pytest.fixture
def ineke(brug: Organisation) -> Account:
    """Somebody who belongs to it."""
    return make.member(brug, "ineke@debrug.nl")


@pytest.fixture
def desk(ineke: Account, signed_in: Callable[[Account], Client]) -> Client:
    """Her browser."""
    return signed_in(ineke)


def link(desk: Client) -> str:
    """The path of the secret calendar, as the page tells it."""
    told = str(desk.get(PAGE).one("input#adres")["value"])
    assert told.startswith("http://week.test/mijn/agenda/")
    return told.removeprefix("http://week.test")


def test_it_holds_everything_of_ones_organisations_and_says_what_it_is(
    desk: Client, brug: Organisation, client: Client
) -> None:
    starts = [make.THURSDAY + timedelta(hours=hour) for hour in range(5)]
    for start, status in zip(
        starts, ("draft", "submitted", "returned", "published", "cancelled"), strict=True
    ):
        make.activity("Soep", by=brug, status=status, at=start)
    make.activity("Van een ander")
    found = events(client.get(link(desk)))
    assert [(str(one["SUMMARY"]), str(one["STATUS"])) for one in found] == [
        ("CONCEPT: Soep", "TENTATIVE"),
        ("INGESTUURD: Soep", "TENTATIVE"),
        ("TERUG NAAR JOU: Soep", "TENTATIVE"),
        ("Soep", "CONFIRMED"),
        ("GAAT NIET DOOR: Soep", "CANCELLED"),
    ]


def test_what_was_published_is_the_same_event_as_in_the_calendar_for_everybody(
    desk: Client, brug: Organisation, client: Client
) -> None:
    one = make.activity("Soep", by=brug)
    (own,), (shared,) = (
        events(client.get(path)) for path in (link(desk), f"/activiteiten/{one.id}.ics")
    )
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "LOCATION", "GEO"):
        assert own[name].to_ical() == shared[name].to_ical()
    assert str(own["URL"]) == f"http://week.test/mijn/activiteiten/{one.id}"


def test_a_draft_without_a_title_and_whole_days_can_be_in_it(
    desk: Client, brug: Organisation, client: Client
) -> None:
    one = make.activity("", by=brug, status="draft", point=None)
    one.occurrences[0].take_place(*wall.whole_days(make.THURSDAY.date(), make.THURSDAY.date()))
    db.session.commit()
    assert summaries(client.get(link(desk))) == ["CONCEPT: Activiteit zonder titel"]


def test_what_was_long_ago_is_not_in_it(desk: Client, brug: Organisation, client: Client) -> None:
    make.activity("Lang geleden", by=brug, at=datetime(2026, 7, 1, 12, tzinfo=UTC))
    make.activity("Pas geweest", by=brug, at=datetime(2026, 8, 20, 12, tzinfo=UTC))
    assert summaries(client.get(link(desk))) == ["Pas geweest"]


def test_no_cache_shares_it_and_nothing_sends_its_address_on(desk: Client, client: Client) -> None:
    answer = client.get(link(desk))
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Last-Modified" not in answer.headers


@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_a_poll_of_what_did_not_change_gets_no_body(
    desk: Client, brug: Organisation, client: Client, packed: str
) -> None:
    one, path = make.activity("Soep", by=brug), link(desk)
    asks = {"Accept-Encoding": packed}
    asks["If-None-Match"] = client.get(path, headers=asks).headers["ETag"]
    again = client.get(path, headers=asks)
    assert (again.status, again.response.data) == (304, b"")
    assert again.headers["Cache-Control"] == "private, max-age=300"
    one.occurrences[0].status = "cancelled"
    db.session.commit()
    assert client.get(path, headers=asks).status == 200


def test_a_new_link_ends_the_old_one_at_once(desk: Client, client: Client) -> None:
    old = link(desk)
    page = desk.submit(desk.get(PAGE), "#nieuwe-link")
    assert "De oude werkt niet meer" in page.text
    assert client.get(old).status == 404
    assert client.get(link(desk)).status == 200
    assert link(desk) != old


def test_who_leaves_an_organisation_gets_nothing_of_it_at_the_next_poll(
    desk: Client, brug: Organisation, client: Client
) -> None:
    make.activity("Soep", by=brug)
    path = link(desk)
    tag = client.get(path).headers["ETag"]
    db.session.execute(delete(Membership))
    db.session.commit()
    answer = client.get(path, headers={"If-None-Match": tag})
    assert events(answer) == []
    assert parsed(answer.response.data)["X-WR-CALNAME"] == "Mijn activiteiten"


def test_links_of_two_people_differ_and_no_link_can_be_made_up(
    ineke: Account, client: Client
) -> None:
    mine, other = token_of(ineke, KEY), token_of(make.account(), KEY)
    seal = mine.partition("-")[2]
    assert client.get(f"{PAGE}/{mine}.ics").status == 200
    wrong = [
        mine[:-1] + ("A" if mine[-1] != "A" else "B"),
        f"{other.partition('-')[0]}-{seal}",
        token_of(ineke, "another key"),
        f"{ineke.id}-",
        f"0{mine}",
        f"99999-{seal}",
        f"-{seal}",
        f"{10**30}-{seal}",
        f"{ineke.id}-{'é' * 43}",
        "x" * 5000,
    ]
    for token in wrong:
        answer = client.get(f"{PAGE}/{token}.ics")
        assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")


def test_the_page_tells_how_for_each_program_and_shows_no_code(desk: Client) -> None:
    page = desk.get(PAGE)
    webcal = f"webcal://week.test{link(desk)}"
    assert page.soup.select(f'main a[href="{webcal}"]')
    assert len(page.all("details summary")) == 6
    assert not page.soup.select("svg.segno")
    assert desk.get("/mijn").soup.select(f'main a[href="{PAGE}"]')


def test_google_may_read_it_when_its_owner_asks_and_robots_may_not(client: Client) -> None:
    groups = client.get("/robots.txt").response.get_data(as_text=True).split("\n\n")
    importer = next(one for one in groups if one.startswith("User-agent: Google-Calendar-Importer"))
    assert importer.splitlines()[1:3] == ["Allow: /mijn/agenda/", "Disallow: /mijn"]
    everybody = next(one for one in groups if one.startswith("User-agent: *"))
    assert "Allow: /mijn" not in everybody
