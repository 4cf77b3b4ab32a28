"""The letters that lie in the folder, as `weekapp mail` tells them."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from click.testing import Result
from flask import Flask

from tests.letters import Letters
from weekapp import mail
from weekapp.database import db

Run = Callable[..., Result]


def write(letters: Letters, to: str, subject: str) -> None:
    letter = mail.Letter(to, subject, f"Dag {to}")
    mail.post(db.session(), letter, dedupe_key=subject)
    db.session.commit()
    letters.all()


def test_without_letters_it_says_where_they_will_be(app: Flask, run: Run) -> None:
    told = run("mail").output
    assert told.startswith("Er zijn nog geen brieven in ")
    assert app.instance_path in told


def test_the_newest_letter_is_first(
    run: Run, letters: Letters, clock: time_machine.Traveller
) -> None:
    write(letters, "an@example.org", "Eerste")
    clock.shift(timedelta(hours=1))
    write(letters, "bo@example.org", "Tweede")
    newest, oldest = run("mail").output.splitlines()
    assert newest.endswith(", 11.00  bo@example.org: Tweede")
    assert oldest.endswith(", 10.00  an@example.org: Eerste")


def test_the_last_letter_is_shown_whole(run: Run, letters: Letters) -> None:
    write(letters, "an@example.org", "Je code")
    assert run("mail", "--last").output == (
        "Aan: an@example.org\nOnderwerp: Je code\n\nDag an@example.org\n\n"
    )


def test_with_a_mail_server_there_is_no_folder_to_show(run: Run) -> None:
    told = run("mail", env={"WEEKAPP_SMTP_URL": "smtp://localhost"})
    assert told.exit_code == 1
    assert "WEEKAPP_SMTP_URL" in told.output
