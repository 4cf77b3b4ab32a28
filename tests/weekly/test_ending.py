"""Ending the weekly letter: one button, one click in a mail program, and nothing is kept."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine

from tests import factories as make
from tests.client import Client
from tests.conftest import settings
from tests.letters import Letters, links
from tests.weekly.conftest import MORNING, RIET, Asks, stored, subjects
from weekapp import jobs, mail
from weekapp.database import db

DAY = timedelta(days=1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def letter(letters: Letters, thursday: Callable[[], None]) -> EmailMessage:
    """A letter somebody got on Thursday."""
    make.activity(at=MORNING + DAY)
    make.weekly_letter()
    thursday()
    assert subjects(letters) == ["Dit is er te doen bij 6711 Ede"]
    return letters.last_to(RIET)


def end_of(letter: EmailMessage) -> str:
    """Where a mail program ends it."""
    return str(letter["List-Unsubscribe"]).strip("<>").removeprefix("http://week.test")


def test_a_mail_program_ends_it_with_one_click_and_no_cookie(
    client: Client, letter: EmailMessage
) -> None:
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page = client.post(end_of(letter), data=ONE_CLICK, follow=False)
    assert page.status == 200
    assert page.all("h1") == ["Je krijgt geen weekbrief meer"]
    assert "Set-Cookie" not in page.headers
    assert stored() == []
    assert client.post(end_of(letter), data=ONE_CLICK).status == 410


def test_a_mail_program_may_send_its_click_as_parts(client: Client, letter: EmailMessage) -> None:
    page = client.post(end_of(letter), data=ONE_CLICK, content_type="multipart/form-data")
    assert page.status == 200
    assert stored() == []


def test_who_follows_the_link_ends_it_with_one_button(client: Client, letter: EmailMessage) -> None:
    page = client.get(links(letter)[-1])
    assert links(letter)[-1] == end_of(letter)
    assert page.all("main form button") == ["Stop de weekbrief"]
    assert len(stored()) == 1  # a program that looks at links ends nothing
    assert client.submit(page).all("h1") == ["Je krijgt geen weekbrief meer"]
    assert stored() == []
    assert client.get(links(letter)[-1]).status == 410


def test_who_confirmed_can_end_it_on_the_page_of_it(client: Client, subscribe: Asks) -> None:
    page = client.submit(subscribe(), 'form[action$="stoppen"]')
    assert page.all("h1") == ["Je krijgt geen weekbrief meer"]
    assert stored() == []


def test_a_letter_that_still_waits_is_not_sent_to_who_ended_it(
    client: Client, letters: Letters, thursday: Callable[[], None]
) -> None:
    make.activity(at=MORNING + DAY)
    token = make.weekly_letter().token
    thursday()
    jobs.make_rounds()
    jobs.run_due(2)  # the areas, and the letters of one
    client.post(f"/weekbrief/{token}/stoppen")
    assert letters.to(RIET) == []
    assert db.session.query(jobs.Job).filter(jobs.Job.done_at.is_(None)).count() == 0


def test_it_goes_on_until_somebody_ends_it(letters: Letters, clock: time_machine.Traveller) -> None:
    weeks = [MORNING + week * timedelta(days=7) for week in range(1, 60)]
    make.activity(at=[moment + DAY for moment in weeks])
    make.weekly_letter()
    clock.move_to(weeks[52])
    assert len(subjects(letters)) == 1
    assert len(stored()) == 1


def test_the_address_to_end_it_stays_on_one_line_however_long(tmp_path: Path) -> None:
    end = "https://" + "lang." * 30 + "nl/uk/weekbrief/" + "x" * 32 + "/stoppen"
    written = mail.Letter(RIET, "Dag", "Dag.\n", end=end)
    sent = bytes(mail.compose(written, settings(tmp_path)))
    assert f"\nList-Unsubscribe: <{end}>\n".encode() in sent
    broken = mail.Letter(RIET, "Dag", "Dag.\n", end=f"{end}\r\nBcc: x@boos.nl")
    with pytest.raises(ValueError):
        mail.compose(broken, settings(tmp_path))


def test_other_letters_have_nothing_to_end(ask: Asks, letters: Letters) -> None:
    ask()
    assert letters.last_to(RIET)["List-Unsubscribe"] is None
