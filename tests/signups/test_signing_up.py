"""Signing up for a date without an account."""

from datetime import timedelta

import time_machine

from tests import factories as make
from tests.client import Client
from tests.factories import THURSDAY
from tests.letters import Letters, links, words
from tests.signups.conftest import SignsUp
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp


def stored() -> list[SignUp]:
    db.session.rollback()
    return db.session.query(SignUp).order_by(SignUp.id).all()


def test_an_activity_where_one_signs_up_has_a_button(client: Client, soup: Activity) -> None:
    page = client.get(f"/activiteiten/{soup.id}/{soup.slug}")
    way = page.one('main .facts a[href$="/aanmelden"]')
    assert way.get_text(strip=True) == "Meld je aan"
    assert client.get(str(way["href"])).all("h1") == ["Meld je aan"]
    over = make.activity("Was er", join_ways=["here"], at=THURSDAY - timedelta(days=60))
    assert not client.get(f"/activiteiten/{over.id}/was-er").soup.select('[href$="/aanmelden"]')
    walk_in = make.activity("Koffie")
    assert not client.get(f"/activiteiten/{walk_in.id}/koffie").soup.select('[href$="/aanmelden"]')


def test_who_signs_up_by_mail_confirms_with_the_link(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    page = ask(soup, wants_meeting="y", remarks="Met rollator")
    assert page.all("h1") == ["Kijk in je mail"]
    assert [one.status for one in stored()] == ["asked"]
    confirming = client.get(links(letters.last_to("riet@voorbeeld.nl"))[0])
    assert confirming.all("h1") == ["Kom je?"]
    assert [one.status for one in stored()] == ["asked"]  # only looking at a link confirms nothing
    page = client.submit(confirming, 'form[action$="bevestigen"]')
    assert page.all("h1") == ["Je staat op de lijst"]
    assert "De organisatie weet dat je graag wilt dat iemand op je wacht." in page.main
    [one] = stored()
    assert (one.status, one.name, one.people, one.remarks) == ("coming", "Riet", 1, "Met rollator")
    letter = letters.last_to("riet@voorbeeld.nl")
    assert letter["Subject"] == "Je staat op de lijst voor Soep en brood"
    assert "donderdag 24 september, 14.00 uur" in words(letter)


def test_who_signs_up_by_mail_may_type_the_code(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    page = ask(soup)
    wrong = client.submit(page, code="12345")
    assert wrong.error_beside("code").endswith("Deze code klopt niet. Kijk nog eens in de mail.")
    [one] = stored()
    assert one.code in words(letters.last_to("riet@voorbeeld.nl"))
    assert client.submit(wrong, code=f" {one.code[:3]} {one.code[3:]}").all("h1") == [
        "Je staat op de lijst"
    ]


def test_a_code_cannot_be_guessed(client: Client, soup: Activity, ask: SignsUp) -> None:
    page = ask(soup)
    [one] = stored()
    wrong = "000000" if one.code != "000000" else "111111"
    for _ in range(5):
        page = client.submit(page, code=wrong)
    assert "kun je niet meer gebruiken" in page.error_beside("code")
    page = client.submit(page, code=one.code)
    assert page.status == 422
    assert [one.status for one in stored()] == ["asked"]


def test_who_has_only_a_telephone_is_rung_by_the_organisation(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    page = ask(soup, email="", phone="0318 12 34 56")
    assert page.all("h1") == ["De organisatie belt je"]
    assert "Wij gaven dit nummer door: 0318 12 34 56." in page.main
    assert letters.to("els@debrug.nl")[-1]["Subject"] == "Er zijn aanmeldingen voor Soep en brood"
    assert "Riet" not in words(letters.to("els@debrug.nl")[-1])
    assert [one.status for one in stored()] == ["asked"]  # it takes no place from who is proven


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    client: Client, soup: Activity, ask: SignsUp
) -> None:
    page = ask(soup, email="", people="honderd", remarks="Ik kom graag")
    assert page.status == 422
    assert "E-mailadres" not in page.error_beside("name")
    assert "Eén van de twee is genoeg." in page.error_beside("email")
    assert "van 1 tot en met 10" in page.error_beside("people")
    assert page.one('[name="people"]')["value"] == "honderd"
    assert page.one('[name="remarks"]').get_text(strip=True) == "Ik kom graag"
    assert stored() == []


def test_one_chooses_from_the_dates_that_are_still_to_come(
    client: Client, clock: time_machine.Traveller, ask: SignsUp
) -> None:
    dates = [THURSDAY, THURSDAY + timedelta(days=7), THURSDAY + timedelta(days=14)]
    weekly = make.activity("Eettafel", at=dates, join_ways=["here"])
    weekly.occurrences[1].status = "cancelled"
    db.session.commit()
    page = ask(weekly)
    assert page.error_beside("date").endswith("Kies een datum.")
    assert len(page.soup.select('[name="date"]')) == 2
    clock.move_to(THURSDAY + timedelta(minutes=1))
    assert (
        len(
            client.get(f"/activiteiten/{weekly.id}/eettafel/aanmelden").soup.select('[name="date"]')
        )
        == 1
    )
    clock.move_to(dates[2])
    assert client.get(f"/activiteiten/{weekly.id}/eettafel/aanmelden").status == 410


def test_who_is_on_the_list_changes_what_they_said(
    client: Client, soup: Activity, join: SignsUp
) -> None:
    page = client.submit(join(soup), "#wijzig", people="2", remarks="Ik neem Jan mee")
    assert "Bewaard" in page.main
    assert [(one.people, one.remarks) for one in stored()] == [(2, "Ik neem Jan mee")]
    page = client.submit(page, "#wijzig", people="3")
    assert "Er is geen plek meer" in page.error_beside("people")
    assert [one.people for one in stored()] == [2]


def test_who_leaves_is_off_the_list_and_may_be_forgotten_at_once(
    client: Client, soup: Activity, join: SignsUp
) -> None:
    page = client.submit(join(soup), "#afmelden")
    assert page.all("h1") == ["Je bent afgemeld"]
    assert [one.status for one in stored()] == ["cancelled"]
    address = page.path
    assert client.submit(page, "#vergeten").all("h1") == ["Je gegevens zijn weg"]
    assert stored() == []
    assert client.get(address).status == 410
    assert client.post(f"{address}/bevestigen").status == 410


def test_signing_up_sets_no_cookie_and_nobody_may_keep_the_page(
    client: Client, soup: Activity, join: SignsUp
) -> None:
    page = join(soup)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    asking = client.get(f"/activiteiten/{soup.id}/{soup.slug}/aanmelden")
    assert asking.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in asking.headers
