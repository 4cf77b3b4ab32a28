"""The national team puts coordinators in charge of municipalities."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests import factories as make
from tests.client import Client
from tests.letters import Letters, links, words
from weekapp.accounts import queries
from weekapp.accounts.models import Account, Coordinatorship
from weekapp.database import db

PAGE = "/landelijk/coordinatoren"
SignedIn = Callable[[Account], Client]


@pytest.fixture
def team(signed_in: SignedIn) -> Client:
    """Somebody of the national team."""
    return signed_in(make.national())


def codes_of(email: str) -> set[str]:
    account = queries.with_address(email)
    held = select(Coordinatorship.municipality_code)
    return (
        set(db.session.scalars(held.where(Coordinatorship.account_id == account.id)))
        if account
        else set()
    )


def test_somebody_is_put_in_charge_of_several_municipalities_by_name(
    team: Client, letters: Letters
) -> None:
    typed = " ede, BERGEN (L.);\n's-hertogenbosch, gm0344 ,Den Haag, bergen nh,"
    page = team.submit(team.get(PAGE), "#appoint", email="Co@Ede.nl", municipalities=typed)
    assert "co@ede.nl kijkt nu mee voor" in page.main
    assert codes_of("co@ede.nl") == {*("GM0228", "GM0893", "GM0796", "GM0344", "GM0518", "GM0373")}
    assert "- Ede" in words(letters.last_to("co@ede.nl"))
    assert links(letters.last_to("co@ede.nl")) == ["/inloggen?next=/moderatie"]


def test_a_municipality_comes_on_top_of_those_somebody_has(team: Client, letters: Letters) -> None:
    make.coordinator("Ede", email="co@ede.nl")
    team.submit(team.get(PAGE), "#appoint", email="co@ede.nl", municipalities="Ede, Barneveld")
    assert codes_of("co@ede.nl") == {"GM0228", "GM0203"}
    assert "- Ede" not in words(letters.last_to("co@ede.nl"))


def test_appointing_twice_sends_one_letter(team: Client, letters: Letters) -> None:
    for _time in range(2):
        team.submit(team.get(PAGE), "#appoint", email="co@ede.nl", municipalities="Ede")
    assert len(letters.to("co@ede.nl")) == 1


@pytest.mark.parametrize(
    "typed", ["Edde", "Bergen", "Ede, Nergenshuizen", "GM9999", "<script>", ", ;"]
)
def test_an_unknown_municipality_gets_a_sentence_and_changes_nothing(
    team: Client, letters: Letters, typed: str
) -> None:
    page = team.submit(team.get(PAGE), "#appoint", email="co@ede.nl", municipalities=typed)
    assert page.error_beside("municipalities")
    assert page.one("#municipalities").text.strip() == typed
    assert page.one("#email")["value"] == "co@ede.nl"
    assert not codes_of("co@ede.nl")
    assert not letters.all()


def test_the_list_shows_who_looks_after_what(team: Client) -> None:
    make.coordinator("Ede", email="co@ede.nl")
    assert "co@ede.nl" in team.get(PAGE).one("#GM0228").text
    assert "Stel iemand aan" in team.get(PAGE).one("#GM0203").text


def test_the_list_can_show_only_who_has_nobody(team: Client) -> None:
    make.coordinator("Ede", email="co@ede.nl")
    page = team.get(f"{PAGE}?toon=zonder")
    assert "In 341 gemeenten is nog geen" in page.main
    assert len(page.all(".rows__row")) == 341
    assert not page.soup.select("#GM0228")


def test_a_municipality_of_the_list_is_filled_in(team: Client) -> None:
    page = team.get(f"{PAGE}?gemeente=Barneveld")
    assert page.one("#municipalities").text.strip() == "Barneveld"


def test_somebody_is_taken_off_one_municipality(team: Client) -> None:
    make.coordinator("Ede", "Barneveld", email="co@ede.nl")
    page = team.submit(team.get(PAGE), "#GM0228 form")
    assert "co@ede.nl kijkt niet meer mee" in page.main
    assert codes_of("co@ede.nl") == {"GM0203"}


def test_taking_somebody_off_twice_is_not_found(team: Client) -> None:
    make.coordinator("Ede")
    page = team.get(PAGE)
    team.submit(page, "#GM0228 form")
    assert team.submit(page, "#GM0228 form").status == 404


def test_somebody_who_is_taken_off_sees_the_queue_no_more(
    team: Client, signed_in: SignedIn
) -> None:
    coordinator = signed_in(make.coordinator("Ede"))
    assert "Controleren" in coordinator.get("/mijn/account").text
    team.submit(team.get(PAGE), "#GM0228 form")
    assert "Controleren" not in coordinator.get("/mijn/account").text


def test_a_coordinator_puts_nobody_in_charge(signed_in: SignedIn) -> None:
    coordinator = signed_in(make.coordinator("Ede"))
    assert coordinator.get(PAGE).status == 404
    assert coordinator.post(PAGE, data={"email": "a@b.nl", "municipalities": "Ede"}).status == 404
