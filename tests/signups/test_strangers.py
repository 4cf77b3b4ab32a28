"""Somebody who signs up in the name of another: nothing comes of what that other did not see."""

import pytest

from tests.client import Client
from tests.letters import Letters, links, words
from tests.signups.conftest import SignsUp
from weekapp import jobs
from weekapp.activities.models import Activity
from weekapp.database import db
from weekapp.signups.models import SignUp

RIET = "riet@voorbeeld.nl"
HERS = {"name": "Riet", "wants_meeting": "y", "remarks": "Ik kom met een rollator."}
THEIRS = {"name": "Bespot", "people": "2", "remarks": "Haha", "phone": "0318 99 99 99"}


def on_the_list() -> list[tuple[str, int, str]]:
    db.session.rollback()
    found = db.session.query(SignUp).filter(SignUp.status != "asked")
    return [(one.name, one.people, one.remarks) for one in found]


def code_in(letters: Letters) -> str:
    said = words(letters.last_to(RIET))
    return said.partition("Typ dan deze code: ")[2][:6]


def test_what_somebody_asked_stays_as_it_was_when_another_asks(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    first = ask(soup, **HERS)
    link, code = links(letters.last_to(RIET))[0], code_in(letters)
    second = ask(soup, **THEIRS)
    assert first.path != second.path
    assert [client.get(page.path).status for page in (first, second)] == [200, 200]
    assert "Bespot" not in client.get(link).main
    assert client.submit(first, code=code).all("h1") == ["Je staat op de lijst"]
    assert on_the_list() == [("Riet", 1, "Ik kom met een rollator.")]


def test_who_confirms_sees_what_they_confirm(
    client: Client, soup: Activity, ask: SignsUp, letters: Letters
) -> None:
    ask(soup, **HERS)
    page = client.get(links(letters.last_to(RIET))[0])
    assert page.all("main dd") == ["Riet", "1", "Ja", "Ik kom met een rollator."]
    ask(soup, **THEIRS)
    page = client.get(links(letters.last_to(RIET))[0])
    assert page.all("main dd") == ["Bespot", "2", "0318 99 99 99", "Nee", "Haha"]
    shown = str(page.one("main"))
    assert shown.index("</dl>") < shown.index("Ja, ik kom")
    assert "Klopt dit niet? Klik dan niet op de knop." in page.main


@pytest.mark.parametrize("other", [RIET, "riet+mail@voorbeeld.nl"])
def test_of_all_that_was_asked_one_can_be_confirmed(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp, letters: Letters, other: str
) -> None:
    ask(soup, **{**THEIRS, "email": other})
    link = links(letters.last_to(other))[0]
    join(soup, **HERS)
    assert client.get(link).status == 410
    assert client.post(f"{link}/bevestigen").status == 410
    assert on_the_list() == [("Riet", 1, "Ik kom met een rollator.")]
    db.session.rollback()
    assert "Bespot" not in [one.name for one in db.session.query(SignUp)]


def test_another_cannot_tell_whether_it_was_confirmed(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp
) -> None:
    before = ask(soup, **THEIRS)
    join(soup, **HERS)
    after = ask(soup, **THEIRS)
    pages = [client.get(page.path) for page in (before, after)]
    told = [(page.status, page.main) for page in pages]
    told += [(page.status, page.main) for page in (client.submit(one, code="1") for one in pages)]
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert on_the_list() == [("Riet", 1, "Ik kom met een rollator.")]


def test_who_is_on_the_list_comes_there_by_the_code_too(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp, letters: Letters
) -> None:
    there = join(soup, **HERS)
    page = ask(soup, **{**THEIRS, "email": "Riet+mail@voorbeeld.nl"})
    assert letters.to("riet+mail@voorbeeld.nl") == []
    assert letters.last_to(RIET)["Subject"] == "Je bent al aangemeld voor Soep en brood"
    assert client.submit(page, code=code_in(letters)).path == there.path
    assert on_the_list() == [("Riet", 1, "Ik kom met een rollator.")]
    jobs.make_rounds()
    assert on_the_list() == [("Riet", 1, "Ik kom met een rollator.")]


def test_who_is_forgotten_is_forgotten_whole(
    client: Client, soup: Activity, ask: SignsUp, join: SignsUp
) -> None:
    ask(soup, **THEIRS)
    page = join(soup, **HERS)
    ask(soup, **THEIRS)
    client.submit(page, "#vergeten")
    db.session.rollback()
    assert db.session.query(SignUp).count() == 0
