"""`weekapp mail`: the letters that lie in the folder because there is no mail server."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import click

from weekapp import formats, mail as letters
from weekapp.commands import settings

SHOWN = 20


@click.command("mail")
@click.option("--last", is_flag=True, help="de nieuwste brief helemaal")
def mail(last: bool) -> None:
    """Laat zien welke brieven de site heeft neergelegd, de nieuwste eerst."""
    given = settings.read()
    if given.smtp_url:
        raise click.ClickException("De brieven gaan naar de mailserver uit WEEKAPP_SMTP_URL.")
    folder = letters.folder(given)
    newest_first = sorted(folder.glob("*.eml"), key=_age, reverse=True)
    if not newest_first:
        click.echo(f"Er zijn nog geen brieven in {folder}.")
    elif last:
        click.echo(_whole(_opened(newest_first[0])))
    else:
        for file in newest_first[:SHOWN]:
            click.echo(_line(_opened(file)))
        if len(newest_first) > SHOWN:
            click.echo(f"... en nog {len(newest_first) - SHOWN} oudere in {folder}")


def _age(file: Path) -> int:
    return file.stat().st_mtime_ns


def _opened(file: Path) -> EmailMessage:
    opened = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(opened, EmailMessage)
    return opened


def _line(letter: EmailMessage) -> str:
    when = parsedate_to_datetime(str(letter["Date"]))
    moment = f"{formats.short_day(when)}, {formats.clock_time(when)}"
    return f"{moment}  {letter['To']}: {letter['Subject']}"


def _whole(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    text = body.get_content() if body else ""
    return f"Aan: {letter['To']}\nOnderwerp: {letter['Subject']}\n\n{text}"
