"""The organiser's desk: what waits on top, and nothing of anybody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests import factories as make
from tests.activities.filled import NEW, address
from tests.client import Client
from tests.counting import queries_of
from weekapp import clock
from weekapp.accounts.models import Account
from weekapp.database import db
from weekapp.organisations.models import Membership, Organisation

PAST = datetime(2026, 8, 24, 12, tzinfo=UTC)


def test_what_waits_for_the_organiser_is_on_top(organiser: Client, brug: Organisation) -> None:
    make.activity("Staat er", by=brug)
    make.activity("Half af", by=brug, status="draft", at=[])
    make.activity("Kwam terug", by=brug, status="returned", status_reason="Geen telefoon.")
    titles = organiser.get("/mijn").all(".desk-table th a")
    assert titles == ["Kwam terug", "Half af", "Staat er"]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"status": "returned", "status_reason": "Geen telefoon."}, "Geen telefoon."),
        ({"status": "draft"}, "Klaar om in te sturen"),
        ({"status": "draft", "at": []}, "ontbreekt nog iets"),
        ({"status": "draft", "at": PAST}, "datums zijn voorbij"),
        ({"status": "submitted"}, "De gemeente kijkt ernaar"),
        ({"point": None, "wants_location": True}, "Nog niet goed gevonden"),
        ({"status": "draft", "found_elsewhere_code": "GM0202"}, "Kies in welke gemeente"),
        ({"at": PAST}, "Kopieer"),
        ({"queued_at": make.THURSDAY}, "bekijkt je wijziging"),
        ({"status": "cancelled"}, "Gaat niet door"),
    ],
)
def test_each_activity_says_what_to_do_next(
    organiser: Client, brug: Organisation, made: dict[str, object], says: str
) -> None:
    make.activity(by=brug, **made)  # type: ignore[arg-type]
    assert says in organiser.get("/mijn").one(".desk-table tbody").text


def test_who_comes_and_what_to_print_are_one_click_away(
    organiser: Client, brug: Organisation
) -> None:
    made = make.activity(by=brug, join_ways=["here"])
    for page, place in (("/mijn", ".desk-table"), (address(made), ".edit-head")):
        links = {str(tag["href"]) for tag in organiser.get(page).one(place).select("a")}
        assert {f"{address(made)}/aanmeldingen", f"{address(made)}/drukwerk"} <= links


def test_an_empty_desk_invites(organiser: Client) -> None:
    assert "Zet je eerste activiteit erin" in organiser.get("/mijn").main


def test_the_desk_asks_as_few_questions_for_many_as_for_one(
    organiser: Client, brug: Organisation
) -> None:
    make.activity("Een", by=brug)
    few = len(queries_of(lambda: organiser.get("/mijn")))
    for number in range(20):
        make.activity(f"Nog {number}", by=brug, city="Arnhem")
    assert len(queries_of(lambda: organiser.get("/mijn"))) == few


def test_what_is_of_another_organisation_is_not_there(organiser: Client) -> None:
    other = make.activity("Van een ander", by=make.organisation("Elders"))
    assert "Van een ander" not in organiser.get("/mijn").main
    for path in ("", "/afgelasten", "/weggooien"):
        assert organiser.get(address(other) + path).status == 404
    date = other.occurrences[0].id
    mine = make.activity("Van mij", by=db.session.query(Organisation).first())
    assert organiser.get(f"{address(mine)}/datums/{date}/afgelasten").status == 404


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**31, 10**30])
def test_numbers_nobody_has_are_not_there(organiser: Client, number: int) -> None:
    assert organiser.get(f"/mijn/activiteiten/{number}").status == 404


def test_who_has_several_organisations_chooses_one(
    brug: Organisation, signed_in: Callable[[Account], Client]
) -> None:
    other = make.organisation("Kerk aan de Markt", contact_phone="0318 99 99 99")
    account = make.member(brug)
    db.session.add(
        Membership(
            account_id=account.id,
            organisation_id=other.id,
            role="editor",
            since=clock.now(),
        )
    )
    db.session.commit()
    organiser = signed_in(account)
    choice = organiser.get(NEW)
    assert "Van welke organisatie" in choice.main
    page = organiser.get(str(choice.one(f"a[href$='organisatie={other.id}']")["href"]))
    assert page.one("[name=contact_phone]")["value"] == "0318 99 99 99"
    kept = organiser.submit(page, "form#activiteit", title="Orgelconcert")
    assert "Kerk aan de Markt" in kept.main


def test_another_ones_organisation_cannot_be_chosen(organiser: Client) -> None:
    other = make.organisation("Elders")
    assert organiser.get(f"{NEW}?organisatie={other.id}").status == 404


def test_who_belongs_to_no_organisation_is_asked_to_register_one(
    signed_in: Callable[[Account], Client], brug: Organisation
) -> None:
    assert signed_in(make.account()).get("/mijn").path == "/mijn/organisatie/nieuw"
