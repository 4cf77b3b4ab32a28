"""Letters: into the folder or over SMTP, once for each key, and nothing of them can be forged."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session as Talk
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import START, settings
from tests.letters import Letters, words
from weekapp import jobs, mail
from weekapp.config import Settings
from weekapp.jobs import Job
from weekapp.mail import Letter

MINUTE = timedelta(minutes=1)
DAG = Letter("anna@voorbeeld.nl", "Dag Anna", "Dag Anna,\n\nTot morgen.\n")


class Postbox:
    """A mail server that keeps what it gets, or answers what it is told to."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.answer = "250 OK"
        self.offers: list[str] = []

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Talk, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(f"250-{offer}" for offer in self.offers), responses[-1]]

    async def handle_DATA(self, server: SMTP, session: Talk, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.got.append(envelope)
        return self.answer

    @property
    def letters(self) -> list[EmailMessage]:
        contents = [cast(bytes, envelope.content) for envelope in self.got]
        return [message_from_bytes(content, policy=policy.default) for content in contents]


@pytest.fixture
def postbox(app: Flask, free_port: int) -> Iterator[Postbox]:
    """A real mail server on this machine, which the site is told to use."""
    kept = Postbox()
    server = Controller(kept, hostname="127.0.0.1", port=free_port, **logging_in())
    server.start()
    with_server(app, f"smtp://127.0.0.1:{free_port}")
    yield kept
    with_server(app, "")
    server.stop()


def logging_in() -> dict[str, Any]:
    def check(server: SMTP, session: Talk, envelope: Envelope, how: str, who: Any) -> AuthResult:
        return AuthResult(success=(who.login, who.password) == (b"post", b"p@ss/woord"))

    return {"authenticator": check, "auth_require_tls": False}


def with_server(app: Flask, smtp_url: str) -> None:
    app.extensions["settings"] = settings(Path(app.instance_path), smtp_url=smtp_url)


def post(session: Session, letter: Letter = DAG, key: str = "one") -> Job:
    mail.post(session, letter, dedupe_key=key)
    session.commit()
    return session.scalars(select(Job)).one()


def test_a_letter_goes_out_over_smtp_as_text_and_html(session: Session, postbox: Postbox) -> None:
    post(session)
    jobs.run_due()
    (letter,) = postbox.letters
    assert (letter["To"], letter["Subject"]) == ("anna@voorbeeld.nl", "Dag Anna")
    assert letter["From"] == "Week tegen Eenzaamheid <post@week.test>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert words(letter).splitlines() == ["Dag Anna,", "", "Tot morgen."]
    html = letter.get_body(("html",))
    assert html
    assert "<p>Dag Anna,</p><p>Tot morgen.</p>" in html.get_content()
    assert postbox.got[0].rcpt_tos == ["anna@voorbeeld.nl"]


def test_a_letter_is_sent_once_for_each_key(session: Session, postbox: Postbox) -> None:
    for key in ("one", "one", "two"):
        mail.post(session, DAG, dedupe_key=key)
    session.commit()
    jobs.run_due()
    jobs.run_due()
    assert len(postbox.got) == 2


def test_a_letter_that_is_refused_is_tried_again_later(
    session: Session, postbox: Postbox, clock: time_machine.Traveller
) -> None:
    postbox.answer = "451 try again"
    job = post(session)
    jobs.run_due()
    assert "451" in (job.error or "")
    session.rollback()
    postbox.answer = "250 OK"
    clock.shift(MINUTE)
    jobs.run_due()
    assert len(postbox.got) == 1
    assert jobs.run_due() == 0


def test_a_server_that_is_away_loses_no_letter(
    app: Flask, session: Session, free_port: int, letters: Letters, clock: time_machine.Traveller
) -> None:
    with_server(app, f"smtp://127.0.0.1:{free_port}")
    job = post(session)
    jobs.run_due()
    assert "refused" in (job.error or "").lower()
    session.rollback()
    with_server(app, "")
    clock.shift(MINUTE)
    assert len(letters.to("anna@voorbeeld.nl")) == 1


def test_a_letter_is_not_sent_in_the_clear_where_encryption_is_offered(
    session: Session, postbox: Postbox
) -> None:
    postbox.offers = ["STARTTLS"]  # offered, but refused: this server has no certificate
    job = post(session)
    jobs.run_due()
    assert (postbox.got, job.done_at) == ([], None)
    assert "454" in (job.error or "")


def test_the_site_logs_in_where_it_has_a_name(
    app: Flask, session: Session, postbox: Postbox
) -> None:
    server = app.extensions["settings"].smtp_url.removeprefix("smtp://")
    with_server(app, f"smtp://post:p%40ss%2Fwoord@{server}")
    post(session)
    jobs.run_due()
    assert len(postbox.got) == 1


def test_no_transaction_is_open_while_a_letter_is_sent(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(message: EmailMessage, folder: Path) -> None:
        seen.append(session.in_transaction())

    monkeypatch.setattr(mail, "lay_down", look)
    post(session)
    jobs.run_due()
    assert seen == [False]


@pytest.mark.parametrize(
    "letter",
    [
        Letter("anna@voorbeeld.nl\nBcc: x@boos.nl", "Dag", "Dag.\n"),
        Letter("anna@voorbeeld.nl, x@boos.nl", "Dag", "Dag.\n"),
        Letter("anna@voorbeeld.nl", "Dag\r\nBcc: x@boos.nl", "Dag.\n"),
    ],
)
def test_a_header_cannot_be_smuggled_in(session: Session, postbox: Postbox, letter: Letter) -> None:
    job = post(session, letter)
    jobs.run_due()
    assert (postbox.got, job.done_at) == ([], None)


def test_the_subject_of_a_letter_is_its_first_line_and_no_more() -> None:
    queues = [Place("Ede\nBcc: x@boos.nl")]
    made = mail.letter("anna@voorbeeld.nl", "moderation/mail/reminded.txt", page="/", queues=queues)
    assert made.subject == "Er wacht iemand op jou: Ede"
    message = mail.compose(made, settings(Path()))
    assert message["Bcc"] is None
    assert message["Subject"] == "Er wacht iemand op jou: Ede"


class Place:
    """Stands for a queue in a letter."""

    waiting, has_coordinator = 1, True

    def __init__(self, name: str) -> None:
        self.name = name
        self.oldest_at = START


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=y>", '"><b>', "{{ 7*7 }}", "&amp; & <"],
)
def test_hostile_text_is_text_in_a_letter(text: str) -> None:
    html = mail.as_html(Letter("anna@voorbeeld.nl", text, f"{text}\n\nhttps://a.nl/{text}\n"))
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {
        "html", "head", "meta", "title", "body", "p", "br", "a",
    }  # fmt: skip
    assert text in soup.get_text()
    assert all(str(link["href"]).startswith("https://a.nl/") for link in soup.find_all("a"))


def test_addresses_become_links_without_the_full_stop_after_them() -> None:
    html = mail.as_html(Letter("a@b.nl", "Dag", "Kijk op https://week.test/mijn?a=1&b=2.\n"))
    (link,) = BeautifulSoup(html, "html.parser").find_all("a")
    assert link["href"] == "https://week.test/mijn?a=1&b=2"


def test_any_name_lands_in_the_folder_and_nowhere_else(app: Flask, tmp_path: Path) -> None:
    kept: Settings = settings(tmp_path)
    letter = Letter('"../../x"@voorbeeld.nl', "Dag", "Dag.\n")
    mail.lay_down(mail.compose(letter, kept), mail.folder(kept))
    (file,) = mail.folder(kept).iterdir()
    assert file.suffix == ".eml"
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]
