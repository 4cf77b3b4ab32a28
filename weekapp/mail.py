"""Renders and delivers one letter: plain text from a template, simple HTML made from it."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from weekapp import clock, formats, jobs
from weekapp.config import SITE, Settings
from weekapp.languages import DUTCH, LANGUAGES, code

SMTP_SECONDS = 20

_letters = Environment(
    loader=FileSystemLoader(SITE / "templates"),
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
_letters.filters.update(formats.FILTERS)
_letters.globals["_"] = formats.said


@dataclass(frozen=True)
class Letter:
    """A letter to one address; the text is plain, the first line of a template its subject.

    `headings` are lines of it that stand above others. `end` is where a mail program ends letters
    that come again and again, with one click.
    """

    to: str
    subject: str
    text: str
    language: str = DUTCH.code
    headings: Sequence[str] = ()
    end: str = ""


class WebAddresses(UnstructuredHeader, BaseHeader):
    """A header of addresses, each on one line whole: a long one in code words is none any more."""

    def fold(self, *, policy: Any) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", WebAddresses)
_POLICY = EmailPolicy(header_factory=_headers)


def letter(to: str, template: str, **context: Any) -> Letter:
    """Render templates/<template>: its first line is the subject, the rest the text.

    What people typed comes in as values, never as template source.
    """
    rendered = _letters.get_template(template).render(context).strip()
    subject, _, text = rendered.partition("\n")
    one_line = " ".join(subject.split())[:150]
    return Letter(to, one_line, re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n", code())


def post(session: Session, written: Letter, *, dedupe_key: str) -> None:
    """Put a letter in the outbox, in the caller's transaction; once for each dedupe key."""
    jobs.enqueue(session, "letter", asdict(written), at=clock.now(), dedupe_key=dedupe_key)


@jobs.work("letter")
def deliver(payload: jobs.Payload) -> None:
    """Hand one letter to the mail server, or lay it in the folder when there is none."""
    settings: Settings = current_app.extensions["settings"]
    message = compose(Letter(**payload), settings)
    if settings.smtp_url:
        _send(message, settings.smtp_url)
    else:
        lay_down(message, folder(settings))


def compose(written: Letter, settings: Settings) -> EmailMessage:
    """The MIME message of a letter; header values cannot carry a line break."""
    message = EmailMessage(_POLICY)
    name, address = parseaddr(settings.mail_from)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=written.to)
    message["Subject"] = written.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    if written.end:  # RFC 8058
        message["List-Unsubscribe"] = f"<{written.end}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(written.text)
    message.add_alternative(as_html(written), subtype="html")
    return message


def as_html(written: Letter) -> str:
    """The text as paragraphs, its addresses as links; everything else escaped."""
    paragraphs = [
        Markup("<h2>{}</h2>").format(part)
        if part in written.headings
        else Markup("<p>{}</p>").format(Markup("<br>").join(map(_linked, part.split("\n"))))
        for part in written.text.strip().split("\n\n")
    ]
    language = LANGUAGES.get(written.language, DUTCH)
    return Markup(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8"><title>{}</title>'
        '</head><body style="font:18px/1.5 sans-serif;color:#1D2A2E;max-width:36em;'
        'overflow-wrap:anywhere">{}</body></html>'
    ).format(language.code, language.direction, written.subject, Markup("").join(paragraphs))


def _linked(line: str) -> Markup:
    # The full stop after an address is not part of it.
    parts = re.split(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)”’])", line)
    return Markup("").join(
        Markup('<a href="{0}">{0}</a>').format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def folder(settings: Settings) -> Path:
    """Where letters lie when there is no mail server."""
    return settings.instance / "letters"


def lay_down(message: EmailMessage, into: Path) -> None:
    """Write a message as a file, named by its time and address, whole or not at all."""
    into.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.@+-]", "_", str(message["To"]))
    stamp = clock.now().strftime("%Y%m%dT%H%M%S")
    unique = re.sub(r"\W", "", str(message["Message-ID"]))[:24]
    unfinished = into / f".{stamp}-{unique}"
    unfinished.write_bytes(bytes(message))
    unfinished.rename(into / f"{stamp}-{name}-{unique}.eml")


def _send(message: EmailMessage, smtp_url: str) -> None:
    server = urlsplit(smtp_url)
    host = server.hostname or "localhost"
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, server.port or 465, timeout=SMTP_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(host, server.port or 25, timeout=SMTP_SECONDS)
    with connection:
        connection.ehlo()
        if server.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=context)
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)


def init_app(app: Flask, settings: Settings) -> None:
    """Nothing to set up; importing this module names the work."""
