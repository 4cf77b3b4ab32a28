"""The list of who comes, for the organisation and for nobody else."""

from collections.abc import Callable

import pytest

from tests import factories as make
from tests.client import Client
from tests.letters import Letters
from tests.signups.conftest import SignsUp
from weekapp.accounts.models import Account
from weekapp.activities.models import Activity, HistoryEntry
from weekapp.database import db
from weekapp.signups.models import SignUp


def looks() -> int:
    db.session.rollback()
    return db.session.query(HistoryEntry).filter_by(deed="sign-ups seen").count()


def test_the_organisation_sees_who_comes_and_that_it_looked_is_remembered(
    els: Client, soup: Activity, join: SignsUp
) -> None:
    join(soup, phone="0318 65 43 21", wants_meeting="y", remarks="<b>Met rollator</b>")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    [row] = page.all(".rows__row")
    for told in ("Riet", "riet@voorbeeld.nl", "0318 65 43 21", "Wil graag dat iemand opwacht"):
        assert told in row
    assert "<b>Met rollator</b>" in row
    assert looks() == 1
    els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    assert looks() == 2
    assert "Aanmeldingen bekeken" in els.get(f"/mijn/activiteiten/{soup.id}").main


@pytest.mark.parametrize("who", ["nobody", "other", "coordinator", "national"])
def test_nobody_else_sees_the_list(
    who: str, soup: Activity, client: Client, join: SignsUp, signed_in: Callable[[Account], Client]
) -> None:
    join(soup)
    people = {
        "other": lambda: make.member(make.organisation("Elders")),
        "coordinator": lambda: make.coordinator("Ede"),
        "national": make.national,
    }
    them = signed_in(people[who]()) if who in people else client
    for path in ("aanmeldingen", f"aanmeldingen/datums/{soup.occurrences[0].id}"):
        assert "Riet" not in them.get(f"/mijn/activiteiten/{soup.id}/{path}").text
    assert looks() == 0


def test_a_row_says_how_many_come_together_and_what_its_buttons_do(
    els: Client, soup: Activity, ask: SignsUp
) -> None:
    ask(soup, email="", phone="0318 12 34 56", people="2", wants_meeting="y")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    assert "Riet · samen 2 mensen" in page.main
    assert page.all(".rows__form button") == ["Gebeld: zet op de lijst", "Komt niet"]
    page = els.submit(page, 'main form[id^="af-"]')
    assert "Wil graag dat iemand opwacht" not in page.one(".rows__row").text


def test_the_form_asks_in_one_order_and_speaks_of_somebody_else(
    els: Client, soup: Activity, join: SignsUp
) -> None:
    join(soup, people="2")
    path = f"/mijn/activiteiten/{soup.id}/aanmeldingen"
    page = els.submit(els.get(path), "#add", date="", people="x")
    assert "(vol: komt op de wachtlijst)" in page.one("#date").text
    wrong = [str(link["href"]) for link in page.soup.select(".error-summary a")]
    assert wrong == ["#date-0", "#name", "#email", "#people"]


def test_the_organiser_adds_who_rang_and_takes_off_who_cannot_come(
    els: Client, soup: Activity, letters: Letters
) -> None:
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    page = els.submit(page, "#add", name="Bep", phone="0318 22 33 44")
    assert "1 persoon komt van de 2 plekken" in page.main
    els.submit(page, 'main form[id^="af-"]')
    page = els.submit(page, "#add", name="Piet", phone="0318 11 22 33", people="2")
    assert "Piet staat op de lijst." in page.main
    assert "2 mensen komen van de 2 plekken" in page.main
    page = els.submit(page, 'main form[id="af-2"]')
    assert "Piet staat niet meer op de lijst." in page.main
    assert [one.status for one in db.session.query(SignUp)] == ["cancelled", "cancelled"]


def test_who_left_a_number_only_has_a_place_once_they_are_rung(
    els: Client, soup: Activity, ask: SignsUp
) -> None:
    ask(soup, email="", phone="0318 12 34 56")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    assert "Bel: wil graag komen." in page.main
    page = els.submit(page, 'main form[action$="gebeld"]')
    assert "Bel: wil graag komen." not in page.main
    assert [one.status for one in db.session.query(SignUp)] == ["coming"]


def test_who_has_no_address_is_rung_when_something_changes(
    els: Client, soup: Activity, join: SignsUp, client: Client, letters: Letters
) -> None:
    full = join(soup, people="2")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    els.submit(page, "#add", name="Bep", phone="0318 11 22 33")
    client.submit(full, "#afmelden")
    assert letters.last_to("els@debrug.nl")["Subject"].startswith("Bel iemand")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    assert "Bel: er is nu een plek." in page.main


def test_the_list_stays_when_nobody_can_sign_up_any_more(
    els: Client, soup: Activity, join: SignsUp
) -> None:
    join(soup)
    soup.join_ways = ["phone"]
    db.session.commit()
    assert els.get(f"/mijn/activiteiten/{soup.id}").soup.select('a[href$="/aanmeldingen"]')
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen")
    assert "Riet" in page.main
    assert (
        "Piet staat op de lijst." in els.submit(page, "#add", name="Piet", phone="0318 112233").main
    )


def test_the_list_for_the_door_says_no_more_than_the_door_needs(
    els: Client, soup: Activity, join: SignsUp
) -> None:
    join(soup, phone="0318 65 43 21", wants_meeting="y")
    page = els.get(f"/mijn/activiteiten/{soup.id}/aanmeldingen/datums/{soup.occurrences[0].id}")
    assert page.all("tbody th") == ["Riet"]
    assert "riet@voorbeeld.nl" not in page.main
    assert "0318 65 43 21" not in page.main
    assert looks() == 1
